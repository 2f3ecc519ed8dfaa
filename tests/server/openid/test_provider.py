"""A provider may change its keys, be down, answer too much or too slowly: nothing else is held up by that."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engines import on_sqlite
from openid.lying import Lying, new_key
from pages import text
from ssi_server.app import create_app
from ssi_server.config import Settings, Unusable
from ssi_server.people.openid import limited, once
from ssi_server.people.openid import provider as providers
from ssi_server.storage import Database

pytestmark = on_sqlite
STAFF = {"groups": ["staff"]}


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What rests for a while may be asked again at once."""
    for name in ("KEYS_REST_FOR", "LEFT_ALONE_FOR"):
        monkeypatch.setattr(providers, name, 0.0)
    return monkeypatch


def come(app: Flask, provider: Lying) -> int:
    provider.claims = STAFF
    browser = app.test_client()
    return provider.sign_in(browser, browser.get("/openid")).status_code


def test_what_it_says_about_itself_is_asked_once(app: Flask, provider: Lying) -> None:
    assert [come(app, provider) for _ in range(3)] == [303] * 3
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    assert provider.asked.count("/jwks") == 1


def test_new_keys_are_found_by_the_first_who_needs_them(
    app: Flask, provider: Lying, unlimited: pytest.MonkeyPatch
) -> None:
    assert come(app, provider) == 303
    provider.signing = new_key("second")
    provider.shown = [provider.signing]
    assert come(app, provider) == 303
    assert provider.asked.count("/jwks") == 2


def test_made_up_keys_are_not_looked_for_without_end(app: Flask, provider: Lying) -> None:
    provider.signing = new_key("made up")
    assert [come(app, provider) for _ in range(3)] == [403] * 3
    assert provider.asked.count("/jwks") == 1


def test_after_an_hour_all_is_asked_anew(app: Flask, provider: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    assert come(app, provider) == 303
    monkeypatch.setattr(providers, "FRESH_FOR", 0.0)
    assert come(app, provider) == 303
    assert provider.asked.count("/jwks") == 2


def test_while_it_is_down_that_is_said_and_all_else_works(
    app: Flask, provider: Lying, unlimited: pytest.MonkeyPatch, link: str
) -> None:
    provider.status = 502
    browser = app.test_client()
    down = browser.get("/openid")
    assert (down.status_code, down.headers["Retry-After"]) == (503, "10")
    assert "does not answer right now" in text(down)
    assert browser.get(link).status_code == 303
    assert browser.get("/").status_code == 200
    provider.status = 200
    assert come(app, provider) == 303


def test_while_it_is_down_it_is_left_alone(app: Flask, provider: Lying) -> None:
    provider.status = 502
    assert [app.test_client().get("/openid").status_code for _ in range(5)] == [503] * 5
    assert len(provider.asked) == 1


def test_down_on_the_way_back_is_said_as_well(app: Flask, provider: Lying) -> None:
    browser = app.test_client()
    start = browser.get("/openid")
    provider.status = 503
    assert provider.sign_in(browser, start).status_code == 503


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://id.example.org"},
        {"token_endpoint": "http://id.example.org/token"},
        {"token_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_none_is_not_gone_to(said: dict[str, Any], app: Flask, provider: Lying) -> None:
    provider.metadata = said
    assert app.test_client().get("/openid").status_code == 503


def test_what_is_too_large_is_not_read(app: Flask, provider: Lying) -> None:
    provider.metadata = {"padding": "x" * limited.LARGEST}
    assert app.test_client().get("/openid").status_code == 503


def test_what_comes_too_slowly_is_not_waited_for(app: Flask, provider: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "IN_ALL", 0.5)
    provider.drips = True
    begun = time.monotonic()
    assert app.test_client().get("/openid").status_code == 503
    assert time.monotonic() - begun < 5


def test_it_is_not_followed_elsewhere(app: Flask, provider: Lying) -> None:
    provider.status = 302
    assert app.test_client().get("/openid").status_code == 503
    assert provider.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("token", [{}, {"id_token": "a"}, {"access_token": "a"}, {"access_token": "a", "id_token": 7}])
def test_an_answer_without_a_word_lets_nobody_in(token: Any, app: Flask, provider: Lying) -> None:
    provider.token = token
    assert come(app, provider) == 403


@pytest.mark.parametrize("token", ["no JSON", "[]"])
def test_an_answer_that_is_none_is_the_providers_fault(token: str, app: Flask, provider: Lying) -> None:
    provider.token = token
    assert come(app, provider) == 503


def test_only_so_many_go_wrong_from_one_place(app: Flask, provider: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "FROM_ONE", replace(once.FROM_ONE, times=3))
    provider.claims = {"nonce": "wrong"}
    assert [go_wrong(app.test_client(), provider) for _ in range(4)] == [403, 403, 403, 429]
    assert provider.asked.count("/token") == 3


def test_what_goes_well_is_not_counted(app: Flask, provider: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "FROM_ONE", replace(once.FROM_ONE, times=1))
    assert [come(app, provider) for _ in range(3)] == [303] * 3


def go_wrong(browser: FlaskClient, provider: Lying) -> int:
    return provider.sign_in(browser, browser.get("/openid")).status_code


def test_a_library_that_is_missing_is_missed_only_where_it_is_needed(
    settings: Settings, database: Database, provider: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "authlib.integrations.requests_client", None)
    monkeypatch.delitem(sys.modules, "ssi_server.people.openid.exchange", raising=False)
    with pytest.raises(Unusable, match="pip install authlib requests"):
        create_app(replace(settings, openid=provider.settings()))
    create_app(settings).extensions["ssi_database"].close()
