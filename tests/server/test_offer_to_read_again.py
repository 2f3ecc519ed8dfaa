"""After an upgrade the dashboard offers to read all stored pages again."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from pages import followed, queries, submit, text
from server_parts import Api, capture_body, rows, scored
from ssi_parser import errors
from ssi_server.config import Settings
from ssi_server.models import Capture, OwnReading, Page
from ssi_server.storage import Database
from ssi_server.web import rereading

PAGE = "/captures/reread"
DAY, LATER = dt.date(2026, 4, 1), dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
OFFER = "captures were read by an earlier version of the reader."


@pytest.fixture
def upgraded(api: Api, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five captures, of which an earlier reader has misread two; then a new version is installed."""
    for day in range(1, 6):
        body = capture_body(captured_at=f"2026-03-0{day}T09:30:00+01:00", html=scored(day, 2, 3, 4))
        assert api.send(body).status_code == 201
    with database.write() as session:
        session.execute(update(OwnReading).where(OwnReading.total > 12).values(total=35))
    for module in ("reread", "rereading.offer", "rereading.progress", "rereading.run"):
        monkeypatch.setattr(f"ssi_server.captures.{module}.READER_VERSION", 2)


def test_nothing_is_offered_while_todays_reader_has_read_all(dashboard: FlaskClient, kept: str) -> None:
    for path in ("/", "/captures"):
        assert "earlier version of the reader" not in text(dashboard.get(path))


@pytest.mark.usefixtures("upgraded")
@pytest.mark.parametrize("path", ["/", "/captures"])
def test_all_are_read_again_by_one_click(dashboard: FlaskClient, settings: Settings, path: str) -> None:
    assert f"5 {OFFER}" in text(dashboard.get(path))
    page = followed(dashboard, submit(dashboard, PAGE, {}, on=path))
    assert "5 captures were read again. Today’s reader finds something else in 2 of them." in page
    assert OFFER not in page
    assert rows(settings, "SELECT total FROM readings ORDER BY total") == [(total,) for total in range(10, 15)]
    assert rows(settings, "SELECT DISTINCT reader_version FROM captures") == [(2,)]


@pytest.mark.usefixtures("upgraded")
def test_what_takes_long_is_done_in_several_requests(
    dashboard: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "SECONDS", -1.0)
    monkeypatch.setattr("ssi_server.captures.rereading.batches.BATCH", 2)
    for done in (2, 4):
        answer = submit(dashboard, PAGE, {})
        assert answer.location == PAGE
        page = dashboard.get(PAGE)
        assert f"{done} of 5 captures are read again." in text(page)
        assert f'value="{done}" max="5"' in page.text
        assert f"{5 - done} capture" in text(dashboard.get("/captures"))
    assert "5 captures were read again." in followed(dashboard, submit(dashboard, PAGE, {}, on=PAGE))
    assert rows(settings, "SELECT DISTINCT reader_version FROM captures") == [(2,)]
    assert dashboard.get(PAGE).location == "/captures"


@pytest.mark.usefixtures("upgraded")
def test_what_todays_reader_refuses_is_not_offered_for_ever(
    dashboard: FlaskClient, api: Api, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_server.captures.reread.parse_page", _refuse)
    page = followed(dashboard, submit(dashboard, PAGE, {}))
    assert "Today’s reader finds something else in 5 of them." in page
    assert OFFER not in page
    assert rows(settings, "SELECT DISTINCT reader_version FROM captures") == [(1,)]
    api.send(capture_body(captured_at=f"{DAY}T09:00:00Z"))  # to a server that is not yet upgraded
    with database.write() as session:
        session.execute(update(Capture).where(Capture.day == DAY).values(received_at=LATER))
    assert "1 capture was read by an earlier version of the reader." in text(dashboard.get("/captures"))


@pytest.mark.usefixtures("upgraded")
def test_pages_that_cannot_be_opened_are_counted(dashboard: FlaskClient, database: Database) -> None:
    with database.write() as session:
        session.execute(update(Page).values(html_zstd=b"scribbled over"))
    page = followed(dashboard, submit(dashboard, PAGE, {}))
    assert "The stored pages of 5 captures cannot be opened; their figures stay as they are." in page
    assert "finds the same" not in page


@pytest.mark.usefixtures("upgraded")
def test_everybody_reads_their_own(dashboard: FlaskClient, neighbour: FlaskClient, settings: Settings) -> None:
    assert OFFER not in text(neighbour.get("/captures"))
    assert "0 captures were read again." in followed(neighbour, submit(neighbour, PAGE, {}))
    assert f"5 {OFFER}" in text(dashboard.get("/captures"))
    assert rows(settings, "SELECT DISTINCT reader_version FROM captures") == [(1,)]


@pytest.mark.usefixtures("upgraded")
def test_nobody_does_it_from_outside(app: Flask, dashboard: FlaskClient) -> None:
    assert dashboard.post(PAGE).status_code == 400
    assert app.test_client().get(PAGE).status_code == 401


@pytest.mark.usefixtures("upgraded")
def test_the_offer_takes_two_queries(app: Flask, dashboard: FlaskClient) -> None:
    offered = queries(app, dashboard, "/captures")
    followed(dashboard, submit(dashboard, PAGE, {}))
    assert offered == queries(app, dashboard, "/captures") + 1


def _refuse(*_: object) -> None:
    raise errors.Unreadable
