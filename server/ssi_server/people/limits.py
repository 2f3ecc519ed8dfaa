"""How often something may happen: counted in the database, so that all processes count together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import LimitCount


@dataclass(frozen=True)
class Limit:
    """So many times within so long, for each of those who are counted; the time runs from the first one."""

    name: str
    times: int
    within: dt.timedelta

    def take(self, session: Session, who: str | int) -> dt.timedelta | None:
        """Counts one more for `who`. None when it may happen, else how long it takes until it may again."""
        at, running = now(), self._running(who)
        fits = update(LimitCount).where(running, LimitCount.count < self.times).values(count=LimitCount.count + 1)
        if session.scalar(fits.returning(LimitCount.count)) is not None:
            return None
        ends_at = session.scalar(select(LimitCount.ends_at).where(running))
        if ends_at is not None:
            return ends_at - at
        session.execute(delete(LimitCount).where(LimitCount.ends_at <= at))
        session.add(LimitCount(key=self._key(who), count=1, ends_at=at + self.within))
        session.flush()
        return None

    def give_back(self, session: Session, who: str | int) -> None:
        """Takes back one that should not count after all."""
        counted = self._running(who) & (LimitCount.count > 0)
        session.execute(update(LimitCount).where(counted).values(count=LimitCount.count - 1))

    def _running(self, who: str | int) -> ColumnElement[bool]:
        return (LimitCount.key == self._key(who)) & (LimitCount.ends_at > now())

    def _key(self, who: str | int) -> str:
        return f"{self.name} {who}"
