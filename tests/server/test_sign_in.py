"""The dashboard opens by a link that works once; devices are added and revoked there."""

from __future__ import annotations

import datetime as dt
import re
import stat

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server_parts import Api, capture_body, csrf_token, problem, rows
from ssi_server.app import create_app
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.storage import Database

PAGES = ("/", "/captures", "/devices", "/captures/0b9c3f0e-7a51-4a44-9a0e-5f2f1d3c4b5a")


@pytest.mark.parametrize("path", PAGES)
def test_without_sign_in_a_page_says_how_to_sign_in(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert "ssi-history sign-in --data-dir" in answer.text


def test_a_link_works_once(app: Flask, link: str) -> None:
    first, second = app.test_client(), app.test_client()
    assert first.get(link).status_code == 303
    assert first.get("/").status_code == 200
    assert second.get(link).status_code == 401
    assert second.get("/").status_code == 401


def test_a_look_ahead_does_not_use_the_link_up(client: FlaskClient, link: str) -> None:
    client.head(link)
    assert client.get(link).status_code == 303


def test_a_link_works_for_ten_minutes(client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    later = now() + dt.timedelta(minutes=10, seconds=1)
    monkeypatch.setattr("ssi_server.people.sign_in.now", lambda: later)
    assert client.get(link).status_code == 401


def test_signing_out_ends_the_session_itself(app: Flask, dashboard: FlaskClient) -> None:
    stolen = dashboard.get_cookie("ssi_history")
    assert stolen
    form = {"csrf_token": csrf_token(dashboard.get("/"))}
    assert dashboard.post("/sign-out", data=form).status_code == 303
    assert dashboard.get("/").status_code == 401
    thief = app.test_client()
    thief.set_cookie("ssi_history", stolen.value)
    assert thief.get("/").status_code == 401


def test_the_key_is_made_on_first_start_and_kept(settings: Settings, database: Database) -> None:
    first, second = create_app(settings), create_app(settings)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key or "") == 32
    assert stat.S_IMODE((settings.data_dir / "session.key").stat().st_mode) == 0o600
    for app in (first, second):
        app.extensions["ssi_database"].close()


def test_a_device_is_added_used_and_revoked_on_the_dashboard(
    app: Flask, dashboard: FlaskClient, settings: Settings
) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "name": "Chrome <at> home", "scope": "capture"}
    page = dashboard.post("/devices", data=form)
    token = re.search(r'value="(ssi_[^"]+)"', page.text)
    assert token
    assert "Chrome &lt;at&gt; home" in page.text
    assert token[1] not in dashboard.get("/devices").text
    assert not any(token[1].encode() in bytes(hash) for (hash,) in rows(settings, "SELECT token_hash FROM devices"))

    device = Api(app.test_client(), token[1])
    assert device.send(capture_body()).status_code == 201
    [(device_id, used)] = rows(settings, "SELECT id, last_used_at FROM devices")
    assert used is not None

    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "device_id": device_id}
    assert dashboard.post("/devices/revoke", data=form).status_code == 303
    problem(device.send(capture_body()), 401, "unknown_token")


def test_a_device_needs_a_name(dashboard: FlaskClient, settings: Settings) -> None:
    for name in ("", " ", "x" * 101, "a\x1b[31mb", "a\nb", "a\u2028b"):
        form = {"csrf_token": csrf_token(dashboard.get("/devices")), "name": name, "scope": "capture"}
        answer = dashboard.post("/devices", data=form, follow_redirects=True)
        assert "A name has one to" in answer.text
    assert rows(settings, "SELECT count(*) FROM devices") == [(0,)]
    form["name"] = "  Żaneta’s 👩‍💻 "
    assert dashboard.post("/devices", data=form).status_code == 200
    assert rows(settings, "SELECT name FROM devices") == [("Żaneta’s 👩‍💻",)]


def test_nobody_revokes_another_persons_device(dashboard: FlaskClient, stranger: Api) -> None:
    device_id = stranger.token.split("_")[1]
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "device_id": device_id}
    dashboard.post("/devices/revoke", data=form)
    assert stranger.send(capture_body()).status_code == 201


def test_days_are_those_of_the_calendar(dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    api.send(capture_body(captured_at="2026-03-18T22:00:00+01:00"))
    latest = capture_body(captured_at="2026-03-20T20:00:00+01:00")
    assert api.send(latest).json["change"]["previous"]["days"] == 1
    monkeypatch.setattr("ssi_server.web.views.now", lambda: dt.datetime(2026, 3, 21, 11, tzinfo=dt.UTC))
    page = dashboard.get("/").text
    assert "Captured yesterday" in page
    for text in (page, dashboard.get(f"/captures/{latest['id']}").text):
        assert 'in 2 days, since <time datetime="2026-03-18T22:00:00+01:00">18 Mar 2026' in text


def test_pages_show_the_figures(dashboard: FlaskClient, api: Api, kept: str) -> None:
    assert "52.648" in dashboard.get("/").text
    assert kept in dashboard.get("/captures").text
    page = dashboard.get(f"/captures/{kept}").text
    assert "Technology, Information and Internet" in page
    assert "rank list" in page
    suspect = capture_body("disagreement")
    api.send(suspect)
    assert "sentence" in dashboard.get(f"/captures/{suspect['id']}").text
    unreadable = capture_body("redesign")
    api.send(unreadable)
    assert "unreadable" in dashboard.get(f"/captures/{unreadable['id']}").text
    assert dashboard.get("/captures?cursor=nonsense").status_code == 404
