"""Whatever happens while all pages are read again, nothing is lost, and the rest is read."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from rereadings import five_captures, run
from server_parts import Api, capture_body, rows
from ssi_parser import Reading
from ssi_server.captures import reread
from ssi_server.captures.rereading import batches
from ssi_server.config import Settings
from ssi_server.models import OwnReading
from ssi_server.storage import Database


@pytest.fixture
def five(api: Api) -> list[str]:
    return five_captures(api)


def test_one_page_at_which_the_reader_fails_stops_no_other(
    settings: Settings, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _meanwhile(monkeypatch, 2, lambda: 1 / 0)
    result = run(settings)
    assert result.exit_code == 1
    assert "2026-03-02 09:30: The reader failed at it: ZeroDivisionError." in result.stderr
    assert "Captures read again: 5. Cannot be opened: 1." in result.stdout


def test_an_interrupted_run_is_gone_on_with(
    settings: Settings, api: Api, database: Database, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        session.execute(update(OwnReading).values(total=35))
    monkeypatch.setattr(batches, "BATCH", 2)
    with monkeypatch.context() as pressing:
        _meanwhile(pressing, 4, _interrupt)
        result = run(settings)
    assert result.exit_code == 130
    assert "Interrupted. What was read again is kept, and the next run goes on from there." in result.stderr
    totals = [item["total"] for item in api.get("/api/history")["items"]]
    assert totals == [10, 11, 35, 35, 35]
    following = run(settings)
    assert "after 2026-03-02 08:30 UTC: 2 of 5 captures of Me are read again already." in following.stderr
    assert "total (3)" in following.stdout
    assert "Captures read again: 5. Changed figures: 5." in following.stdout
    assert "Going on" not in run(settings).stderr


def test_captures_arrive_while_pages_are_read(
    settings: Settings, api: Api, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arriving = []
    _meanwhile(monkeypatch, 2, lambda: arriving.append(api.send(capture_body("spanish")).status_code))
    assert run(settings).stdout == "No difference.\nCaptures read again: 5.\n"
    assert arriving == [201]


def test_a_capture_that_is_deleted_meanwhile_stays_deleted(
    settings: Settings, api: Api, database: Database, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        session.execute(update(OwnReading).values(total=35))
    _meanwhile(monkeypatch, 2, lambda: api.client.delete(f"/api/captures/{five[0]}", headers=api.headers))
    assert "Captures read again: 5. Changed figures: 5. Deleted meanwhile: 1." in run(settings).stdout
    assert rows(settings, "SELECT count(*), min(total) FROM readings") == [(4, 11)]


def _meanwhile(monkeypatch: pytest.MonkeyPatch, page: int, happens: Any) -> None:
    """Has something happen when the reader comes to this page, counted from 1."""
    real, read_so_far = reread.compared, []

    def compared(kept: Reading | None, html: str) -> reread.Rereading:
        read_so_far.append(html)
        if len(read_so_far) == page:
            happens()
        return real(kept, html)

    monkeypatch.setattr(reread, "compared", compared)


def _interrupt() -> None:
    raise KeyboardInterrupt
