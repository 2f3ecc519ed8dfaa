"""Wrong codes may be tried a few times; what else is asked of the page is not counted."""

from __future__ import annotations

from flask.testing import FlaskClient

from server_parts import UNKNOWN_CODE, Browser, Clock, answer_on_page, csrf_token
from ssi_server.web.pairing import WRONG_CODES


def test_wrong_codes_are_limited_for_each_person(
    dashboard: FlaskClient, neighbour: FlaskClient, asking: Browser, clock: Clock
) -> None:
    for _ in range(WRONG_CODES.times):
        page = dashboard.get("/pair", query_string={"user_code": UNKNOWN_CODE})
        assert page.status_code == 404
        assert "No browser is waiting" in page.text
    clock.move(minutes=3)
    for code in (UNKNOWN_CODE, asking.user_code):
        page = dashboard.get("/pair", query_string={"user_code": code})
        assert (page.status_code, page.headers["Retry-After"]) == (429, "420")
        assert "Too many wrong codes" in page.text
        assert "7 minutes" in page.text
    form = {"csrf_token": csrf_token(page), "user_code": asking.user_code, "decision": "allow"}
    assert dashboard.post("/pair", data=form).status_code == 429
    assert neighbour.get("/pair", query_string={"user_code": asking.user_code}).status_code == 200
    clock.move(minutes=7)
    assert dashboard.get("/pair", query_string={"user_code": UNKNOWN_CODE}).status_code == 404


def test_a_form_is_no_way_around_the_limit(dashboard: FlaskClient) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/pair")), "user_code": UNKNOWN_CODE, "decision": "allow"}
    answers = [dashboard.post("/pair", data=form).status_code for _ in range(WRONG_CODES.times + 1)]
    assert answers == [404] * WRONG_CODES.times + [429]


def test_right_codes_and_slips_of_the_pen_are_not_counted(dashboard: FlaskClient, asking: Browser) -> None:
    for _ in range(WRONG_CODES.times + 1):
        assert dashboard.get("/pair", query_string={"user_code": asking.user_code}).status_code == 200
        assert dashboard.get("/pair", query_string={"user_code": "BCDF-GHJ"}).status_code == 404
    assert answer_on_page(dashboard, asking.user_code, "allow").status_code == 303
