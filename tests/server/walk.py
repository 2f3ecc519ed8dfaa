"""A walk over all that the service does, in the order in which somebody comes to it."""

from __future__ import annotations

import io
import uuid
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from pages import submit
from parser_pages import bars, page, total
from server_parts import Api, Browser, answer_on_page, capture_body
from ssi_parser.reading import READER_VERSION
from ssi_server.clock import now
from ssi_server.journal.actions import ACTIONS
from ssi_server.models import Capture, OwnReading
from ssi_server.storage import Database
from teamwork import invited, joined, person_number, team_made

PASSWORD = "correct horse battery"
GOALS = {"target.total": "75", "by.total": "2027-01-31", "target.insights": "18.5", "rhythm": "7"}


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
    for path in ("/openid", "/openid/callback", "/openid/arrive"):
        assert dashboard.get(path).status_code == 404, path  # Where no provider is set up.
    assert submit(dashboard, "/openid/link", {}).status_code == 404


def together(app: Flask, owner: FlaskClient) -> None:
    """A team is made and looked after, people join, agree, withdraw, and leave it all."""
    for path in ("/people", "/people/log", "/audit"):
        assert owner.get(path).status_code == 200
    team = team_made(owner)
    ann, bob = joined(app, invited(owner, team=team), "Ann"), joined(app, invited(owner), "Bob")
    link = invited(owner, team=team)
    assert submit(owner, f"{link}/as-you-are", {}, on=link).status_code == 303
    assert submit(owner, f"{invited(owner, team=team)}/openid", {}).status_code == 404
    waiting = owner.get("/people").text.split("/invitations/")[1].split("/")[0]
    numbers = {name: person_number(owner, name) for name in ("Ann", "Bob")}
    of_ann = f"/teams/{team}/members/{numbers['Ann']}"
    for path, form in {
        f"/invitations/{waiting}/withdraw": {},
        "/team/name": {"name": "Olga"},
        f"/teams/{team}/settings": {"name": "North", "floor": "70", "ranking": "on"},
        f"/teams/{team}/members": {"person": str(numbers["Bob"])},
        f"{of_ann}/lead": {"lead": "yes"},
        f"/people/{numbers['Ann']}/role": {"role": "owner"},
    }.items():
        assert submit(owner, path, form).status_code == 303, path
    for path in (f"/consent/{team}", f"/teams/{team}/settings", "/team", "/team/leaving"):
        assert ann.get(path).status_code == 200, path
    for member in (owner, ann):
        assert submit(member, f"/consent/{team}", {}).status_code == 303
    board = f"/teams/{team}"
    for path in (board, f"{board}?day=2026-01-02", f"{board}/board.csv", f"{board}/ranking"):
        assert ann.get(path).status_code == 200, path
    for path in (f"/consent/{team}", f"/consent/{team}/withdraw", f"/team/{team}/leave"):
        assert submit(bob, path, {}).status_code == 303, path
    assert submit(owner, f"{of_ann}/remove", {}).status_code == 303
    assert submit(owner, f"/teams/{team}/remove", {}).status_code == 303
    assert submit(owner, f"/people/{numbers['Bob']}/leave", {}).status_code == 303
    assert submit(ann, "/team/leaving", {"name": "Ann"}).status_code == 200
