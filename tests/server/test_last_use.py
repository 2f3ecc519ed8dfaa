"""When a device was last used: noted for whatever it may do, once a minute at most, and never in anybody's way."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engines import on_sqlite
from server_parts import Api, capture_body, problem, rows
from ssi_server.clock import now
from ssi_server.config import Settings


def last_use(settings: Settings) -> str | None:
    [(moment,)] = rows(settings, "SELECT last_used_at FROM devices")
    return None if moment is None else str(moment)


@pytest.mark.parametrize("path", ["/api/summary", "/api/history", "/api/captures"])
def test_reading_is_use(api: Api, settings: Settings, path: str) -> None:
    assert last_use(settings) is None
    api.get(path)
    assert last_use(settings) is not None


def test_sending_again_is_use(api: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    body = capture_body()
    api.send(body)
    before = last_use(settings)
    later = now() + dt.timedelta(minutes=1, seconds=1)
    monkeypatch.setattr("ssi_server.people.devices.now", lambda: later)
    assert api.send(body).status_code == 200
    assert last_use(settings) != before


def test_it_is_written_once_a_minute(api: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    api.get("/api/summary")
    before = last_use(settings)
    later = now() + dt.timedelta(seconds=58)
    monkeypatch.setattr("ssi_server.people.devices.now", lambda: later)
    api.get("/api/summary")
    assert last_use(settings) == before


def test_what_is_not_let_through_is_no_use(capturing: Api, client: FlaskClient, settings: Settings) -> None:
    problem(client.get("/api/history", headers=capturing.headers), 403, "scope")
    problem(client.get("/api/summary", headers={"Authorization": f"Bearer {capturing.token}x"}), 401, "unknown_token")
    assert last_use(settings) is None


@on_sqlite
def test_where_nothing_can_be_written_reading_goes_on(app: Flask, token: str, settings: Settings) -> None:
    with app.extensions["ssi_database"].engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    assert Api(app.test_client(), token).get("/api/summary")["latest"] is None
    assert last_use(settings) is None
