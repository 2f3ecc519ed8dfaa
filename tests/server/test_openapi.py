"""Answers are what the OpenAPI document says, though rows go out without passing through its schemas."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from marshmallow import Schema

from server_parts import Api, Browser, answer_on_page, capture_body
from ssi_server.captures import schemas
from ssi_server.errors import Problem
from ssi_server.history.api import History, SummarySchema
from ssi_server.people.pairing import api as pairing


@pytest.fixture
def sent(api: Api) -> str:
    for day, name in enumerate(("english-tables", "disagreement", "embedded-json-team", "near-zero"), 1):
        body = capture_body(name, captured_at=f"2026-03-0{day}T09:30:00+01:00")
        assert api.send(body).status_code == 201
    return str(body["id"])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/api/captures", schemas.EntriesSchema()),
        ("/api/captures/{sent}", schemas.EntryInFullSchema()),
        ("/api/history", History()),
        ("/api/summary", SummarySchema()),
    ],
)
def test_an_answer_has_the_documented_form(api: Api, sent: str, path: str, schema: Schema) -> None:
    assert schema.validate(api.get(path.format(sent=sent))) == {}


def test_pairing_answers_in_the_documented_form(client: FlaskClient, dashboard: FlaskClient) -> None:
    browser = Browser(client)
    assert pairing.AskAnswer().validate(browser.ask().json) == {}
    assert pairing.ErrorAnswer().validate(browser.poll().json) == {}
    answer_on_page(dashboard, browser.user_code, "allow")
    assert pairing.TokenAnswer().validate(browser.poll().json) == {}
    assert pairing.Metadata().validate(client.get("/.well-known/oauth-authorization-server").json) == {}


def test_forms_are_documented_as_forms(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/openapi.json").json
    for path, schema in (("/api/pairing", "AskForm"), ("/api/pairing/token", "TokenForm")):
        body = document["paths"][path]["post"]["requestBody"]["content"]
        assert body == {"application/x-www-form-urlencoded": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    [whose] = document["paths"]["/api/captures"]["post"]["parameters"]
    assert (whose["name"], whose["in"], whose["required"]) == ("whose", "query", False)


def test_every_route_is_documented(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.")
    assert {path: sorted({"get", "post", "delete"} & set(methods)) for path, methods in document["paths"].items()} == {
        "/.well-known/oauth-authorization-server": ["get"],
        "/api/captures": ["get", "post"],
        "/api/captures/{capture_id}": ["delete", "get"],
        "/api/export.csv": ["get"],
        "/api/export.json": ["get"],
        "/api/hello": ["get"],
        "/api/history": ["get"],
        "/api/import": ["post"],
        "/api/pairing": ["post"],
        "/api/pairing/token": ["post"],
        "/api/summary": ["get"],
        "/healthz": ["get"],
        "/readyz": ["get"],
    }


@pytest.mark.parametrize(
    ("method", "path", "answers"),
    [
        ("post", "/api/captures", "200 201 400 401 403 409 410 413 415 422 429 503 default"),
        ("get", "/api/captures", "200 400 401 403 429 503 default"),
        ("get", "/api/captures/{capture_id}", "200 401 403 404 429 503 default"),
        ("delete", "/api/captures/{capture_id}", "204 401 403 404 429 503 default"),
        ("get", "/api/history", "200 400 401 403 429 503 default"),
        ("get", "/api/summary", "200 401 403 429 503 default"),
        ("get", "/api/hello", "200 400 403 503 default"),
        ("post", "/api/pairing", "200 400 401 403 413 503 default"),
        ("post", "/api/pairing/token", "200 400 401 403 413 503 default"),
        ("get", "/.well-known/oauth-authorization-server", "200 403 503 default"),
        ("get", "/healthz", "200 403 default"),
        ("get", "/readyz", "200 403 503 default"),
    ],
)
def test_every_problem_of_an_operation_is_documented_as_it_is(
    client: FlaskClient, method: str, path: str, answers: str
) -> None:
    document: dict[str, Any] = client.get("/api/openapi.json").json
    described = document["paths"][path][method]["responses"]
    assert sorted(described) == answers.split()
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    oauth = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}}
    for status, answer in described.items():
        assert answer["description"]
        speaks_oauth = path.startswith("/api/pairing") and status in ("400", "401")
        assert status.startswith("2") or answer["content"] == (oauth if speaks_oauth else problem)
    assert set(document["components"]["schemas"]["ProblemDocument"]["required"]) == set(Problem(418, "", "").document())
    assert "Error" not in document["components"]["schemas"]
