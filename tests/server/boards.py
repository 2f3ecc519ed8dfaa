"""A team whose members have histories, and the lead who looks at it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence

from flask import Flask
from flask.testing import FlaskClient

from charted import words
from made_history import keep, reading
from server_parts import signed_in
from ssi_parser import Group, Reading
from ssi_server.models import Team
from ssi_server.people import memberships, persons, teams
from ssi_server.people.teams import Ways
from ssi_server.storage import Database

AT = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
"""When a board is looked at: in the captures' own offset the fifth of March."""

Told = tuple[int, Reading]
"""How many days before AT a capture was made, and what was read of it."""


def told(days: int, total: int, points: Sequence[str] = ("10", "9", "8", "7"), *, suspect: bool = False) -> Told:
    """A capture so many days ago with this total and these pillars, whether or not they make it up."""
    groups = {"industry": Group("Banking", 31, 75, 0), "network": Group(None, 33, 81, 1)}
    return days, reading(tuple(points), total=total, suspect=suspect, **groups)


class Board:
    """A team that is looked at by its lead, who has not agreed to be seen."""

    def __init__(self, app: Flask, database: Database, ways: Ways) -> None:
        self.app, self.database = app, database
        with database.write() as session:
            self.owner_id = persons.first_person(session).id
            self.team_id = teams.add_team(session, ways, self.owner_id, None).id
        self.lead_id = self.joins("Lea", agrees=False, is_lead=True)
        self.lead = self.browser_of(self.lead_id)

    @property
    def path(self) -> str:
        return f"/teams/{self.team_id}"

    def browser_of(self, person_id: int) -> FlaskClient:
        return signed_in(self.app, self.database, person_id)

    def joins(self, name: str, *captures: Told, agrees: bool = True, is_lead: bool = False) -> int:
        """The number of a new member with these captures."""
        with self.database.write() as session:
            person_id, team = persons.add_named(session, name).id, session.get_one(Team, self.team_id)
            memberships.join(session, person_id, team, None, is_lead=is_lead)
            if agrees:
                memberships.agree(session, person_id, team)
            for days, read in captures:
                keep(session, person_id, AT - dt.timedelta(days=days), read)
        return person_id

    def page(self, query: str = "") -> str:
        answer = self.lead.get(f"{self.path}{query}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def csv(self, query: str = "") -> list[dict[str, str]]:
        """The lines of the file by the names of its columns."""
        answer = self.lead.get(f"{self.path}/board.csv{query}")
        assert answer.status_code == 200
        return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))

    def names(self, query: str = "") -> list[str]:
        return [line["name"] for line in self.csv(query)]


def table(page: str, part: str) -> list[list[str]]:
    """The cells of the table in the part that is labelled by this id."""
    found = re.search(rf'aria-labelledby="{part}".*?<tbody>(.*?)</tbody>', page, re.S)
    assert found, part
    rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def facts(page: str) -> dict[str, str]:
    """What is told of the team as a whole."""
    found = re.findall(r"<div><dt>(.*?)</dt>(.*?)</div>", page, re.S)
    return {words(name): words(value) for name, value in found}
