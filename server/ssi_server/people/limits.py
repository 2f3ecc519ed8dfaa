"""How often something may happen: counted in the database, so that all processes count together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, case, delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import LimitCount
from ..storage import once


@dataclass(frozen=True)
class Limit:
    """So many times within so long, for each of those who are counted; the time runs from the first one.

    `within` is None for a day of UTC, which ends at midnight for everybody.
    """

    name: str
    times: int
    within: dt.timedelta | None

    def take(self, session: Session, who: str | int) -> dt.timedelta | None:
        """Counts one more for `who`. None when it may happen, else how long it takes until it may again."""
        at = now()
        counted = self._count(session, who, at)
        if counted is None:
            ends_at = session.scalar(select(LimitCount.ends_at).where(LimitCount.key == self._key(who)))
            return ends_at - at if ends_at else None
        if counted == 1:
            _forget_those_over(session, at)
        return None

    def _count(self, session: Session, who: str | int, at: dt.datetime) -> int | None:
        values = {"key": self._key(who), "at": at, "ends_at": self._end(at), "times": self.times}
        counted: int | None = session.scalar(_counting(session), values)
        return counted

    def give_back(self, session: Session, who: str | int) -> None:
        """Takes back one that should not count after all."""
        counted = self._running(who) & (LimitCount.count > 0)
        session.execute(update(LimitCount).where(counted).values(count=LimitCount.count - 1))

    def _end(self, at: dt.datetime) -> dt.datetime:
        if self.within is not None:
            return at + self.within
        return dt.datetime.combine(at.date() + dt.timedelta(days=1), dt.time(), dt.UTC)

    def _running(self, who: str | int) -> ColumnElement[bool]:
        return (LimitCount.key == self._key(who)) & (LimitCount.ends_at > now())

    def _key(self, who: str | int) -> str:
        return f"{self.name} {who}"


@once
def _counting(insert: Callable[..., Any]) -> Executable:
    """One statement, so that nobody comes in between: a new count, or a running one more; none beyond the limit."""
    is_over = LimitCount.ends_at <= bindparam("at", type_=LimitCount.ends_at.type)
    first = insert(LimitCount.__table__).values(key=bindparam("key"), count=1, ends_at=bindparam("ends_at"))
    one_more = first.on_conflict_do_update(
        index_elements=[LimitCount.key],
        set_={
            "count": case((is_over, 1), else_=LimitCount.count + 1),
            "ends_at": case((is_over, first.excluded.ends_at), else_=LimitCount.ends_at),
        },
        where=is_over | (LimitCount.count < bindparam("times")),
    )
    counting: Executable = one_more.returning(LimitCount.count)
    return counting


def _forget_those_over(session: Session, at: dt.datetime) -> None:
    """Those that somebody else forgets at the same moment are left to them: two who wait for each other end neither."""
    over = select(LimitCount.key).where(LimitCount.ends_at <= at).with_for_update(skip_locked=True)
    session.execute(delete(LimitCount).where(LimitCount.key.in_(over)))
