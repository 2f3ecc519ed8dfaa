"""Where each member was before a day, such as that of a training, and after it: what happened, not what caused it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..history import Point, Rows, points, within
from ..history.around import Move
from . import query
from .seen import Seen
from .spread import Spread

DAYS = 30
MOST_DAYS = 365


@dataclass(frozen=True)
class OfMember:
    """A member's last capture before the day, and their first from it on; None where there is none."""

    name: str
    before: Point | None
    after: Point | None

    @property
    def move(self) -> Move | None:
        return Move(self.before, self.after) if self.before and self.after else None


@dataclass(frozen=True)
class Around:
    """The totals of each member around a day. What counts as before are the so many dates before it (`days`), as after
    that day and so many dates in all.
    """

    day: dt.date
    days: int
    members: Sequence[OfMember]

    @property
    def changes(self) -> Spread | None:
        """Of those who captured on both sides, how their totals changed; None where nobody did."""
        return Spread.of(each.move.points for each in self.members if each.move)


def before_and_after(session: Session, team_id: str, members: Sequence[Seen], day: dt.date, days: int) -> Around:
    """Each of these members around a day, in their order; suspect captures do not count, nor those without a total."""
    since, until = day - dt.timedelta(days=days), day + dt.timedelta(days=days - 1)
    found = query.days_of_each(session, team_id, [member.person_id for member in members], since, until)
    return Around(day, days, [_of(member, found.get(member.person_id, Rows()), day) for member in members])


def _of(member: Seen, rows: Rows, day: dt.date) -> OfMember:
    before = points(within(rows, dt.date.min, day - dt.timedelta(days=1)), "total")
    after = points(within(rows, day, dt.date.max), "total")
    return OfMember(member.name, before[-1] if before else None, after[0] if after else None)
