"""The pages on which the signed-in member lets a browser in, or does not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server_parts import Api, Browser, Clock, answer_on_page, csrf_token, refused, rows
from ssi_server.config import Settings
from ssi_server.web.pairing import WRONG_CODES


def state(settings: Settings) -> str:
    [(found,)] = rows(settings, "SELECT state FROM pairings")
    return str(found)


def test_the_page_shows_who_asks_and_changes_nothing(
    dashboard: FlaskClient, asking: Browser, settings: Settings, clock: Clock
) -> None:
    clock.move(minutes=3)
    for _ in range(2):
        page = dashboard.get("/pair", query_string={"user_code": asking.user_code})
        assert page.status_code == 200
        for words in (asking.user_code, "Chromium &lt;on&gt; Linux", "3 minutes ago", "send captures", "Allow", "Deny"):
            assert words in page.text
    assert dashboard.head("/pair", query_string={"user_code": asking.user_code}).status_code == 200
    assert state(settings) == "pending"
    refused(asking.poll(), "authorization_pending")


def test_a_wide_scope_is_said_in_plain_words(dashboard: FlaskClient, app: Flask) -> None:
    browser = Browser(app.test_client())
    browser.ask(scope="full")
    page = dashboard.get("/pair", query_string={"user_code": browser.user_code})
    assert "do everything with your history" in page.text


def test_without_a_code_there_is_a_field_for_it(dashboard: FlaskClient) -> None:
    page = dashboard.get("/pair")
    assert page.status_code == 200
    assert 'name="user_code"' in page.text


@pytest.mark.parametrize(
    "spoil", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:2]} {code[2:]} "]
)
def test_a_code_may_be_typed_in_any_way(dashboard: FlaskClient, asking: Browser, spoil: object) -> None:
    assert callable(spoil)
    assert dashboard.get("/pair", query_string={"user_code": spoil(asking.user_code)}).status_code == 200


def test_allow_leads_to_a_page_that_says_what_to_do_next(dashboard: FlaskClient, asking: Browser) -> None:
    answer = answer_on_page(dashboard, asking.user_code, "allow")
    assert (answer.status_code, answer.location) == (303, "/pair/connected")
    page = dashboard.get(answer.location)
    assert "Connected" in page.text
    assert "LinkedIn tab" in page.text


def test_deny_leads_to_a_page_that_says_so(dashboard: FlaskClient, asking: Browser, settings: Settings) -> None:
    answer = answer_on_page(dashboard, asking.user_code, "deny")
    assert (answer.status_code, answer.location) == (303, "/pair/denied")
    assert "not connected" in dashboard.get(answer.location).text
    assert state(settings) == "denied"


def test_the_first_answer_counts(dashboard: FlaskClient, asking: Browser, settings: Settings) -> None:
    page = dashboard.get("/pair", query_string={"user_code": asking.user_code})
    form = {"csrf_token": csrf_token(page), "user_code": asking.user_code}
    for decision in ("deny", "allow"):
        assert dashboard.post("/pair", data=form | {"decision": decision}).location == "/pair/denied"
    assert state(settings) == "denied"


def test_a_second_click_and_the_way_back_lead_to_what_was_answered(
    dashboard: FlaskClient, neighbour: FlaskClient, asking: Browser, settings: Settings, clock: Clock
) -> None:
    code = {"user_code": asking.user_code}
    form = code | {"csrf_token": csrf_token(dashboard.get("/pair", query_string=code)), "decision": "allow"}
    for _ in range(2):
        assert dashboard.post("/pair", data=form).location == "/pair/connected"
        assert dashboard.get("/pair", query_string=code).location == "/pair/connected"
    assert asking.poll().status_code == 200
    for _ in range(WRONG_CODES.times + 1):
        assert dashboard.get("/pair", query_string=code).location == "/pair/connected"
    assert rows(settings, "SELECT count(*) FROM devices") == [(1,)]
    assert neighbour.get("/pair", query_string=code).status_code == 404
    clock.move(minutes=10, seconds=1)
    assert dashboard.get("/pair", query_string=code).status_code == 404


def test_of_two_persons_who_allow_at_once_one_has_the_device(
    dashboard: FlaskClient, neighbour: FlaskClient, asking: Browser, settings: Settings
) -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda person: person[0].post("/pair", data=person[1]).status_code,
                [
                    (
                        person,
                        {
                            "csrf_token": csrf_token(person.get("/pair")),
                            "user_code": asking.user_code,
                            "decision": "allow",
                        },
                    )
                    for person in (dashboard, neighbour)
                ],
            )
        )
    assert sorted(answers) == [303, 404]
    assert asking.poll().status_code == 200
    assert rows(settings, "SELECT count(*) FROM devices") == [(1,)]


def test_the_device_is_the_one_s_who_allowed_it(
    neighbour: FlaskClient, asking: Browser, settings: Settings, person_id: int
) -> None:
    answer_on_page(neighbour, asking.user_code, "allow")
    asking.poll()
    [(owner,)] = rows(settings, "SELECT person_id FROM devices")
    assert owner != person_id


def test_an_answer_needs_the_forms_own_token_and_page(
    dashboard: FlaskClient, asking: Browser, settings: Settings
) -> None:
    form = {"user_code": asking.user_code, "decision": "allow"}
    assert dashboard.post("/pair", data=form).status_code == 400
    form["csrf_token"] = csrf_token(dashboard.get("/pair", query_string={"user_code": asking.user_code}))
    for foreign in ({"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert dashboard.post("/pair", data=form, headers=foreign).status_code == 403
    assert dashboard.post("/pair", data=form | {"decision": "perhaps"}).status_code == 400
    assert state(settings) == "pending"


def test_who_is_signed_out_decides_nothing(client: FlaskClient, asking: Browser, settings: Settings) -> None:
    for path in ("/pair", f"/pair?user_code={asking.user_code}", "/pair/connected", "/pair/denied"):
        page = client.get(path)
        assert page.status_code == 401
        assert asking.user_code not in page.text
    assert client.post("/pair", data={"user_code": asking.user_code, "decision": "allow"}).status_code == 400
    assert state(settings) == "pending"


def test_who_has_signed_out_meanwhile_decides_nothing(
    dashboard: FlaskClient, asking: Browser, settings: Settings
) -> None:
    token = csrf_token(dashboard.get("/pair", query_string={"user_code": asking.user_code}))
    with dashboard.session_transaction() as cookie:
        del cookie["session"]
    form = {"csrf_token": token, "user_code": asking.user_code, "decision": "allow"}
    assert dashboard.post("/pair", data=form).status_code == 401
    assert state(settings) == "pending"


def test_what_was_typed_is_shown_as_text(dashboard: FlaskClient) -> None:
    page = dashboard.get("/pair", query_string={"user_code": "<b>x</b>"})
    assert "&lt;b&gt;" in page.text
    assert "<b>x" not in page.text


def test_a_paired_browser_is_listed_and_revoked(dashboard: FlaskClient, asking: Browser) -> None:
    answer_on_page(dashboard, asking.user_code, "allow")
    token = asking.poll().json["access_token"]
    page = dashboard.get("/devices")
    assert "Chromium &lt;on&gt; Linux" in page.text
    assert 'href="/pair"' in page.text
    form = {"csrf_token": csrf_token(page), "device_id": token.split("_")[1]}
    dashboard.post("/devices/revoke", data=form)
    device = Api(asking.client, token)
    assert asking.client.get("/api/summary", headers=device.headers).status_code == 401


def test_the_first_visit_tells_how_to_connect_without_a_token(dashboard: FlaskClient) -> None:
    page = dashboard.get("/").text
    assert "Allow" in page
    assert "http://localhost" in page
    assert "token" not in page.replace("csrf_token", "")
