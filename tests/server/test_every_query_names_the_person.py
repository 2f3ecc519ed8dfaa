"""What a person owns may be distributed by person: every statement says whose rows it touches, every key begins so."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request, request_started
from flask.testing import FlaskClient
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint

from pages import statements, submit
from parser_pages import bars, page, total
from server_parts import Api, Browser, answer_on_page, capture_body
from ssi_parser.reading import READER_VERSION
from ssi_server.clock import now
from ssi_server.journal.actions import ACTIONS
from ssi_server.models import Base, Capture, OwnReading
from ssi_server.storage import Database
from statements_of_persons import OWNED, strangers

COPIED_EVERYWHERE = {"people", "dictionaries"}
"""What is referred to from owned tables and not distributed: every node has a copy."""

PASSWORD = "correct horse battery"
GOALS = {"target.total": "75", "by.total": "2027-01-31", "target.insights": "18.5", "rhythm": "7"}


@pytest.fixture
def sent(app: Flask) -> Iterator[list[str]]:
    """All statements that the application sends."""
    with statements(app) as sent:
        yield sent


@pytest.fixture
def asked(app: Flask) -> Iterator[set[tuple[str, str]]]:
    """The routes that are asked, with their methods."""
    asked: set[tuple[str, str]] = set()

    def note(_app: Flask, **_: Any) -> None:
        asked.add((str(request.endpoint), request.method))

    with request_started.connected_to(note, app):
        yield asked


def test_every_statement_of_the_service_does(
    app: Flask,
    asked: set[tuple[str, str]],
    sent: list[str],
    dashboard: FlaskClient,
    api: Api,
    browser: Browser,
    database: Database,
) -> None:
    older = intake(api)
    exchange(api, dashboard)
    misread(database, older)
    kept_captures(api, dashboard, older)
    written(dashboard)
    pages(dashboard, api)
    connecting(dashboard, browser)

    assert routes(app) - asked == set()
    assert [statement for statement in sent if strangers(statement)] == []
    assert {table for table in OWNED if any(f"INTO {table} " in statement for statement in sent)} == OWNED


def intake(api: Api) -> str:
    """Each thing that can come of a capture; the id of one that is kept."""

    def send(status: int, body: dict[str, Any], whose: str = "") -> str:
        answer = api.client.post(f"/api/captures{whose}", json=body, headers=api.headers)
        assert answer.status_code == status, answer.text
        return str(body["id"])

    first = body_of("first-member")
    send(201, first)
    send(200, first)
    send(409, first | {"trigger": "menu"})
    send(409, body_of("second-member"))
    send(201, body_of("second-member"), "?whose=mine")
    send(201, capture_body("disagreement"), "?whose=mine")
    send(201, capture_body("embedded-json-team"))
    send(422, capture_body("signed-out"))
    unreadable = capture_body("redesign")
    send(422, unreadable)
    send(422, unreadable)
    deleted = capture_body("english")
    path = f"/api/captures/{send(201, deleted)}"
    assert api.client.delete(path, headers=api.headers).status_code == 204
    send(410, deleted)
    return str(first["id"])


def body_of(account: str) -> dict[str, Any]:
    navigation = f'<header><nav><a href="/in/{account}/">Me</a></nav></header>'
    return capture_body(html=page(total("53") + bars("20.998", "6.4", "10.25", "15"), outside=navigation))


def exchange(api: Api, dashboard: FlaskClient) -> None:
    """Out, in again, and files on the dashboard."""
    api.client.get("/api/export.csv", headers=api.headers)
    document = api.client.get("/api/export.json", headers=api.headers).data
    headers = api.headers | {"Content-Type": "application/json"}
    answer = api.client.post("/api/import", data=document, headers=headers)
    assert answer.status_code == 200, answer.text
    for ending in ("csv", "json"):
        assert dashboard.get(f"/data/export.{ending}").status_code == 200
    for step in ("look", "take"):
        html = page(total("50") + bars("20", "5", "10", "15"))
        files = {"files": [(io.BytesIO(html.encode()), "page.html"), (io.BytesIO(document), "history.json")]}
        submit(dashboard, "/data/import", {"step": step, "day.0": "2026-01-02"} | files, on="/data")


def misread(database: Database, capture_id: str) -> None:
    """Makes the capture one that an older reader read, and wrongly."""
    with database.write() as session:
        capture = session.query(Capture).filter(Capture.id == uuid.UUID(capture_id)).one()
        own = session.query(OwnReading).filter(OwnReading.capture_id == capture.id).one()
        own.total, capture.reader_version = 35, READER_VERSION - 1


def kept_captures(api: Api, dashboard: FlaskClient, older: str) -> None:
    """Looked at, read again, deleted, brought back, entered by hand."""
    api.get(f"/api/captures/{older}")
    cursor = api.get("/api/captures", limit=1)["next"]
    api.get("/api/captures", cursor=cursor)
    for path in ("/captures", f"/captures?cursor={cursor}", f"/captures/{older}", f"/captures/{older}/page.txt"):
        assert dashboard.get(path).status_code == 200
    submit(dashboard, f"/captures/{older}/reread", {})
    submit(dashboard, "/captures/reread", {})
    dashboard.get("/captures/reread")
    submit(dashboard, f"/captures/{older}/delete", {})
    submit(dashboard, f"/captures/{older}/undo", {})
    assert dashboard.get("/captures/new").status_code == 200
    by_hand = {"id": str(uuid.uuid4()), "day": "2026-01-05", "total": "41"}
    assert submit(dashboard, "/captures/new", by_hand).status_code == 303


def written(dashboard: FlaskClient) -> None:
    """Notes, goals, preferences."""
    today = str(now().date())
    submit(dashboard, "/notes", {"day": today, "pillar": "insights", "text": "Commented"})
    submit(dashboard, "/notes/actions", {"day": today, "action": next(iter(ACTIONS))})
    found = dashboard.get("/notes").text
    note = found.split('href="/notes/')[1].split('"')[0]
    assert dashboard.get(f"/notes/{note}").status_code == 200
    submit(dashboard, f"/notes/{note}", {"day": today, "pillar": "", "text": "Commented twice"})
    submit(dashboard, "/goals", GOALS)
    submit(dashboard, "/goals/references", {"shown": "", "label.0": "A survey of 2026", "average.0": "40"})
    submit(dashboard, "/goals/language", {"language": "es"})
    assert dashboard.get("/").status_code == 200
    submit(dashboard, f"/notes/{note}/delete", {})


def pages(dashboard: FlaskClient, api: Api) -> None:
    """What is only shown."""
    for path in (
        "/",
        "/?range=30",
        "/goals",
        "/report",
        "/share",
        "/share.svg",
        "/history.csv",
        "/history.json",
        "/data",
    ):
        assert dashboard.get(path).status_code == 200, path
    for every in ("day", "week", "month"):
        api.get("/api/history", every=every, **{"from": "2026-01-01", "to": "2026-12-31"})
    for path in ("/api/summary", "/api/openapi.json", "/.well-known/oauth-authorization-server", "/healthz", "/readyz"):
        api.get(path)


def connecting(dashboard: FlaskClient, browser: Browser) -> None:
    """Browsers are paired, denied, renamed, revoked; at the end the member signs out."""
    for decision in ("deny", "allow"):
        assert browser.ask(device_name="Chromium").status_code == 200
        browser.poll()
        answer_on_page(dashboard, browser.user_code, decision)
        dashboard.get("/pair/denied", query_string={"user_code": browser.user_code})
        dashboard.get("/pair/connected", query_string={"user_code": browser.user_code})
    device = browser.poll().json["access_token"].split("_")[1]
    browser.client.get("/api/hello", query_string={"device": device, "nonce": "n" * 16})
    submit(dashboard, "/devices", {"name": "Script", "scope": "full"})
    submit(dashboard, "/devices/rename", {"id": device, "name": "Laptop"})
    submit(dashboard, "/devices/revoke", {"id": device})
    submit(dashboard, "/sessions/end", {"session_id": "nobodys"})
    submit(dashboard, "/sessions/end-others", {})
    submit(dashboard, "/password", {"new": PASSWORD, "again": PASSWORD}, on="/password")
    submit(dashboard, "/sign-out", {})
    assert submit(dashboard, "/sign-in", {"password": PASSWORD}, on="/sign-in").status_code == 303
    submit(dashboard, "/password/remove", {"present": PASSWORD}, on="/password")


def routes(app: Flask) -> set[tuple[str, str]]:
    """All that the application has, but for files that are the same for everybody."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")
    return {(rule.endpoint, method) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


@pytest.mark.parametrize("table", sorted(OWNED))
def test_every_key_and_reference_begins_with_the_person(table: str) -> None:
    owned: Table = Base.metadata.tables[table]
    keys = [key for key in owned.constraints if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)]
    keys += [index for index in owned.indexes if index.unique]
    keys += [
        key
        for key in owned.constraints
        if isinstance(key, ForeignKeyConstraint) and key.referred_table.name not in COPIED_EVERYWHERE
    ]
    assert owned.primary_key in keys
    assert [str(key.name) for key in keys if next(iter(key.columns)).name != "person_id"] == []


def test_all_that_a_person_owns_is_looked_at() -> None:
    """A new table with a person's rows in it is either distributed, or known to be needed before the person is."""
    before_the_person_is_known = {"devices", "sign_in_links", "web_sessions", "pairings"}
    with_person = {table.name for table in Base.metadata.sorted_tables if "person_id" in table.columns}
    assert with_person == OWNED | before_the_person_is_known


def test_the_instructions_distribute_exactly_these() -> None:
    written = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")
    assert set(re.findall(r"create_distributed_table\('(\w+)', 'person_id'", written)) == OWNED
    assert set(re.findall(r"create_reference_table\('(\w+)'\)", written)) == COPIED_EVERYWHERE
