"""What a person owns may be distributed by person: every statement says whose rows it touches, every key begins so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request, request_started
from flask.testing import FlaskClient
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint

from pages import statements
from server_parts import Api, Browser
from ssi_server.models import Base
from ssi_server.storage import Database
from statements_of_persons import OWNED, strangers
from walk import connecting, exchange, intake, kept_captures, misread, pages, together, written

COPIED_EVERYWHERE = {"people", "dictionaries", "teams", "memberships"}
"""What is referred to from owned tables and not distributed: every node has a copy."""

AGREED = (
    r"SELECT memberships\.person_id(?: AS person_id)?\s+FROM memberships\s+"
    r"WHERE memberships\.team_id = \S+ AND memberships\.agreed_at IS NOT NULL AND memberships\.wording_version = "
)
"""Those of one team who have agreed to be seen by its lead."""

ACROSS_PERSONS = {
    "a lead looks at where each of those is who have agreed": rf"WITH seen AS\s+\({AGREED}.*AS picked",
    "and where each of them was so many days before": rf"WITH asked.*asked\.person_id IN \({AGREED}.*AS picked",
    "and at their figures day by day": rf"^SELECT captures\.day.*captures\.person_id IN \({AGREED}",
    "an owner looks at what concerned the installation": r"FROM audit .*WHERE audit\.action IN ",
    "the name of somebody who is forgotten goes out of what they did": r"UPDATE audit SET .* WHERE audit\.actor_id = ",
    "a dictionary goes with the last page that needs it": r"FROM dictionaries WHERE .*pages\.person_id != ",
}
"""The statements that are about more than one person, and why."""


@pytest.fixture
def sent(app: Flask) -> Iterator[list[str]]:
    """All statements that the application sends."""
    with statements(app) as sent:
        yield sent


@pytest.fixture
def asked(app: Flask) -> Iterator[set[tuple[str, str]]]:
    """The routes that are asked, with their methods."""
    asked: set[tuple[str, str]] = set()

    def note(_app: Flask, **_: Any) -> None:
        asked.add((str(request.endpoint), request.method))

    with request_started.connected_to(note, app):
        yield asked


def test_every_statement_of_the_service_does(
    app: Flask,
    asked: set[tuple[str, str]],
    sent: list[str],
    dashboard: FlaskClient,
    api: Api,
    browser: Browser,
    database: Database,
) -> None:
    older = intake(api)
    exchange(api, dashboard)
    misread(database, older)
    kept_captures(api, dashboard, older)
    written(dashboard)
    pages(dashboard, api)
    connecting(dashboard, browser)
    together(app, dashboard)

    assert routes(app) - asked == set()
    across = [statement for statement in sent if strangers(statement)]
    named = {why for why, form in ACROSS_PERSONS.items() if any(re.search(form, each, re.S) for each in across)}
    assert named == set(ACROSS_PERSONS)
    assert [each for each in across if not any(re.search(form, each, re.S) for form in ACROSS_PERSONS.values())] == []
    assert {table for table in OWNED if any(f"INTO {table} " in statement for statement in sent)} == OWNED


def routes(app: Flask) -> set[tuple[str, str]]:
    """All that the application has, but for files that are the same for everybody."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")
    return {(rule.endpoint, method) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


@pytest.mark.parametrize("table", sorted(OWNED))
def test_every_key_and_reference_begins_with_the_person(table: str) -> None:
    owned: Table = Base.metadata.tables[table]
    keys = [key for key in owned.constraints if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)]
    keys += [index for index in owned.indexes if index.unique]
    keys += [
        key
        for key in owned.constraints
        if isinstance(key, ForeignKeyConstraint) and key.referred_table.name not in COPIED_EVERYWHERE
    ]
    assert owned.primary_key in keys
    assert [str(key.name) for key in keys if next(iter(key.columns)).name != "person_id"] == []


def test_all_that_a_person_owns_is_looked_at() -> None:
    """A new table with a person's rows in it is either distributed, or known to be needed before the person is."""
    before_the_person_is_known = {
        "devices",
        "identities",
        "invitations",
        "memberships",
        "pairings",
        "sign_in_links",
        "web_sessions",
    }
    with_person = {table.name for table in Base.metadata.sorted_tables if "person_id" in table.columns}
    assert with_person == OWNED | before_the_person_is_known


def test_the_instructions_distribute_exactly_these() -> None:
    written = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")
    assert set(re.findall(r"create_distributed_table\('(\w+)', 'person_id'", written)) == OWNED
    assert set(re.findall(r"create_reference_table\('(\w+)'\)", written)) == COPIED_EVERYWHERE
