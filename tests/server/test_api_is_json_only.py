"""The API takes JSON as JSON and tells no browser that another origin may call it."""

from __future__ import annotations

import json

import pytest

from server_parts import Api, capture_body, problem

PATHS = ["/api/captures", "/api/summary", "/api/history", "/api/hello", "/api/import", "/api/export.json", "/", "/pair"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("text/plain", "not_json"),
        ("text/plain;application/json", "not_json"),
        ("application/x-www-form-urlencoded", "not_json"),
        ("multipart/form-data; boundary=x", "not_json"),
        ("text/json", "not_json"),
        ("application/jsonp", "not_json"),
        ("", "not_json"),
        ("application/json; charset=iso-8859-1", "unknown_charset"),
        ("application/json; charset=utf-16", "unknown_charset"),
    ],
)
@pytest.mark.parametrize("path", ["/api/captures", "/api/import"])
def test_another_kind_of_body_is_refused(api: Api, path: str, kind: str, code: str) -> None:
    headers = api.headers | ({"Content-Type": kind} if kind else {})
    problem(api.client.post(path, data=json.dumps(capture_body()), headers=headers), 415, code)


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", 'application/json;charset="UTF-8"']
)
def test_json_in_utf8_is_taken(api: Api, kind: str) -> None:
    headers = api.headers | {"Content-Type": kind}
    assert api.client.post("/api/captures", data=json.dumps(capture_body()), headers=headers).status_code == 201


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:8712", "chrome-extension://abc"])
def test_no_answer_speaks_of_other_origins(api: Api, path: str, origin: str) -> None:
    asks = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    for method in ("GET", "POST", "OPTIONS", "HEAD"):
        answer = api.client.open(path, method=method, headers=api.headers | asks, buffered=True)
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
        if method == "OPTIONS" and path.startswith("/api/") and not origin.startswith("chrome-"):
            problem(answer, 403, "origin")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "PATCH", "PROPFIND", "X" * 2000])
@pytest.mark.parametrize("path", ["/api/captures", "/api/summary", "/", "/devices"])
def test_other_methods_are_refused_and_nothing_is_sent_back(api: Api, path: str, method: str) -> None:
    answer = api.client.open(path, method=method, headers=api.headers | {"X-Secret": "echoed"})
    assert answer.status_code == 405
    assert "echoed" not in answer.text
    assert api.token not in answer.text


def test_a_token_in_the_address_opens_nothing(api: Api) -> None:
    for name in ("token", "access_token", "authorization"):
        problem(api.client.get("/api/summary", query_string={name: api.token}), 401, "unknown_token")
