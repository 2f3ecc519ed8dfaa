"""The page of what goes out and comes in, as a browser without scripts uses it."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from histories import as_csv, as_json, dump, without_about
from pages import text, wrong
from parser_pages import FIXTURES
from server_parts import Api, capture_body, csrf_token
from ssi_server.storage import Database

PAGE = (FIXTURES / "english-tables" / "page.html").read_bytes()


def look(browser: FlaskClient, files: dict[str, bytes]) -> TestResponse:
    """What the upload of these files leads to."""
    page = browser.get("/data")
    form = {"csrf_token": csrf_token(page), "step": "look"}
    chosen = [(io.BytesIO(data), name) for name, data in files.items()]
    return browser.post("/data/import", data=form | {"files": chosen}, content_type="multipart/form-data")


def go_on(browser: FlaskClient, page: TestResponse, step: str = "take", **typed: str) -> TestResponse:
    """What the form on the page leads to, filled in."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text)
    chosen = dict(_selected(page))
    form = {name: html.unescape(value) for name, value in hidden} | chosen | {"step": step} | typed
    return browser.post("/data/import", data=form)


def _selected(page: TestResponse) -> list[tuple[str, str]]:
    found = []
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.S):
        value = re.search(r'value="([^"]*)" selected', options)
        found.append((name, html.unescape(value[1]) if value else ""))
    return found


@pytest.mark.usefixtures("kept")
def test_everything_goes_out_as_a_file(dashboard: FlaskClient, api: Api, database: Database, person_id: int) -> None:
    for ending, expected in (("json", as_json), ("csv", as_csv)):
        from_page = dashboard.get(f"/data/export.{ending}")
        from_api = api.client.get(f"/api/export.{ending}", headers=api.headers)
        for answer in (from_page, from_api):
            assert (without_about(answer.data) if ending == "json" else answer.data) == expected(database, person_id)
        for answer in (from_page, from_api):
            assert answer.headers["Content-Disposition"] == f'attachment; filename="ssi-history.{ending}"'
            assert answer.headers["Cache-Control"] == "no-store"
    assert dashboard.get("/data/export.xml").status_code == 404


def test_nobody_else_gets_it(client: FlaskClient, capturing: Api, neighbour: FlaskClient, kept: str) -> None:
    assert client.get("/data/export.json").status_code == 401
    assert client.post("/data/import").status_code in (400, 401)
    assert kept not in neighbour.get("/data/export.json").text
    for path in ("export.csv", "export.json"):
        assert capturing.client.get(f"/api/{path}", headers=capturing.headers).status_code == 403
    assert capturing.client.post("/api/import", json={}, headers=capturing.headers).status_code == 403


def test_what_would_happen_is_said_first_and_done_when_the_member_agrees(
    neighbour: FlaskClient, api: Api, kept: str, database: Database, person_id: int
) -> None:
    api.send(capture_body("spanish"))
    files = {"history.json": as_json(database, person_id), "history.csv": as_csv(database, person_id)}
    before = dump(database)
    page = look(neighbour, files)
    assert page.status_code == 200
    assert "2 new, 2 already there. Nothing is changed yet." in text(page)
    assert dump(database) == before
    done = go_on(neighbour, page)
    assert "What came in 2 new, 2 already there." in text(done)
    assert kept in neighbour.get("/data/export.json").text
    again = look(neighbour, files)
    assert "4 already there" in text(again)
    assert 'value="take"' not in again.text


def test_a_saved_page_is_asked_for_its_day(dashboard: FlaskClient, api: Api) -> None:
    page = look(dashboard, {"ssi.html": PAGE})
    assert "It does not say when it was saved." in text(page)
    assert 'value="take"' not in page.text
    assert "day.0" in wrong(go_on(dashboard, page, "look", **{"day.0": "2999-01-01"}))
    looked = go_on(dashboard, page, "look", **{"day.0": "2026-01-31", "time.0": "09:30"})
    assert "1 new" in text(looked)
    done = go_on(dashboard, looked, **{"day.0": "2026-01-31", "time.0": "09:30"})
    assert "1 new" in text(done)
    [item] = api.get("/api/captures")["items"]
    assert item["capture"]["captured_at"] == "2026-01-31T09:30:00+00:00"
    assert item["capture"]["trigger"] == "import"


