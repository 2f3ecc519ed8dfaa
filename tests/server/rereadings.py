"""Captures that are read again, and the command that does it."""

from __future__ import annotations

from click.testing import CliRunner, Result

from server_parts import Api, capture_body, scored
from ssi_server.cli import main
from ssi_server.config import Settings


def run(settings: Settings, *words: str) -> Result:
    """`ssi-history reread` with these words."""
    return CliRunner().invoke(main, ["--data-dir", str(settings.data_dir), "reread", *words])


def five_captures(api: Api) -> list[str]:
    """Captures of five days, read by today's reader, with 10 to 14 points; gives their ids."""
    days = range(1, 6)
    bodies = [capture_body(captured_at=f"2026-03-0{day}T09:30:00+01:00", html=scored(day, 2, 3, 4)) for day in days]
    assert {api.send(body).status_code for body in bodies} == {201}
    return [body["id"] for body in bodies]
