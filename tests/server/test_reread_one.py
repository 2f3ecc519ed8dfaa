"""A stored page goes through today's reader; what differs is shown, and kept when the member says so."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from pages import ELSEWHERE, followed, submit, text
from server_parts import Api, capture_body, rows
from ssi_parser import errors
from ssi_parser.reading import READER_VERSION
from ssi_server.config import Settings
from ssi_server.models import Capture, OwnReading
from ssi_server.storage import Database

LOST = "cannot read the stored page. What is kept stays as it is."


@pytest.fixture
def misread(database: Database, kept: str) -> str:
    """A capture that an older reader read wrongly."""
    with database.write() as session:
        own = session.query(OwnReading).one()
        own.total, own.people = 35, None
        session.query(Capture).one().reader_version = READER_VERSION - 1
    return kept


def keep(dashboard: FlaskClient, capture_id: str) -> str:
    path = f"/captures/{capture_id}"
    return followed(dashboard, submit(dashboard, f"{path}/reread", {}))


def test_the_same_figures_are_said_to_be_the_same(dashboard: FlaskClient, kept: str) -> None:
    page = text(dashboard.get(f"/captures/{kept}"))
    assert f"Today’s reader, version {READER_VERSION}, finds the same in the stored page." in page
    assert "Keep what today’s reader finds" not in page


def test_what_differs_is_shown_and_nothing_is_changed_by_looking(
    dashboard: FlaskClient, misread: str, settings: Settings
) -> None:
    page = text(dashboard.get(f"/captures/{misread}"))
    assert "Figure Kept Today Total 35 53 Find the right people – the page does not tell 6.4 Keep" in page
    assert rows(settings, "SELECT total, people FROM readings") == [(35, None)]


def test_it_is_kept_with_the_readers_version_when_the_member_says_so(
    dashboard: FlaskClient, api: Api, misread: str
) -> None:
    assert "Kept: the figures that today’s reader finds." in keep(dashboard, misread)
    found = api.get(f"/api/captures/{misread}")
    reading = found["reading"]
    assert (reading["total"], reading["pillars"]["people"]) == (53, 6.4)
    assert (reading["reader_version"], reading["verdict"]) == (READER_VERSION, "consistent")
    assert "finds the same" in text(dashboard.get(f"/captures/{misread}"))


def test_doubts_are_read_again_too(dashboard: FlaskClient, api: Api, database: Database) -> None:
    body = capture_body("disagreement")
    api.send(body)
    doubts = api.get(f"/api/captures/{body['id']}")["reading"]["doubts"]
    with database.write() as session:
        capture = session.query(Capture).one()
        capture.doubts, capture.verdict = [], "consistent"
    assert "The figures are the same; the doubts or the version" in text(dashboard.get(f"/captures/{body['id']}"))
    keep(dashboard, body["id"])
    reading = api.get(f"/api/captures/{body['id']}")["reading"]
    assert (reading["verdict"], reading["doubts"]) == ("suspect", doubts)
    assert "finds the same" in text(dashboard.get(f"/captures/{body['id']}"))


def test_a_page_that_could_not_be_read_then_can_be_now(
    dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = capture_body()
    with monkeypatch.context() as older:
        older.setattr("ssi_server.captures.intake.read", _refuse)
        assert api.send(body).status_code == 422
    page = text(dashboard.get(f"/captures/{body['id']}"))
    assert "This page could not be read yet" in page
    assert "Total – the page does not tell 53" in page
    keep(dashboard, body["id"])
    assert api.get(f"/api/captures/{body['id']}")["capture"]["outcome"] == "read"
    assert [item["total"] for item in api.get("/api/history")["items"]] == [53]
    replay = api.send(body)
    assert (replay.status_code, replay.json["reading"]["total"]) == (200, 53)


def test_a_page_that_nobody_can_read_stays(dashboard: FlaskClient, api: Api) -> None:
    body = capture_body("redesign")
    api.send(body)
    assert LOST in text(dashboard.get(f"/captures/{body['id']}"))
    assert "Today’s reader cannot read this page." in keep(dashboard, body["id"])


def test_figures_are_not_lost_to_a_reader_that_refuses_their_page(
    dashboard: FlaskClient, api: Api, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = api.get(f"/api/captures/{kept}")["reading"]
    monkeypatch.setattr("ssi_server.captures.reread.parse_page", _refuse)
    assert LOST in text(dashboard.get(f"/captures/{kept}"))
    keep(dashboard, kept)
    assert api.get(f"/api/captures/{kept}")["reading"] == before


def test_nobody_reads_anothers_capture_again(dashboard: FlaskClient, neighbour: FlaskClient, kept: str) -> None:
    assert submit(neighbour, f"/captures/{kept}/reread", {}).status_code == 404
    assert submit(dashboard, f"/captures/{ELSEWHERE}/reread", {}).status_code == 404
    assert dashboard.post(f"/captures/{kept}/reread").status_code == 400


def _refuse(*_: object) -> None:
    raise errors.Unreadable
