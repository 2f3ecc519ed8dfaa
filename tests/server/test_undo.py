"""A deleted capture is gone at once, can be brought back for ten minutes, and is emptied afterwards."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engines import on_sqlite
from pages import ELSEWHERE, followed, statements, submit, text
from server_parts import Api, capture_body, problem, rows
from ssi_server.clock import now
from ssi_server.config import Settings

SECONDS = 1
MINUTES = 60 * SECONDS
HOLDINGS = "SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM group_readings), (SELECT count(*) FROM pages)"
IT = "The capture of 5 March 2026 is deleted. It can be brought back for ten minutes."


class Later:
    """The time of everything that deletes, brings back and empties."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._at = now()
        for module in ("web.captures", "web.access", "web.views", "captures.intake"):
            monkeypatch.setattr(f"ssi_server.{module}.now", lambda: self._at)

    def move(self, seconds: float) -> None:
        self._at += dt.timedelta(seconds=seconds)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    return Later(monkeypatch)


def delete(browser: FlaskClient, capture_id: str) -> str:
    return followed(browser, submit(browser, f"/captures/{capture_id}/delete", {}))


def test_a_deleted_capture_is_hidden_everywhere_at_once(dashboard: FlaskClient, api: Api, kept: str) -> None:
    assert IT in delete(dashboard, kept)
    assert kept not in dashboard.get("/").text.replace(f"{kept}/undo", "")
    assert dashboard.get(f"/captures/{kept}").status_code == 404
    assert dashboard.get(f"/captures/{kept}/page.txt").status_code == 404
    assert api.get("/api/captures")["items"] == []
    assert api.get("/api/history")["items"] == []
    assert api.get("/api/summary")["latest"] is None
    problem(api.client.get(f"/api/captures/{kept}", headers=api.headers), 404, "not_found")


def test_no_change_is_computed_from_it(dashboard: FlaskClient, api: Api, kept: str) -> None:
    delete(dashboard, kept)
    answer = api.send(capture_body("english", captured_at="2026-03-06T09:30:00+01:00"))
    assert answer.json["change"]["previous"] is None


def test_undo_brings_everything_back(
    dashboard: FlaskClient, api: Api, kept: str, settings: Settings, later: Later
) -> None:
    before, held = api.get(f"/api/captures/{kept}"), rows(settings, HOLDINGS)
    delete(dashboard, kept)
    later.move(10 * MINUTES - SECONDS)
    assert IT in text(dashboard.get("/"))
    answer = submit(dashboard, f"/captures/{kept}/undo", {}, on="/captures")
    assert "The capture is back." in followed(dashboard, answer)
    assert api.get(f"/api/captures/{kept}") == before
    assert rows(settings, HOLDINGS) == held
    assert IT not in text(dashboard.get("/captures"))


def test_after_ten_minutes_a_look_at_any_page_empties_it(
    dashboard: FlaskClient, kept: str, settings: Settings, later: Later
) -> None:
    delete(dashboard, kept)
    later.move(10 * MINUTES)
    assert rows(settings, HOLDINGS) != [(0, 0, 0)]
    assert IT not in text(dashboard.get("/notes"))
    assert rows(settings, HOLDINGS) == [(0, 0, 0)]
    assert rows(settings, "SELECT page_sha256, verdict, doubts FROM captures") == [(None, None, "[]")]
    answer = submit(dashboard, f"/captures/{kept}/undo", {})
    assert "cannot be brought back any more" in followed(dashboard, answer)
    assert dashboard.get(f"/captures/{kept}").status_code == 404


def test_after_ten_minutes_the_next_capture_empties_it(
    dashboard: FlaskClient, api: Api, kept: str, settings: Settings, later: Later
) -> None:
    delete(dashboard, kept)
    later.move(10 * MINUTES)
    assert api.send(capture_body("redesign")).status_code == 422
    assert rows(settings, HOLDINGS) == [(0, 0, 1)]


def test_undo_is_refused_once_the_time_is_over_even_before_it_is_emptied(
    dashboard: FlaskClient, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete(dashboard, kept)
    monkeypatch.setattr("ssi_server.web.captures.now", lambda: now() + dt.timedelta(minutes=10))
    answer = submit(dashboard, f"/captures/{kept}/undo", {})
    assert "cannot be brought back any more" in followed(dashboard, answer)


def test_a_page_that_was_not_read_comes_back_too_and_is_emptied_too(
    dashboard: FlaskClient, api: Api, settings: Settings, later: Later
) -> None:
    body = capture_body("redesign")
    api.send(body)
    delete(dashboard, body["id"])
    followed(dashboard, submit(dashboard, f"/captures/{body['id']}/undo", {}))
    delete(dashboard, body["id"])
    later.move(10 * MINUTES)
    dashboard.get("/devices")
    assert rows(settings, HOLDINGS) == [(0, 0, 0)]


def test_a_page_that_another_capture_shares_stays(
    dashboard: FlaskClient, api: Api, kept: str, settings: Settings, later: Later
) -> None:
    second = capture_body(captured_at="2026-03-06T09:30:00+01:00")
    api.send(second)
    delete(dashboard, kept)
    later.move(10 * MINUTES)
    dashboard.get("/")
    assert rows(settings, "SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM pages)") == [(1, 1)]
    assert api.get(f"/api/captures/{second['id']}")["sightings"]


def test_the_id_stays_taken(dashboard: FlaskClient, api: Api) -> None:
    body = capture_body()
    api.send(body)
    delete(dashboard, body["id"])
    problem(api.send(body), 410, "deleted")


def test_the_api_deletes_at_once(dashboard: FlaskClient, api: Api, kept: str, settings: Settings) -> None:
    assert api.client.delete(f"/api/captures/{kept}", headers=api.headers).status_code == 204
    assert rows(settings, HOLDINGS) == [(0, 0, 0)]
    assert "is deleted" not in text(dashboard.get("/captures"))
    answer = submit(dashboard, f"/captures/{kept}/undo", {})
    assert "cannot be brought back any more" in followed(dashboard, answer)


def test_nobody_deletes_or_brings_back_anothers_capture(
    dashboard: FlaskClient, neighbour: FlaskClient, kept: str, settings: Settings
) -> None:
    for what in ("delete", "undo"):
        assert submit(neighbour, f"/captures/{kept}/{what}", {}).status_code == 404
        assert submit(dashboard, f"/captures/{ELSEWHERE}/{what}", {}).status_code == 404
        assert dashboard.post(f"/captures/{kept}/{what}").status_code == 400
    assert rows(settings, "SELECT id, deleted_at FROM captures") == [(UUID(kept).hex, None)]
    delete(dashboard, kept)
    assert submit(neighbour, f"/captures/{kept}/undo", {}).status_code == 404
    assert "is deleted" not in text(neighbour.get("/captures"))


@on_sqlite
def test_looking_for_what_is_due_is_one_indexed_query(
    app: Flask, dashboard: FlaskClient, kept: str, settings: Settings
) -> None:
    with statements(app) as sent:
        dashboard.get("/devices")
    [due] = [statement for statement in sent if "deleted_at <=" in statement]
    asked = due.replace("?", "'2026-01-01'", 1).replace("?", "1").replace("?", "0")
    [plan] = [row[-1] for row in rows(settings, f"EXPLAIN QUERY PLAN {asked}")]
    assert "USING INDEX ix_captures_person_deleted" in plan
