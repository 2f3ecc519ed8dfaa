"""The browser is opened on a file that leads to the sign-in link: no link stands in the list of processes."""

from __future__ import annotations

import os
import re
import stat
import time
import webbrowser
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from ssi_server import opener, serving
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.storage import Database

LINK = re.compile(r"http://127\.0\.0\.1:8712(/sign-in/[\w-]{43})")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was opened on."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    return opened


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers listen on nothing, and are told to stop at once."""

    class Listening:
        def __init__(self, *_: Any, port: int, **__: Any) -> None:
            self.effective_port = port

        def run(self) -> None:
            """Told to stop at once."""

    monkeypatch.setattr(serving, "listener", lambda _app, _host, port: Listening(port=port))
    monkeypatch.setattr("signal.signal", lambda *_: None)


def run(settings: Settings, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--data-dir", str(settings.data_dir)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def files(settings: Settings) -> list[Path]:
    return list(settings.data_dir.glob("sign-in-*"))


@pytest.mark.parametrize("command", [["serve"], ["sign-in", "--open"]])
def test_the_browser_is_opened_on_a_file_that_leads_to_the_link(
    command: list[str], settings: Settings, database: Database, opened: list[str], stopping: None
) -> None:
    link = LINK.search(run(settings, *command))
    assert link
    [address] = opened
    assert address.startswith("file:///")
    assert link[0] not in address
    file = Path(url2pathname(urlsplit(address).path))
    assert [file] == files(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = file.read_text("utf-8")
    assert f'<meta http-equiv="refresh" content="0; url={link[0]}">' in page
    assert f'href="{link[0]}"' in page
    assert "<script" not in page


@pytest.mark.parametrize("command", [["serve", "--no-browser"], ["sign-in"]])
def test_no_file_is_made_where_no_browser_is_opened(
    command: list[str], settings: Settings, database: Database, opened: list[str], stopping: None
) -> None:
    run(settings, *command)
    assert (opened, files(settings)) == ([], [])


def test_the_file_goes_when_its_link_is_used(
    app: Flask, client: FlaskClient, settings: Settings, opened: list[str]
) -> None:
    first, second = (LINK.search(run(settings, "sign-in", "--open")) for _ in range(2))
    assert first
    assert second
    assert len(files(settings)) == 2
    assert client.get("/sign-in/wrong").status_code == 401
    assert client.head(first[1]).status_code == 401
    assert len(files(settings)) == 2
    assert client.get(first[1]).status_code == 303
    [left] = files(settings)
    assert second[0] in left.read_text("utf-8")


def test_the_file_goes_after_ten_minutes(
    settings: Settings, database: Database, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(settings, "sign-in", "--open")
    run(settings, "sign-in", "--open")
    old, fresh = files(settings)
    (settings.data_dir / "sign-in.txt").touch()
    age(old, 601)
    age(settings.data_dir / "sign-in.txt", 601)
    age(fresh, 590)
    monkeypatch.setattr(opener, "_EVERY_SECONDS", 0.01)
    with opener.removing_old(settings.data_dir):
        until = time.monotonic() + 20
        while old.exists() and time.monotonic() < until:
            Event().wait(0.01)
    assert (old.exists(), fresh.exists(), (settings.data_dir / "sign-in.txt").exists()) == (False, True, True)


def age(file: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(file, (then, then))
