"""A NUL, which PostgreSQL has no letter for, is answered like any other wrong value."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from attacks.fuzzing.site import KNOWN, Site
from pages import submit
from server_parts import Api, csrf_token, problem


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


def test_in_every_field_of_every_form(dashboard: FlaskClient, kept: str) -> None:
    submit(dashboard, "/notes", {"day": "2026-03-05", "text": "x"})
    site = Site()
    for address in (*KNOWN, f"/captures/{kept}"):
        site.see(address, dashboard.get(address).text)
    wrong = {}
    fields = [(form, name, value) for form in site.forms.values() for name, value in form.fields]
    assert len(fields) > 50
    for form, name, value in fields:
        filled = dict(form.fields) | {name: f"{value}\0"}
        sent = {"query_string": filled} if form.method == "GET" else {"data": filled}
        wrong[form.action, name] = dashboard.open(form.action, method=form.method, **sent).status_code
    assert {key: status for key, status in wrong.items() if status not in (200, 303, 400, 404, 422, 429)} == {}


def test_in_every_text_of_a_document_that_is_imported(api: Api, dashboard: FlaskClient, kept: str) -> None:
    submit(dashboard, "/notes", {"day": "2026-03-05", "text": "x"})
    submit(dashboard, "/goals", {"target.total": "60", "rhythm": "7"})
    document = api.get("/api/export.json")
    places = [*texts_in(document)]
    assert len(places) > 20
    for place in places:
        changed = with_nul(document, place)
        answer = api.client.post("/api/import", json=changed, headers=api.headers, query_string={"dry_run": True})
        assert answer.status_code in (200, 400), place
        if place[0] != "about" and not place[-1].endswith("_at"):  # Never taken in; and an instant is no text.
            assert answer.status_code == 400 or answer.json["refused"], place


def texts_in(value: Any, *place: Any) -> Iterator[tuple[Any, ...]]:
    """The places of all texts in it."""
    if isinstance(value, str):
        yield place
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from texts_in(part, *place, key)


def with_nul(document: dict[str, Any], place: tuple[Any, ...]) -> dict[str, Any]:
    changed: Any = copy.deepcopy(document)
    *holders, last = place
    holder = changed
    for key in holders:
        holder = holder[key]
    holder[last] += "\0"
    return changed