def test_the_columns_of_another_programs_table_are_chosen(dashboard: FlaskClient, api: Api) -> None:
    page = look(dashboard, {"days.csv": b"Day;SSI;brand\n31.01.2026;61;19,125\n"})
    assert "There are: Day, SSI, brand." in text(page)
    assert dict(_selected(page))["column.0.pillars.brand"] == "brand"
    named = {"column.0.date": "Day", "column.0.total": "SSI"}
    looked = go_on(dashboard, page, "look", **named)
    assert "is written in another way" in text(looked)
    looked = go_on(dashboard, looked, "look", **{"date_format.0": "%d.%m.%Y"})
    assert "1 new" in text(looked)
    assert "1 new" in text(go_on(dashboard, looked))
    [item] = api.get("/api/captures")["items"]
    assert (item["reading"]["total"], item["reading"]["pillars"]["brand"]) == (61, 19.125)
    assert go_on(dashboard, looked, **{"date_format.0": "%s"}).status_code == 400


def test_without_a_file_the_page_says_so(dashboard: FlaskClient) -> None:
    answer = look(dashboard, {})
    assert answer.status_code == 303
    assert "Choose a file first." in text(dashboard.get(answer.location))


def test_names_and_words_of_a_file_are_shown_as_text(dashboard: FlaskClient) -> None:
    page = look(dashboard, {'<img src=x onerror="a">.csv': b"<b>,date\n1,2\n"})
    assert "<img src=x" not in page.text
    assert "<b>" not in page.text


def test_a_form_that_is_none_of_ours_does_no_harm(dashboard: FlaskClient) -> None:
    page = look(dashboard, {"a.json": b"{}"})
    for packed in ("!", "AAAA", "eJw"):
        assert go_on(dashboard, page, **{"file.0": packed}).status_code == 400
    assert go_on(dashboard, page, "jump").status_code == 400


def test_larger_files_are_for_the_command(dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    page = look(dashboard, {"a.json": b"{}", "b.json": b" " * 400_000 + b"{}"})
    assert page.status_code == 200
    assert len(page.text) < 100_000
    monkeypatch.setattr("ssi_server.web.upload.MAX_BODY", 300_000)
    for answer in (go_on(dashboard, page), look(dashboard, {"b.json": b" " * 400_000})):
        assert answer.status_code == 413
        assert "ssi-history import" in answer.text
    monkeypatch.setattr("ssi_server.body.MAX_BODY", 1000)
    sent = api.client.post("/api/import", json={"a": "x" * 2000}, headers=api.headers)
    assert (sent.status_code, sent.json["code"]) == (413, "too_large")
    assert "ssi-history import" in sent.json["detail"]


def test_the_api_takes_in_what_it_gave(api: Api, stranger: Api, kept: str) -> None:
    document = api.get("/api/export.json")

    def sent(body: Any, **query: str) -> TestResponse:
        return stranger.client.post("/api/import", json=body, query_string=query, headers=stranger.headers)

    counts = {"new": 1, "already_there": 0, "conflicting": 0, "deleted_before": 0, "refused": 0, "told": []}
    assert sent(document, dry_run="true").json == counts | {"dry_run": True}
    assert stranger.get("/api/captures")["items"] == []
    assert sent(dict(sorted(document.items()))).json == counts | {"dry_run": False}
    assert sent(document).json == counts | {"dry_run": False, "new": 0, "already_there": 1}
    assert stranger.get(f"/api/captures/{kept}")["reading"] == api.get(f"/api/captures/{kept}")["reading"]
    for wrong_body in (
        [],
        {},
        {"format": "ssi-history", "version": 9},
        {"format": "ssi-history", "version": 1, "a": 1},
    ):
        assert sent(wrong_body).status_code == 400
    refused = sent(document | {"captures": [{"id": 1}, 7]}).json
    assert (refused["refused"], len(refused["told"])) == (2, 2)
