"""The cookie of the one step, and that the dashboard's own stays out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from itsdangerous import TimestampSigner
from werkzeug.http import parse_cookie

from engines import on_sqlite
from openid.lying import Lying, leading_to, led_on_by
from pages import text
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.storage import Database

pytestmark = on_sqlite
NAME = "ssi_history_openid"
FROM_THERE = {"Sec-Fetch-Site": "cross-site"}


def bounds(header: str) -> set[str]:
    """What a cookie is bound to, without its value."""
    return {part.strip() for part in header.split(";")[1:] if not part.strip().startswith("Expires")}


def test_it_lasts_ten_minutes_and_comes_back_from_elsewhere(app: Flask, provider: Lying) -> None:
    [header] = app.test_client().get("/openid").headers.getlist("Set-Cookie")
    assert header.startswith(f"{NAME}=")
    assert bounds(header) == {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"}


def test_under_tls_it_is_of_this_host_only(settings: Settings, database: Database, provider: Lying) -> None:
    behind = replace(settings, openid=provider.settings(), hosts=("ssi.example.org",), proxies=frozenset({"127.0.0.1"}))
    app = create_app(behind)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "ssi.example.org", "X-Forwarded-For": "192.0.2.7"}
    answer = app.test_client().get("/openid", headers=forwarded)
    [header] = answer.headers.getlist("Set-Cookie")
    assert header.startswith(f"__Host-{NAME}=")
    assert bounds(header) == {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600", "Secure"}
    assert leading_to(answer)["redirect_uri"] == "https://ssi.example.org/openid/callback"
    app.extensions["ssi_database"].close()


def test_it_goes_with_whatever_is_answered(app: Flask, provider: Lying) -> None:
    for claims in ({"groups": ["staff"]}, {"nonce": "wrong"}):
        browser = app.test_client()
        provider.claims = claims
        provider.sign_in(browser, browser.get("/openid"))
        assert browser.get_cookie(NAME) is None


def test_after_ten_minutes_it_is_nothing(app: Flask, provider: Lying, monkeypatch: pytest.MonkeyPatch) -> None:
    provider.claims = {"groups": ["staff"]}
    for seconds, status in ((590, 303), (611, 400)):
        browser = app.test_client()
        start = browser.get("/openid")
        kept = browser.get_cookie(NAME)
        assert kept is not None
        at = TimestampSigner("").get_timestamp() + seconds
        with monkeypatch.context() as later:
            later.setattr(TimestampSigner, "get_timestamp", lambda _self, at=at: at)
            browser.set_cookie(NAME, kept.value)
            assert provider.sign_in(browser, start).status_code == status


@pytest.mark.parametrize("change", [lambda value: value[:-1], lambda _: "", lambda value: f"x{value}"])
def test_changed_it_is_nothing(change: Callable[[str], str], app: Flask, provider: Lying) -> None:
    browser = app.test_client()
    start = browser.get("/openid")
    kept = browser.get_cookie(NAME)
    assert kept is not None
    browser.set_cookie(NAME, change(kept.value))
    assert provider.sign_in(browser, start).status_code == 400
    assert "/token" not in provider.asked


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_the_last_step_is_gone_from_a_page_of_ours(site: str | None, app: Flask, provider: Lying) -> None:
    """Which has the browser send the dashboard's cookie too: nothing is used up before that, whoever led here."""
    provider.claims = {"groups": ["staff"]}
    browser = app.test_client()
    sent = leading_to(browser.get("/openid"))
    provider.challenge, provider.nonce = sent["code_challenge"], sent["nonce"]
    query = f"?code=a%20code&state={sent['state']}&iss={provider.issuer}&endpoint=/"
    headers = {"Sec-Fetch-Site": site} if site else {}
    for path in (
        ("/openid/callback", "/openid/arrive") if site in ("cross-site", "same-site") else ("/openid/callback",)
    ):
        page = browser.get(path + query, headers=headers)
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
        assert led_on_by(page) == f"/openid/arrive{query}"
    assert "/token" not in provider.asked
    assert browser.get(f"/openid/arrive{query}", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert browser.get("/").status_code == 200


def test_the_dashboards_own_stays_strict(app: Flask, provider: Lying) -> None:
    provider.claims = {"groups": ["staff"]}
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"))
    own = [header for header in answer.headers.getlist("Set-Cookie") if header.startswith("ssi_history=")]
    assert len(own) == 1
    assert {"SameSite=Strict", "HttpOnly"} <= bounds(own[0])
    assert parse_cookie(own[0])["ssi_history"]


def test_a_link_elsewhere_begins_on_a_page_of_ours(app: Flask, provider: Lying) -> None:
    page = app.test_client().get("/openid", headers=FROM_THERE)
    assert (page.status_code, 'url=/openid"' in page.text) == (200, True)
    assert provider.asked == []


def test_the_way_in_is_offered_where_there_is_one(app: Flask, settings: Settings) -> None:
    assert "Sign in with your company’s account" in text(app.test_client().get("/"))
    without = create_app(settings)
    assert "/openid" not in without.test_client().get("/").text
    without.extensions["ssi_database"].close()
