"""A team's board, gathered in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean

from sqlalchemy.orm import Session

from ssi_parser import Pillars
from ssi_parser.reading import PILLARS

from ..history import Change, Range, Rows
from ..history.pillars import weakest_of
from ..models import Team
from ..people import memberships
from . import query
from .seen import SPANS, Seen
from .spread import Spread


@dataclass(frozen=True)
class Board:
    """`members` are those who have agreed, by name; `not_agreed` is how many have not; `at` is when one looks."""

    team: Team
    at: dt.datetime
    range: Range
    members: list[Seen]
    not_agreed: int

    @classmethod
    def of(
        cls, session: Session, team: Team, asked: Mapping[str, str | None], at: dt.datetime, today: dt.date
    ) -> Board:
        """The board at this instant, with the days of the range that an address asks for by `range` and `every`.

        `today` is the date of whoever looks.
        """
        everybody = memberships.members_of(session, team.id)
        agreed = [member for member in everybody if member.agreed_at]
        found = query.outermost(session, team.id)
        latest = [of_person["latest"] for of_person in found.values() if "latest" in of_person]
        bases = query.bases(session, team.id, latest, SPANS)
        firsts = [of_person["first"].capture.day for of_person in found.values() if "first" in of_person]
        lasts = [entry.capture.day for entry in latest]
        span = Range.parse(
            asked.get("range"), asked.get("every"), min(firsts, default=None), max(lasts, default=None), today
        )
        people = [member.person_id for member in agreed]
        days = query.days_of_each(session, team.id, people, span.since, span.until)

        def seen(person_id: int, name: str) -> Seen:
            theirs, before = found.get(person_id, {}), bases.get(person_id, {})
            now, last = theirs.get("latest"), theirs.get("last")
            changes = {
                str(days): Change.between(before[str(days)], now) if now and str(days) in before else None
                for days in SPANS
            }
            return Seen(person_id, name, last, now, changes, days.get(person_id, Rows()))

        members = [seen(member.person_id, member.name) for member in agreed]
        return cls(team, at, span, members, len(everybody) - len(agreed))

    @property
    def spread(self) -> Spread | None:
        """Of the members' totals now; None where none is known."""
        return Spread.of(member.total for member in self.members)

    @property
    def under_floor(self) -> list[Seen]:
        return [member for member in self.members if member.is_under(self.team.floor)]

    @property
    def stale(self) -> list[Seen]:
        """Who has not captured for longer than the rhythm, or not yet."""
        return [member for member in self.members if member.is_stale(self.at)]

    @property
    def told(self) -> list[Seen]:
        """Those whose four pillars are all known."""
        return [member for member in self.members if member.weakest]

    @property
    def pillars(self) -> Pillars:
        """The averages of those whose four pillars are all known; unknown where there is nobody."""
        told = self.told
        return Pillars(*(_average([member.pillar(name) for member in told]) for name in PILLARS))

    @property
    def weakest(self) -> str | None:
        """The pillar with the least average; None where it is unknown."""
        return weakest_of(self.pillars)


def _average(points: list[Decimal | None]) -> Decimal | None:
    known = [each for each in points if each is not None]
    return mean(known).quantize(Decimal("0.001"), ROUND_HALF_UP) if known else None
