"""What the server's tests send, and how."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url
from werkzeug.test import TestResponse

from parser_pages import SSI, bars, fixture, page, total
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.people import sign_in
from ssi_server.storage import Database

CLIENT = "ssi-history-extension"
GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"
UNKNOWN_CODE = "BBBB-BBBB"
"""A user code in the right form, with which no browser waits."""


@dataclass
class Api:
    """The API as the holder of a token uses it."""

    client: FlaskClient
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, body: dict[str, Any], **headers: str) -> TestResponse:
        return self.client.post("/api/captures", json=body, headers=self.headers | headers)

    def get(self, path: str, **query: Any) -> Any:
        response = self.client.get(path, query_string=query, headers=self.headers)
        assert response.status_code == 200, response.text
        return response.json


@dataclass
class Browser:
    """An extension that asks to be let in."""

    client: FlaskClient
    device_code: str = ""
    user_code: str = ""

    def ask(self, **form: str) -> TestResponse:
        answer = self.client.post("/api/pairing", data={"client_id": CLIENT} | form)
        if answer.status_code == 200:
            self.device_code, self.user_code = answer.json["device_code"], answer.json["user_code"]
        return answer

    def poll(self, **form: str) -> TestResponse:
        known = {"grant_type": GRANT_TYPE, "device_code": self.device_code, "client_id": CLIENT}
        return self.client.post("/api/pairing/token", data=known | form)


class Clock:
    """The time of everything that has to do with pairing and sign-in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._at = now()
        for module in (
            "people.pairing.grant",
            "people.limits",
            "people.devices",
            "people.sign_in",
            "people.sessions",
            "web.pairing",
        ):
            monkeypatch.setattr(f"ssi_server.{module}.now", lambda: self._at)

    def move(self, **by: float) -> None:
        self._at += dt.timedelta(**by)


def link_for(database: Database, person_id: int) -> str:
    """The address of a new sign-in link."""
    with database.write() as session:
        return "/sign-in/" + sign_in.new_link(session, person_id)


def signed_in(app: Flask, database: Database, person_id: int) -> FlaskClient:
    """A browser in which that person is signed in."""
    browser = app.test_client()
    assert browser.get(link_for(database, person_id)).status_code == 303
    return browser


def answer_on_page(dashboard: FlaskClient, user_code: str, decision: str) -> TestResponse:
    """What the signed-in member's click on Allow or Deny gives."""
    page = dashboard.get("/pair", query_string={"user_code": user_code})
    form = {"csrf_token": csrf_token(page), "user_code": user_code, "decision": decision}
    return dashboard.post("/pair", data=form)


def refused(answer: TestResponse, error: str, status: int = 400) -> str:
    """The description of an OAuth refusal, after checking that it is this one, in the form of RFC 6749."""
    assert (answer.status_code, answer.content_type) == (status, "application/json"), answer.text
    assert set(answer.json) == {"error", "error_description"}
    assert answer.json["error"] == error
    assert re.fullmatch(r"[ !#-\[\]-~]+", answer.json["error_description"])  # RFC 6749 section 5.2
    return str(answer.json["error_description"])


def capture_body(fixture_name: str = "english-tables", **changes: Any) -> dict[str, Any]:
    """A capture of a fixture's page, with a new id."""
    return {
        "id": str(uuid.uuid4()),
        "captured_at": "2026-03-05T09:30:00+01:00",
        "url": SSI,
        "html": fixture(fixture_name),
        "trigger": "click",
        "client": "extension/0.1.0 chromium",
    } | changes


def scored(brand: float, people: float, insights: float, relationships: float, shown: int | None = None) -> str:
    """A page with these pillars, and their rounded sum as the total unless another is shown."""
    points = (brand, people, insights, relationships)
    caption = round(sum(points)) if shown is None else shown
    return page(total(str(caption)) + bars(*map(str, points)))


def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """What really stands in the database; in SQLite's plain values, whichever engine it is."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as file:
            return file.execute(query).fetchall()
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server:
        return [tuple(map(_plain, row)) for row in server.execute(query.encode())]


def _plain(value: Any) -> Any:
    match value:
        case uuid.UUID():
            return value.hex
        case dt.datetime():
            return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        case dt.date():
            return value.isoformat()
        case list() | dict():
            return json.dumps(value)
        case bool():
            return int(value)
    return value


def csrf_token(page: TestResponse) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, "the page has no form"
    return found[1]


def problem(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer, after checking that it is one."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    document: dict[str, Any] = response.get_json(force=True)
    assert (document["status"], document["code"]) == (status, code)
    assert document["title"]
    return document


def data_file(settings: Settings) -> Path:
    return settings.data_dir / "history.sqlite3"
