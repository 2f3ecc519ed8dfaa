"""Closed from the first day: names, origins, forms, and what a browser may do with a page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server_parts import Api, capture_body, csrf_token, problem
from ssi_server.guard import CONTENT_SECURITY_POLICY

WEB_PAGES = ["https://example.org", "https://www.linkedin.com", "http://localhost", "http://127.0.0.1:8712", "null"]
WEB_PAGES += ["http://[bad", "https://chrome-extension", "chrome-extension"]


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8712", "127.0.0.1.example.org", "10.0.0.1", "[bad", ".0.1", "a..b"]
)
def test_other_names_are_not_answered(client: FlaskClient, host: str) -> None:
    problem(client.get("/api/hello", headers={"Host": host}), 403, "unknown_host")
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8712", "localhost:8712", "LOCALHOST", "[::1]:8712"])
def test_the_machines_own_names_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/api/hello", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", WEB_PAGES)
def test_no_web_page_may_call_the_api_whatever_token_it_has(api: Api, origin: str) -> None:
    problem(api.send(capture_body(), Origin=origin), 403, "origin")


@pytest.mark.parametrize("origin", ["chrome-extension://abcdef", "moz-extension://abcdef"])
def test_extensions_and_scripts_may(api: Api, origin: str) -> None:
    assert api.send(capture_body(), Origin=origin).status_code == 201
    assert api.send(capture_body()).status_code == 201


def test_a_cookie_opens_nothing_on_the_api(dashboard: FlaskClient) -> None:
    problem(dashboard.get("/api/summary"), 401, "unknown_token")
    problem(dashboard.post("/api/captures", json=capture_body()), 401, "unknown_token")


def test_no_answer_lets_another_origin_read_it(api: Api) -> None:
    answer = api.client.get("/api/summary", headers=api.headers | {"Origin": "chrome-extension://abcdef"})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/captures", "/devices", "/nothing", "/api/hello", "/healthz"])
def test_every_answer_restricts_the_browser(dashboard: FlaskClient, path: str) -> None:
    headers = dashboard.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/devices", "/devices/revoke", "/sign-out"])
def test_a_form_needs_its_token(dashboard: FlaskClient, path: str) -> None:
    assert dashboard.post(path, data={"name": "x", "scope": "full"}).status_code == 400
    assert dashboard.get("/devices").text.count("Revoke") == 0
    assert dashboard.get("/").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost:8712"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_another_page_is_refused_even_with_its_token(
    dashboard: FlaskClient, headers: dict[str, str]
) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "name": "x", "scope": "full"}
    assert dashboard.post("/devices", data=form, headers=headers).status_code == 403
    for own in ({"Origin": "http://localhost"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, {}):
        assert dashboard.post("/devices", data=form, headers=own).status_code == 200
