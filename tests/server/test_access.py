"""Every route, for everybody, on everybody's data: what `access.toml` says, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from access_table import ASKING, CASES, REFUSED, ROUTES, expected
from engines import Installations
from server_parts import Api, capture_body
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.models import Base
from ssi_server.people import devices, invitations, memberships, persons, sessions, teams
from ssi_server.people.invitations import Terms
from ssi_server.people.teams import Ways
from ssi_server.storage import Database

MATE, STRANGER = "mate", "stranger"
TEAMS = {"team's": "North", "other's": "South"}
MEMBERS = {"team's": ("member", "lead", MATE), "other's": (STRANGER,)}
NOBODYS = "A" * 43
"""The secret of no link."""


@dataclass(frozen=True)
class Somebody:
    """A person with one of everything: what lets their browser and their script in, and the ids in addresses."""

    person_id: int
    session: str
    token: str
    named: dict[str, Any]


@dataclass(frozen=True)
class Company:
    """Those who ask, those who are asked about, and the two teams."""

    app: Flask
    people: dict[str, Somebody]
    teams: dict[str, str]

    @property
    def database(self) -> Database:
        return cast(Database, self.app.extensions["ssi_database"])

    def browser(self, who: str) -> FlaskClient:
        """Theirs; nobody's is not signed in."""
        browser = self.app.test_client()
        if who in self.people:
            with browser.session_transaction() as cookie:
                cookie["session"] = self.people[who].session
        return browser

    def script(self, who: str) -> dict[str, str]:
        """What theirs sends along; nobody's sends nothing."""
        return {"Authorization": f"Bearer {self.people[who].token}"} if who in self.people else {}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, sqlite_installations: Installations) -> tuple[Path, Company]:
    """The data folder of a company, which nobody uses.

    On one engine: who may do what is decided before a database is asked for anything but persons and teams.
    """
    settings = sqlite_installations.fresh(tmp_path_factory.mktemp("founded") / "data")
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    with Company(app, {}, {}).database.write() as session:
        ids = {"owner": persons.first_person(session).id}
        for name in (*ASKING[1:-1], MATE, STRANGER):
            ids[name] = persons.add_named(session, name).id
        found = {whose: teams.add_team(session, Ways(name), ids["owner"], None).id for whose, name in TEAMS.items()}
        people = {name: _somebody(session, person_id) for name, person_id in ids.items()}
    company = Company(app, people, found)
    for name in people:
        _write(company, name)
    company.database.close()
    return settings.data_dir, company


@pytest.fixture
def company(founded: tuple[Path, Company], tmp_path: Path) -> Iterator[Company]:
    """A copy, to which anything may be done."""
    app = create_app(Settings.load(shutil.copytree(founded[0], tmp_path / "data"), environ={}))
    app.config["WTF_CSRF_ENABLED"] = False
    copy = replace(founded[1], app=app)
    yield copy
    copy.database.close()


def _as_it_was(company: Company) -> None:
    """Those who belong to the teams belong to them, whatever the one before them did; an invitation to each is open."""
    with company.database.write() as session:
        for whose, team_id in company.teams.items():
            team = teams.find_team(session, team_id)
            assert team
            for name in MEMBERS[whose]:
                person_id = company.people[name].person_id
                memberships.join(session, person_id, team, None, is_lead=name == "lead")
                memberships.agree(session, person_id, team)
            if not invitations.open_ones(session, team_id):
                invitations.invite(session, Terms(team), company.people["owner"].person_id, None)


def _somebody(session: Session, person_id: int) -> Somebody:
    device, token = devices.add_device(session, person_id, "Script", "full")
    browser = sessions.start(session, person_id, "Another")
    return Somebody(person_id, browser, token, {"person_id": person_id, "device_id": device.id})


def _write(company: Company, who: str) -> None:
    somebody, browser = company.people[who], company.browser(who)
    capture = capture_body()
    assert Api(company.app.test_client(), somebody.token).send(capture).status_code == 201
    assert browser.post("/notes", data={"day": "2026-03-05", "text": "Wrote"}).status_code == 303
    note = browser.get("/notes").text.split('href="/notes/')[1].split('"')[0]
    somebody.named.update(capture_id=UUID(str(capture["id"])), note_id=UUID(note))


def test_every_route_stands_in_the_table(app: Flask) -> None:
    assert {route for rule in app.url_map.iter_rules() for route in _routes(rule)} == ROUTES


@pytest.mark.parametrize(("route", "whose"), CASES)
def test_access(route: str, whose: str, company: Company) -> None:
    words = expected(route, whose)
    assert {who: _comes_of_it(company, route, whose, who, word) for who, word in words.items()} == words


def _routes(rule: Rule) -> Iterator[str]:
    if rule.endpoint != "static":
        yield from (f"{method} {rule.rule}" for method in (rule.methods or set()) - {"HEAD", "OPTIONS"})


def _comes_of_it(company: Company, route: str, whose: str, who: str, word: str) -> str:
    """The word of the table for what comes of it; the answer's status where no word fits."""
    about = company.people[{"own": who if who != "nobody" else MATE, "team's": MATE, "other's": STRANGER}[whose]]
    _as_it_was(company)
    before = _rows_of(company, about)
    answer = _asked(company, route, whose, who, about)
    status, unchanged = answer.status_code, _rows_of(company, about) == before
    if status in REFUSED.values():
        return str(status) if unchanged else f"{status}, and changed"
    if word == "-":
        return "-" if status < 400 and unchanged else f"{status}, unchanged: {unchanged}"
    return "yes" if status < 500 else str(status)


def _asked(company: Company, route: str, whose: str, who: str, about: Somebody) -> TestResponse:
    method, rule = route.split(" ", 1)
    team_id = company.teams["team's" if whose == "own" else whose]
    named = about.named | {
        "team_id": team_id,
        "invitation_id": _invitation_to(company, team_id),
        "link": NOBODYS,
        "secret": NOBODYS,
        "ending": "json",
    }
    with company.app.test_request_context():
        [found] = [each for each in company.app.url_map.iter_rules() if each.rule == rule and method in each.methods]
        path = company.app.url_map.bind("localhost").build(
            found.endpoint, {k: named[k] for k in found.arguments}, method
        )
    if rule.startswith("/api/"):
        body = {"json": {}} if method == "POST" and "pairing" not in rule else {}
        return company.app.test_client().open(path, method=method, headers=company.script(who), **body)
    team_named = {"team": team_id} if whose != "own" else {}
    form = {"name": "Renamed", "device_id": named["device_id"], "session_id": _session_of(company, about)} | team_named
    form |= {"person": str(about.person_id), "role": "member", "new": "correct horse", "again": "correct horse"}
    return company.browser(who).open(path, method=method, data=form if method == "POST" else None)


def _invitation_to(company: Company, team_id: str) -> str:
    with company.database.read() as session:
        return invitations.open_ones(session, team_id)[0].id


def _session_of(company: Company, somebody: Somebody) -> str:
    with company.database.read() as session:
        return sessions.sessions_of(session, somebody.person_id)[0].id


def _rows_of(company: Company, somebody: Somebody) -> dict[str, list[str]]:
    """All that is the person's, but for when they were last seen."""
    found = {}
    with company.database.read() as session:
        for table in Base.metadata.sorted_tables:
            owner = table.c.id if table.name == "people" else table.c.get("person_id")
            if owner is not None:
                columns = [column for column in table.c if column.name != "last_used_at"]
                rows = session.execute(table.select().with_only_columns(*columns).where(owner == somebody.person_id))
                found[table.name] = sorted(map(repr, rows))
    return found
