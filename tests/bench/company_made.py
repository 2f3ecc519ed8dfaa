"""A company on one server: everybody has captured weekly for five years, and some of them belong to teams of fifty.

A team's members are scattered over the company, lead first; all of them have agreed to be seen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import insert

from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.models import Membership, Team
from ssi_server.people import memberships, teams
from ssi_server.storage import Database
from team import deployed

from .crowd_made import Habit, fill

MEMBERS = 50
"""Of a team."""
PEOPLE_A_TEAM = 250
"""Of the company, those who belong to no team included: 200 teams among 50,000."""
WEEKS = 260


@dataclass(frozen=True)
class Company:
    """So many people, with numbers from 1 on, in the database at this address; `folder` is their server's own."""

    folder: Path
    url: str
    people: int

    @property
    def environment(self) -> dict[str, str]:
        """What a server of theirs is told: how it is watched, as the document has it, and where its data lie."""
        watched = {name: deployed.settings()[name] for name in ("SSI_HISTORY_METRICS_FOR", "SSI_HISTORY_LOG")}
        return watched | {"SSI_HISTORY_DATA_DIR": str(self.folder), "SSI_HISTORY_DATABASE_URL": self.url}

    @cached_property
    def database(self) -> Database:
        return Database(Settings.load(self.folder, environ=self.environment))

    @property
    def teams(self) -> list[str]:
        """Their ids."""
        return [f"{number:016x}" for number in range(max(self.people // PEOPLE_A_TEAM, 1))]

    def members(self, team_id: str) -> list[int]:
        """The numbers of the team's members, the lead's first."""
        return [int(team_id, 16) + 1 + place * (self.people // MEMBERS) for place in range(MEMBERS)]

    def make(self) -> None:
        """Fills the database, the captures up to yesterday."""
        at = now()
        self.database.migrate()
        with self.database.write() as session:
            session.execute(insert(Team), [self._team(team_id, at) for team_id in self.teams])
        fill(self.database, self.people, Habit(WEEKS, 7, at.date() - dt.timedelta(days=7 * (WEEKS - 1) + 1)))
        with self.database.write() as session:
            session.execute(insert(Membership), [row for team_id in self.teams for row in self._rows(team_id, at)])
            session.connection().exec_driver_sql("ANALYZE memberships")

    def _team(self, team_id: str, at: dt.datetime) -> dict[str, object]:
        ways = vars(teams.Ways(f"Team {team_id}"))
        return ways | {"id": team_id, "created_at": at}

    def _rows(self, team_id: str, at: dt.datetime) -> list[dict[str, object]]:
        agreed = {"joined_at": at, "agreed_at": at, "wording_version": memberships.WORDING}
        people = self.members(team_id)
        return [agreed | {"team_id": team_id, "person_id": person, "is_lead": person == people[0]} for person in people]
