"""A browser comes by its token: RFC 8628 as it is spoken, with what it takes from RFC 6749 and RFC 8414."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient

from server_parts import CLIENT, GRANT_TYPE, Api, Browser, Clock, answer_on_page, capture_body, problem, refused, rows
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.models import Base
from ssi_server.people.pairing import grant, user_codes
from ssi_server.web.pairing import WRONG_CODES


def test_a_browser_is_told_where_the_member_answers(browser: Browser) -> None:
    answer = browser.ask()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Pragma"] == "no-cache"
    assert re.fullmatch(r"[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}", browser.user_code)
    assert answer.json == {
        "device_code": browser.device_code,
        "user_code": browser.user_code,
        "verification_uri": "http://localhost/pair",
        "verification_uri_complete": f"http://localhost/pair?user_code={browser.user_code}",
        "expires_in": 600,
        "interval": 2,
    }


def test_the_address_is_the_one_that_was_asked(client: FlaskClient) -> None:
    answer = client.post("/api/pairing", data={"client_id": CLIENT}, headers={"Host": "127.0.0.1:8712"})
    assert answer.json["verification_uri"] == "http://127.0.0.1:8712/pair"


def test_the_token_comes_once_the_member_has_allowed_it_and_once_only(
    asking: Browser, dashboard: FlaskClient, settings: Settings
) -> None:
    refused(asking.poll(), "authorization_pending")
    assert answer_on_page(dashboard, asking.user_code, "allow").status_code == 303
    answer = asking.poll()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    token = answer.json["access_token"]
    assert answer.json == {"access_token": token, "token_type": "Bearer", "scope": "capture"}
    assert Api(asking.client, token).send(capture_body()).status_code == 201
    assert rows(settings, "SELECT name, scope FROM devices") == [("Chromium <on> Linux", "capture")]
    refused(asking.poll(), "invalid_grant")
    assert rows(settings, "SELECT count(*) FROM devices") == [(1,)]


def test_a_capturing_browser_may_do_no_more_than_that(asking: Browser, dashboard: FlaskClient) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    device = Api(asking.client, asking.poll().json["access_token"])
    problem(asking.client.get("/api/captures", headers=device.headers), 403, "scope")


def test_a_wider_scope_is_given_where_it_was_asked_for(browser: Browser, dashboard: FlaskClient) -> None:
    browser.ask(scope="full")
    answer_on_page(dashboard, browser.user_code, "allow")
    answer = browser.poll().json
    assert answer["scope"] == "full"
    assert Api(browser.client, answer["access_token"]).get("/api/captures")["items"] == []


def test_what_the_member_denies_stays_denied(asking: Browser, dashboard: FlaskClient, settings: Settings) -> None:
    assert answer_on_page(dashboard, asking.user_code, "deny").status_code == 303
    refused(asking.poll(), "access_denied")
    refused(asking.poll(), "access_denied")
    assert rows(settings, "SELECT count(*) FROM devices") == [(0,)]


def test_who_asks_too_often_waits_five_seconds_longer_from_then_on(asking: Browser, clock: Clock) -> None:
    refused(asking.poll(), "authorization_pending")
    clock.move(seconds=2)
    refused(asking.poll(), "authorization_pending")
    clock.move(seconds=1)
    refused(asking.poll(), "slow_down")
    clock.move(seconds=6)
    refused(asking.poll(), "slow_down")
    clock.move(seconds=12)
    refused(asking.poll(), "authorization_pending")
    clock.move(seconds=11)
    refused(asking.poll(), "slow_down")


def test_a_code_ends_after_ten_minutes(asking: Browser, dashboard: FlaskClient, clock: Clock) -> None:
    clock.move(minutes=9, seconds=59)
    refused(asking.poll(), "authorization_pending")
    clock.move(seconds=2)
    refused(asking.poll(), "expired_token")
    assert dashboard.get("/pair", query_string={"user_code": asking.user_code}).status_code == 404


def test_what_was_allowed_ends_with_its_code(
    asking: Browser, dashboard: FlaskClient, clock: Clock, settings: Settings
) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    clock.move(minutes=10, seconds=1)
    refused(asking.poll(), "expired_token")
    assert rows(settings, "SELECT count(*) FROM devices") == [(0,)]


def test_old_pairings_are_forgotten(asking: Browser, client: FlaskClient, clock: Clock, settings: Settings) -> None:
    clock.move(hours=1, minutes=11)
    Browser(client).ask()
    assert rows(settings, "SELECT count(*) FROM pairings") == [(1,)]
    refused(asking.poll(), "invalid_grant")


def test_the_codes_are_of_no_use_to_another_client(asking: Browser, dashboard: FlaskClient) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    refused(asking.poll(client_id="somebody-else"), "invalid_grant")
    refused(asking.poll(device_code="unknown"), "invalid_grant")
    refused(asking.poll(device_code=asking.user_code), "invalid_grant")
    assert asking.poll().status_code == 200


def test_no_cookie_is_heeded(asking: Browser, dashboard: FlaskClient) -> None:
    """A signed-in browser gets no token for being signed in, and needs no token of a form."""
    own = Browser(dashboard, asking.device_code)
    refused(own.poll(), "authorization_pending")
    assert own.ask().status_code == 200


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grant, "MOST_PENDING", 10)


@pytest.mark.usefixtures("little_room")
def test_who_asks_without_end_ends_no_pairing_that_is_looked_after(
    asking: Browser, dashboard: FlaskClient, clock: Clock, settings: Settings
) -> None:
    """Of too many, those give way whose browsers have not looked for the longest."""
    for _ in range(3):
        flood = [Browser(asking.client) for _ in range(grant.MOST_PENDING - 1)]
        for browser in flood:
            clock.move(seconds=0.2)
            assert browser.ask().status_code == 200
        clock.move(seconds=0.2)
        refused(asking.poll(), "authorization_pending")
    assert rows(settings, "SELECT count(*) FROM pairings") == [(grant.MOST_PENDING,)]
    late = Browser(asking.client)
    late.ask()
    refused(flood[0].poll(), "invalid_grant")
    for browser in (asking, late):
        answer_on_page(dashboard, browser.user_code, "allow")
        assert browser.poll().status_code == 200


@pytest.mark.usefixtures("little_room")
def test_who_is_answered_gives_way_to_nobody(asking: Browser, dashboard: FlaskClient, clock: Clock) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    clock.move(minutes=1)
    for _ in range(grant.MOST_PENDING + 1):
        Browser(asking.client).ask()
    assert asking.poll().status_code == 200


def test_of_many_who_ask_with_one_code_at_once_one_gets_the_token(
    asking: Browser, dashboard: FlaskClient, settings: Settings
) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    servers = [create_app(settings) for _ in range(2)]
    browsers = [Browser(server.test_client(), asking.device_code) for server in servers * 4]
    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(lambda browser: browser.poll().status_code, browsers))
    assert sorted(answers) == [200, *[400] * 7]
    assert rows(settings, "SELECT count(*) FROM devices") == [(1,)]
    for server in servers:
        server.extensions["ssi_database"].close()


def test_no_code_and_no_token_is_kept(asking: Browser, dashboard: FlaskClient, settings: Settings) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    token = asking.poll().json["access_token"]
    kept = " ".join(str(rows(settings, f"SELECT * FROM {table}")) for table in Base.metadata.tables)
    kept += " ".join(str(file.read_bytes()) for file in settings.data_dir.iterdir())
    assert asking.user_code.replace("-", "") in kept
    assert asking.device_code not in kept
    assert token not in kept


def test_a_guess_gets_nowhere_in_the_life_of_a_code() -> None:
    """A code's ten minutes touch at most two times of counting; RFC 8628 section 5.1 asks for a bound."""
    touched = 1 + grant.LASTS / WRONG_CODES.within
    codes = len(set(user_codes.LETTERS)) ** user_codes.LENGTH
    one_code = WRONG_CODES.times * touched / codes
    assert one_code < 1e-9
    assert one_code * grant.MOST_PENDING < 1e-7


def test_user_codes_do_not_repeat() -> None:
    codes = {user_codes.new_user_code() for _ in range(2_000)}
    assert len(codes) == 2_000
    assert set("".join(codes)) == set(user_codes.LETTERS)


def test_the_server_says_where_pairing_is_found(client: FlaskClient) -> None:
    answer = client.get("/.well-known/oauth-authorization-server", headers={"Host": "127.0.0.1:8712"})
    assert answer.json == {
        "issuer": "http://127.0.0.1:8712",
        "device_authorization_endpoint": "http://127.0.0.1:8712/api/pairing",
        "token_endpoint": "http://127.0.0.1:8712/api/pairing/token",
        "grant_types_supported": [GRANT_TYPE],
        "scopes_supported": ["capture", "full"],
        "token_endpoint_auth_methods_supported": ["none"],
    }
    problem(client.post("/.well-known/oauth-authorization-server"), 405, "method_not_allowed")
