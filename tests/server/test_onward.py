"""The sign-in leads on to the browser that waits for an answer, and nowhere else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server_parts import UNKNOWN_CODE, Browser, Clock, link_for
from ssi_server.storage import Database


def test_the_sign_in_leads_on_to_the_code_that_waits(client: FlaskClient, asking: Browser, link: str) -> None:
    assert client.get("/pair", query_string={"user_code": asking.user_code}).status_code == 401
    answer = client.get(link)
    assert (answer.status_code, answer.location) == (303, f"/pair?user_code={asking.user_code}")
    assert asking.user_code in client.get(answer.location).text


@pytest.mark.parametrize(
    "before",
    [
        "/",
        "/captures?user_code={code}",
        "/pair",
        "/pair?user_code=https://example.org",
        f"/pair?user_code={UNKNOWN_CODE}",
    ],
)
def test_the_sign_in_leads_to_the_dashboard_otherwise(
    client: FlaskClient, asking: Browser, link: str, before: str
) -> None:
    client.get(before.format(code=asking.user_code))
    assert client.get(link).location == "/"


def test_a_code_that_has_ended_is_not_led_to(
    client: FlaskClient, asking: Browser, database: Database, person_id: int, clock: Clock
) -> None:
    client.get("/pair", query_string={"user_code": asking.user_code})
    clock.move(minutes=10, seconds=1)
    assert client.get(link_for(database, person_id)).location == "/"
