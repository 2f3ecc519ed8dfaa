"""Answers are what the OpenAPI document says, though rows go out without passing through its schemas."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from marshmallow import Schema

from server_parts import Api, capture_body
from ssi_server.captures import schemas
from ssi_server.history.api import History, SummarySchema


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


def test_every_route_is_documented(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/openapi.json").json
    assert document["openapi"].startswith("3.")
    assert {path: sorted({"get", "post", "delete"} & set(methods)) for path, methods in document["paths"].items()} == {
        "/api/captures": ["get", "post"],
        "/api/captures/{capture_id}": ["delete", "get"],
        "/api/hello": ["get"],
        "/api/history": ["get"],
        "/api/summary": ["get"],
        "/healthz": ["get"],
        "/readyz": ["get"],
    }
    answers = document["paths"]["/api/captures"]["post"]["responses"]
    assert {"200", "201", "409", "410", "422"} <= set(answers)
