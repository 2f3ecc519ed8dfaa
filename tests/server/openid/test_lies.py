"""What a provider says is believed only if all of it is as it must be; nothing of it goes into the log."""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask import Flask

from engines import on_sqlite
from openid.lying import SECRET, Lying, leading_to, new_key
from pages import text
from server_parts import rows
from ssi_server.config import Settings

pytestmark = on_sqlite
STAFF = {"groups": ["staff"]}
NOW = int(time.time())

LIES: dict[str, dict[str, Any]] = {
    "wrong nonce": {"nonce": "of another sign-in"},
    "no nonce": {"nonce": None},
    "wrong audience": {"aud": "another client"},
    "no audience": {"aud": None},
    "several audiences, for none in particular": {"aud": ["ssi-history", "another client"]},
    "for another party": {"aud": ["ssi-history"], "azp": "another client"},
    "expired": {"exp": NOW - 120},
    "without an end": {"exp": None},
    "not yet": {"nbf": NOW + 600},
    "wrong issuer": {"iss": "https://id.example.org"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a subject that is no text": {"sub": 7},
    "a subject that no database takes": {"sub": "7\0"},
    "too long a subject": {"sub": "7" * 256},
    "another access token's": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


def test_the_truth_lets_in(app: Flask, provider: Lying) -> None:
    provider.claims = STAFF
    browser = app.test_client()
    assert provider.sign_in(browser, browser.get("/openid")).status_code == 303
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_lets_nobody_in(
    lie: str, app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims = STAFF | LIES[lie]
    refused(app, provider, settings, caplog)


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256"])
def test_signed_by_nobody_lets_nobody_in(
    algorithm: str, app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims, provider.forgery = STAFF, (algorithm, b"")
    refused(app, provider, settings, caplog)


@pytest.mark.parametrize("known", ["the client's secret", "the public key"])
def test_signed_with_what_others_know_lets_nobody_in(
    known: str, app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    secret = SECRET.encode() if known == "the client's secret" else provider.key.as_pem(private=False)
    provider.claims, provider.forgery = STAFF, ("HS256", secret)
    refused(app, provider, settings, caplog)


def test_signed_with_another_key_lets_nobody_in(
    app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims, provider.signing = STAFF, new_key("first", another=1)
    refused(app, provider, settings, caplog)


@pytest.mark.parametrize("issuer", ["https://id.example.org", ""])
def test_the_answer_of_another_provider_lets_nobody_in(issuer: str, app: Flask, provider: Lying) -> None:
    """RFC 9207; a provider that says that it names itself always does."""
    provider.claims, provider.metadata = STAFF, {"authorization_response_iss_parameter_supported": True}
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"), iss=issuer or None)
    assert answer.status_code == 403
    assert "/token" not in provider.asked


def test_what_somebody_else_is_told_counts_for_nobody(
    app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    provider.claims, provider.userinfo = {"groups": None}, {"sub": "8", "groups": ["owners"]}
    refused(app, provider, settings, caplog)


def test_a_code_that_is_worth_nothing_lets_nobody_in(app: Flask, provider: Lying) -> None:
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"), code="a stolen one")
    assert answer.status_code == 403


def test_who_does_not_sign_in_there_is_told_so(app: Flask, provider: Lying) -> None:
    browser = app.test_client()
    injected = "Call +1 555 0100"
    answer = provider.sign_in(
        browser, browser.get("/openid"), code=None, error="access_denied", error_description=injected
    )
    assert answer.status_code == 403
    assert "has let nobody in" in text(answer)
    assert injected not in answer.text


def test_what_comes_back_counts_once(app: Flask, provider: Lying) -> None:
    """Neither again in the same browser, nor in one that was given the cookie, nor from another process."""
    provider.claims = STAFF
    browser, thief = app.test_client(), app.test_client()
    start = browser.get("/openid")
    cookie = browser.get_cookie("ssi_history_openid")
    assert cookie is not None
    thief.set_cookie("ssi_history_openid", cookie.value)
    assert provider.sign_in(browser, start).status_code == 303
    for again in (browser, thief):
        replayed = provider.sign_in(again, start)
        assert replayed.status_code == 400
        assert "This sign-in is over" in text(replayed)
    assert provider.asked.count("/token") == 1
    assert thief.get("/").status_code == 401


def test_only_the_browser_that_left_comes_back(app: Flask, provider: Lying) -> None:
    provider.claims = STAFF
    browser, victim = app.test_client(), app.test_client()
    start = browser.get("/openid")
    assert provider.sign_in(victim, start).status_code == 400
    victim.get("/openid")
    assert provider.sign_in(victim, start).status_code == 400
    assert provider.sign_in(browser, start, state="made up").status_code == 400
    assert "/token" not in provider.asked


def test_nothing_that_is_secret_is_told(app: Flask, provider: Lying, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    provider.claims = STAFF | {"nonce": "wrong"}
    browser = app.test_client()
    start = browser.get("/openid")
    answer = provider.sign_in(browser, start)
    sent = leading_to(start)
    ours = [record for record in caplog.records if record.name != "werkzeug"]  # The provider's own log.
    assert ours
    for secret in (SECRET, sent["state"], sent["nonce"], "opaque", "a code"):
        assert not [record for record in ours if secret in record.getMessage()], secret
        assert secret not in answer.text


def refused(app: Flask, provider: Lying, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody is let in or made, and the log says that, in words of our own."""
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"))
    assert (answer.status_code, "/token" in provider.asked) == (403, True), answer.text
    assert browser.get("/").status_code == 401
    assert rows(settings, "SELECT name FROM people") == [("Me",)]
    assert rows(settings, "SELECT * FROM identities") == []
    assert "nobody was let in by the company's sign-in" in caplog.text
