"""Whatever is wrong with a request has a name; nothing is half stored, and the server stays up."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from server_parts import Api, capture_body, problem, rows, scored
from ssi_server.config import Settings


@pytest.fixture(autouse=True)
def nothing_is_stored_and_the_next_capture_is_taken(api: Api, settings: Settings) -> Any:
    yield
    for table in ("captures", "pages", "readings"):
        assert rows(settings, f"SELECT count(*) FROM {table}") == [(0,)]
    assert api.send(capture_body(html=scored(1, 2, 3, 4))).status_code == 201


@pytest.mark.parametrize("field", ["id", "captured_at", "url", "html", "trigger", "client"])
@pytest.mark.parametrize("wrong", [None, 7, [], {}, "missing"], ids=repr)
def test_a_missing_or_wrong_field_is_named(api: Api, field: str, wrong: Any) -> None:
    body = capture_body()
    if wrong == "missing":
        del body[field]
    else:
        body[field] = wrong
    assert field in problem(api.send(body), 400, "invalid_request")["detail"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("id", "not-a-uuid"),
        ("captured_at", "2026-03-05T09:30:00"),
        ("captured_at", "2026-03-05"),
        ("captured_at", "yesterday"),
        ("captured_at", "2999-01-01T00:00:00Z"),
        ("captured_at", "0001-01-01T00:00:00+14:00"),
        ("captured_at", "0001-01-01T00:00:00Z"),
        ("captured_at", "2002-12-31T23:59:59Z"),
        ("captured_at", "9999-12-31T23:59:59-14:00"),
        ("captured_at", "2026-03-05T09:30:00+01:00:30"),
        ("trigger", "cron"),
        ("client", "x" * 201),
        ("client", "a\0b"),
        ("html", "a\0b"),
        ("url", "https://www.linkedin.com/sales/ssi\0"),
        ("url", ""),
        ("colour", "green"),
    ],
)
def test_a_value_that_cannot_be_is_named(api: Api, field: str, wrong: str) -> None:
    assert problem(api.send(capture_body(**{field: wrong})), 400, "invalid_request")["detail"].startswith(f"{field}: ")


def test_each_wrong_field_is_named_as_it_was_sent(api: Api) -> None:
    detail = problem(api.send(capture_body(id=7, trigger="json.cron", url="")), 400, "invalid_request")["detail"]
    assert {"id:", "trigger:", "url:"} <= set(detail.split())
    assert "json." not in detail
    answer = api.client.get("/api/captures?limit=0", headers=api.headers)
    assert problem(answer, 400, "invalid_request")["detail"].startswith("limit: ")


@pytest.mark.parametrize("field", ["html", "client", "url"])
def test_lone_surrogates_are_no_text(api: Api, field: str) -> None:
    data = json.dumps(capture_body(**{field: "x\ud800y"}))
    headers = api.headers | {"Content-Type": "application/json"}
    problem(api.client.post("/api/captures", data=data, headers=headers), 400, "invalid_request")


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"7", b"null", b'"text"', b"\xff\xfe\x00", b"NaN", b"[" * 100_000, b"1" * 10_000, b"\0"],
    ids=lambda data: repr(data[:8]),
)
def test_what_is_no_json_object_is_refused(api: Api, data: bytes) -> None:
    headers = api.headers | {"Content-Type": "application/json"}
    detail = problem(api.client.post("/api/captures", data=data, headers=headers), 400, "invalid_request")["detail"]
    assert re.fullmatch(r"[A-Z].+\.", detail)
    assert "sys." not in detail


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "text/html", ""])
def test_what_is_not_declared_as_json_is_refused(api: Api, content_type: str) -> None:
    headers = api.headers | {"Content-Type": content_type}
    answer = api.client.post("/api/captures", data=json.dumps(capture_body()), headers=headers)
    problem(answer, 415, "not_json")


def test_another_sites_page_is_refused(api: Api) -> None:
    for url in ("https://example.org/sales/ssi", "https://www.linkedin.com/feed/", "http://[::1", "about:blank"):
        assert problem(api.send(capture_body(url=url)), 422, "not_ssi_page")["stored"] is False


def test_sizes_have_bounds(api: Api) -> None:
    problem(api.send(capture_body(html="é" * (8 * 1024 * 1024 + 1))), 413, "too_large")
    problem(api.send(capture_body(html="x" * (25 * 1024 * 1024))), 413, "too_large")


def test_compressed_bodies_are_bounded_while_they_inflate(api: Api) -> None:
    headers = api.headers | {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    def send(data: bytes) -> Any:
        return api.client.post("/api/captures", data=data, headers=headers)

    packed = gzip.compress(json.dumps(capture_body()).encode())
    problem(send(gzip.compress(b" " * (200 * 1024 * 1024), compresslevel=1)), 413, "too_large")
    for wrong in (packed[:-10], packed + packed, b"plain text"):
        assert "gzip" in problem(send(wrong), 400, "invalid_request")["detail"]
    headers["Content-Encoding"] = "br"
    problem(send(packed), 415, "unknown_encoding")


def test_a_page_that_would_break_the_tree_builder_is_refused(api: Api) -> None:
    document = problem(api.send(capture_body(html="<div>" * 100_000)), 422, "too_complex")
    assert document["stored"] is False


def test_tokens_are_needed_known_and_in_force(api: Api, client: FlaskClient) -> None:
    wrong = [None, "", "Bearer", "Bearer ", f"Basic {api.token}", "Bearer nonsense", f"Bearer {api.token}x"]
    wrong += [f"Bearer ssi_{api.token.split('_')[1]}_guess"]
    for value in wrong:
        headers = {"Authorization": value} if value is not None else {}
        answer = client.post("/api/captures", json=capture_body(), headers=headers)
        problem(answer, 401, "unknown_token")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    problem(client.post(f"/api/captures?token={api.token}", json=capture_body()), 401, "unknown_token")


def test_unknown_addresses_and_methods_are_problems_too(api: Api, client: FlaskClient) -> None:
    problem(client.get("/api/nothing"), 404, "not_found")
    answer = client.put("/api/captures", headers=api.headers)
    problem(answer, 405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    problem(client.get("/api/captures/not-a-uuid", headers=api.headers), 404, "not_found")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/captures", {"limit": "0"}),
        ("/api/captures", {"limit": "many"}),
        ("/api/captures", {"cursor": "made up"}),
        ("/api/captures", {"cursor": "MjAyNiBub3QtYS11dWlk"}),
        ("/api/history", {"every": "hour"}),
        ("/api/history", {"from": "yesterday"}),
        ("/api/history", {"to": "2026-02-30"}),
    ],
)
def test_queries_are_checked(api: Api, path: str, query: dict[str, str]) -> None:
    problem(api.client.get(path, query_string=query, headers=api.headers), 400, "invalid_request")
