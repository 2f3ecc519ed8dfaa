"""A NUL, which PostgreSQL has no letter for, is answered like any other wrong value."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server_parts import csrf_token, problem


def test_in_a_device_that_a_stranger_asks_for(client: FlaskClient) -> None:
    answer = client.get("/api/hello", query_string={"device": "a\0b", "nonce": "x" * 16})
    problem(answer, 400, "invalid_request")


@pytest.mark.parametrize("path", ["/devices/revoke", "/devices/rename"])
def test_in_a_form(dashboard: FlaskClient, path: str) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "device_id": "a\0b", "name": "x"}
    assert dashboard.post(path, data=form).status_code == 303


def test_in_a_token(client: FlaskClient) -> None:
    answer = client.get("/api/summary", headers={"Authorization": "Bearer ssi_a\0b_c"})
    problem(answer, 401, "unknown_token")


@pytest.mark.parametrize(
    "path", ["/sign-in/a%00b", "/?range=a%00b&from=%00&table=%00", "/captures?cursor=%00", "/pair?user_code=%00"]
)
def test_in_an_address(dashboard: FlaskClient, path: str) -> None:
    assert dashboard.get(path).status_code in (200, 401, 404)
