"""Sign-in by a provider that is certified: what we send is taken, and what it says is understood."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from certified_provider import certified_provider, environment
from engines import on_sqlite
from openid.lying import gone_on
from pages import text
from server_parts import rows
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.openid_settings import openid
from ssi_server.storage import Database

pytestmark = on_sqlite
BACK_TO = "http://localhost/openid/callback"
GROUPS = {"MEMBERS_GROUP": "staff", "OWNERS_GROUP": "owners"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with certified_provider(BACK_TO) as issuer:
        yield issuer


@pytest.fixture
def app(settings: Settings, database: Database, issuer: str) -> Iterator[Flask]:
    app = create_app(replace(settings, openid=openid(environment(issuer, **GROUPS))))
    yield app
    app.extensions["ssi_database"].close()


def went(start: TestResponse, login: str) -> str:
    """Where the provider sends the browser back to, once they have said who they are."""
    with requests.Session() as there:
        page = there.get(start.location)
        form = re.search(r'<form[^>]+action="([^"]+)"', page.text)
        assert form, page.text
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)"', page.text))
        filled = hidden | {"login": login, "password": "any"}
        answer = there.post(urljoin(page.url, html.unescape(form[1])), filled, allow_redirects=False)
        while not answer.headers["Location"].startswith(BACK_TO):
            answer = there.get(urljoin(answer.url, answer.headers["Location"]), allow_redirects=False)
    return answer.headers["Location"]


def come_back(browser: FlaskClient, address: str) -> TestResponse:
    return gone_on(browser, browser.get(f"{urlsplit(address).path}?{urlsplit(address).query}"))


@pytest.mark.parametrize(("login", "role"), [("ann+staff", "member"), ("ann+owners", "owner")])
def test_sign_in(login: str, role: str, app: Flask, settings: Settings, issuer: str) -> None:
    browser = app.test_client()
    assert come_back(browser, went(browser.get("/openid"), login)).status_code == 303
    assert browser.get("/").status_code == 200
    assert rows(settings, "SELECT name, role FROM people ORDER BY id") == [("Me", "owner"), ("ann", role)]
    assert rows(settings, "SELECT issuer, subject FROM identities") == [(issuer, login)]


def test_who_is_in_no_group_stays_outside(app: Flask) -> None:
    browser = app.test_client()
    answer = come_back(browser, went(browser.get("/openid"), "bob+others"))
    assert "Nobody has let you in here yet" in text(answer)
    assert browser.get("/").status_code == 401


def test_what_came_back_is_worth_nothing_the_second_time(app: Flask) -> None:
    """Here, and at the provider, which would notice if it came to that."""
    browser = app.test_client()
    address = went(browser.get("/openid"), "ann+staff")
    assert come_back(browser, address).status_code == 303
    assert come_back(browser, address).status_code == 400


def test_a_code_of_another_browsers_sign_in_is_worth_nothing(app: Flask, issuer: str) -> None:
    """The provider gives nothing for it: only the browser that began has the proof (PKCE)."""
    browser, thief = app.test_client(), app.test_client()
    code = re.search(r"[?&]code=([^&]+)", went(browser.get("/openid"), "ann+owners"))
    state = re.search(r"[?&]state=([^&]+)", thief.get("/openid").location)
    assert code
    assert state
    stolen = come_back(thief, f"/openid/callback?code={code[1]}&state={state[1]}&iss={issuer}")
    assert stolen.status_code == 403
    assert thief.get("/").status_code == 401


def test_a_server_with_another_secret_is_told_nothing(
    settings: Settings, database: Database, issuer: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(replace(settings, openid=openid(environment(issuer, CLIENT_SECRET="guessed"))))
    browser = app.test_client()
    assert come_back(browser, went(browser.get("/openid"), "ann+staff")).status_code == 403
    assert "invalid_client" in caplog.text
    app.extensions["ssi_database"].close()
