"""Browsers that are signed in: by a cookie that only they have, listed with the devices, ended from any of them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import followed, submit
from server_parts import Clock, csrf_token, link_for, rows
from ssi_server.config import Settings
from ssi_server.people import tokens
from ssi_server.storage import Database

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
COOKIE = "ssi_history"
FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def laptop(app: Flask, database: Database, person_id: int) -> FlaskClient:
    """Another browser in which the same person is signed in."""
    browser = app.test_client()
    answer = browser.get(link_for(database, person_id), headers={"User-Agent": FIREFOX})
    assert answer.status_code == 303
    return browser


def cookie_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie(COOKIE)
    assert cookie
    return cookie.value


def thief(app: Flask, cookie: str) -> FlaskClient:
    browser = app.test_client()
    browser.set_cookie(COOKIE, cookie)
    return browser


def count(settings: Settings) -> int:
    [(found,)] = rows(settings, "SELECT count(*) FROM web_sessions")
    return int(found)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient, link: str) -> None:
    name, *attributes = client.get(link).headers["Set-Cookie"].split("; ")
    assert name.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes)
    assert not any(attribute.startswith(("Domain", "Secure")) for attribute in attributes)


def test_under_tls_the_cookie_is_bound_to_the_host_and_to_tls(client: FlaskClient, link: str) -> None:
    name, *attributes = client.get(link, base_url="https://localhost").headers["Set-Cookie"].split("; ")
    assert name.startswith(f"__Host-{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Secure"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert client.get("/", base_url="https://localhost").status_code == 200
    assert client.get("/").status_code == 401


def test_under_tls_a_cookie_without_the_prefix_opens_nothing(app: Flask, dashboard: FlaskClient) -> None:
    """Another program on the host, or a network in between, could have set one."""
    planted = app.test_client()
    planted.set_cookie(COOKIE, cookie_of(dashboard))
    assert planted.get("/").status_code == 200
    assert planted.get("/", base_url="https://localhost").status_code == 401


def test_a_sign_in_ends_the_session_that_the_browser_had(
    app: Flask, dashboard: FlaskClient, database: Database, person_id: int, settings: Settings
) -> None:
    before = cookie_of(dashboard)
    assert dashboard.get(link_for(database, person_id)).status_code == 303
    assert cookie_of(dashboard) != before
    assert thief(app, before).get("/").status_code == 401
    assert dashboard.get("/").status_code == 200
    assert count(settings) == 1


def test_a_cookie_from_before_the_sign_in_opens_nothing(
    app: Flask, client: FlaskClient, link: str, settings: Settings
) -> None:
    """Whoever plants a cookie in a browser knows it, but not what the sign-in makes of it."""
    with client.session_transaction() as planted:
        planted["session"], planted["csrf_token"], planted["known"] = "chosen by somebody else", "chosen", "x"
    before = cookie_of(client)
    assert client.get(link).status_code == 303
    assert thief(app, before).get("/").status_code == 401
    assert rows(settings, "SELECT count(*) FROM web_sessions") == [(1,)]
    with client.session_transaction() as kept:
        assert kept["session"] != "chosen by somebody else"
        assert not {"csrf_token", "known"} & set(kept)


def test_the_database_knows_no_secret(dashboard: FlaskClient, settings: Settings) -> None:
    with dashboard.session_transaction() as cookie:
        secret = cookie["session"]
    [row] = rows(settings, "SELECT * FROM web_sessions")
    assert not any(secret in str(value) or (isinstance(value, bytes) and secret.encode() in value) for value in row)
    assert tokens.hash_of(secret) in [bytes(value) for value in row if isinstance(value, bytes | memoryview)]


def test_a_session_ends_after_thirty_days_however_often_it_is_used(
    client: FlaskClient, link: str, clock: Clock
) -> None:
    client.get(link)
    for _ in range(3):
        clock.move(days=9, hours=23)
        assert client.get("/").status_code == 200
    clock.move(hours=4)
    assert client.get("/").status_code == 401


def test_a_session_that_nobody_uses_ends_after_fourteen(client: FlaskClient, link: str, clock: Clock) -> None:
    client.get(link)
    clock.move(days=13, hours=23)
    assert client.get("/").status_code == 200
    clock.move(days=13, hours=23)
    assert client.get("/").status_code == 200
    clock.move(days=14)
    assert client.get("/").status_code == 401


def test_what_has_ended_is_forgotten(
    app: Flask, client: FlaskClient, link: str, clock: Clock, database: Database, person_id: int, settings: Settings
) -> None:
    client.get(link)
    clock.move(days=15)
    assert app.test_client().get(link_for(database, person_id)).status_code == 303
    assert count(settings) == 1


def test_the_last_use_is_kept_to_the_minute(client: FlaskClient, link: str, clock: Clock, settings: Settings) -> None:
    client.get(link)
    uses = []
    for _ in range(4):
        uses.append(rows(settings, "SELECT last_used_at FROM web_sessions"))
        clock.move(seconds=40)
        assert client.get("/").status_code == 200
    assert [before == after for before, after in pairwise(uses)] == [True, False, True]


def test_signed_in_browsers_are_listed_with_the_devices(dashboard: FlaskClient, laptop: FlaskClient) -> None:
    page = dashboard.get("/devices")
    listed = re.findall(r"<tr>.*?</tr>", page.text.partition('id="signed-in"')[2], re.S)[1:]
    [own] = [row for row in listed if "this browser" in row]
    [other] = [row for row in listed if "Firefox on Linux" in row]
    assert "A browser" in own
    assert 'action="/sessions/end"' in other
    assert 'action="/sessions/end"' not in own


def test_a_browser_is_signed_out_from_another(dashboard: FlaskClient, laptop: FlaskClient, settings: Settings) -> None:
    [session_id] = re.findall(r'name="session_id" value="([^"]+)"', dashboard.get("/devices").text)
    answer = submit(dashboard, "/sessions/end", {"session_id": session_id})
    assert "was signed out" in followed(dashboard, answer)
    assert (laptop.get("/").status_code, dashboard.get("/").status_code) == (401, 200)
    again = submit(dashboard, "/sessions/end", {"session_id": session_id})
    assert "not signed in any more" in followed(dashboard, again)


def test_all_others_are_signed_out_at_once(
    app: Flask, dashboard: FlaskClient, laptop: FlaskClient, database: Database, person_id: int
) -> None:
    phone = app.test_client()
    phone.get(link_for(database, person_id))
    answer = submit(dashboard, "/sessions/end-others", {})
    assert "2 other browsers were signed out" in followed(dashboard, answer)
    assert [browser.get("/").status_code for browser in (dashboard, laptop, phone)] == [200, 401, 401]
    assert "Sign out all other browsers" not in dashboard.get("/devices").text


def test_nobody_signs_out_anybody_else(
    dashboard: FlaskClient, neighbour: FlaskClient, settings: Settings, person_id: int
) -> None:
    [(theirs,)] = rows(settings, f"SELECT id FROM web_sessions WHERE person_id <> {person_id}")
    assert theirs not in dashboard.get("/devices").text
    for session_id in (theirs, "", "\0", "' OR '1'='1"):
        answer = submit(dashboard, "/sessions/end", {"session_id": session_id})
        assert "not signed in any more" in followed(dashboard, answer)
    submit(dashboard, "/sessions/end-others", {})
    assert neighbour.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/sessions/end", "/sessions/end-others", "/password", "/password/remove", "/sign-in"])
def test_each_needs_its_own_page(dashboard: FlaskClient, laptop: FlaskClient, path: str) -> None:
    assert dashboard.post(path, data={"session_id": "x", "new": "x" * 12}).status_code == 400
    form = {"csrf_token": csrf_token(dashboard.get("/devices"))}
    for foreign in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        assert dashboard.post(path, data=form, headers=foreign).status_code == 403
    assert laptop.get("/").status_code == 200


def test_a_session_of_one_server_holds_on_another_and_ends_there_too(
    dashboard: FlaskClient, other_process: Flask
) -> None:
    there = thief(other_process, cookie_of(dashboard))
    assert there.get("/").status_code == 200
    submit(there, "/sign-out", {})
    assert dashboard.get("/").status_code == 401


def test_a_link_of_one_server_works_once_on_all(client: FlaskClient, link: str, other_process: Flask) -> None:
    assert client.get(link).status_code == 303
    assert other_process.test_client().get(link).status_code == 401


def test_a_link_that_another_site_led_to_is_followed_from_our_own_page(
    app: Flask, client: FlaskClient, dashboard: FlaskClient, database: Database, link: str, settings: Settings
) -> None:
    """Such as the file that `serve` opens. The browser keeps its cookie back from another site's visit."""
    step = app.test_client().get(link, headers=FROM_ELSEWHERE)
    assert step.status_code == 200
    assert "Set-Cookie" not in step.headers
    assert f'<meta http-equiv="refresh" content="0; url={link}">' in step.text
    assert f'href="{link}"' in step.text
    before = cookie_of(dashboard)
    assert dashboard.get(link, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert thief(app, before).get("/").status_code == 401
    assert count(settings) == 1


@pytest.mark.parametrize("path", ["/", "/sign-in", "/pair?user_code=BCDF-GHJK", "/sign-in/wrong", "/nothing"])
def test_what_another_site_leads_to_changes_no_cookie(client: FlaskClient, path: str) -> None:
    """It came without the cookie, so an answer that set one would sign the member out."""
    assert "Set-Cookie" not in client.get(path, headers=FROM_ELSEWHERE).headers


@pytest.mark.parametrize("path", ["/", "/data/export.json", "/pair?user_code=BCDF-GHJK"])
def test_a_page_of_another_server_on_the_host_finds_nobody_signed_in(dashboard: FlaskClient, path: str) -> None:
    """To browsers all of them are one site, so that the cookie comes along, whatever their ports."""
    assert dashboard.get(path, headers={"Sec-Fetch-Site": "same-site"}).status_code == 401
    assert dashboard.get("/").status_code == 200
