"""Where the member is now: what the popup and the head of the dashboard show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser import Reading
from ssi_parser.reading import COMPARED

from ..aims.goals import Goal
from ..captures import store
from ..captures.store import Entry
from .changes import Changes, changes_of
from .pillars import Bar, bars, weakest_of
from .progress import Progress
from .rhythm import WANTED
from .span import own_date


@dataclass(frozen=True)
class Summary:
    """The latest capture that was read, what changed, the weakest pillar, and whole days since the click.

    `stale` is whether the next capture is due in the wanted rhythm, by the calendar of the latest one's own offset;
    `goals` are those that the member has set.
    """

    latest: Entry | None = None
    change: Changes | None = None
    weakest: str | None = None
    days_since: int | None = None
    stale: bool = False
    goals: tuple[Goal, ...] = ()

    @property
    def reading(self) -> Reading | None:
        """What everything here may be told from: the latest reading, None while it is in doubt."""
        return self.latest.reading if self.latest and self.latest.consistent else None

    @property
    def bars(self) -> list[Bar]:
        """The four pillars, with where they stood 30 days ago; none while the latest capture is in doubt."""
        month = self.change and self.change["30"]
        return bars(self.reading.pillars, month.pillars if month else {}) if self.reading else []

    @property
    def progress(self) -> list[Progress]:
        """How far each goal is; unknown while the latest capture is in doubt."""
        return [Progress.of(goal, self.reading) for goal in self.goals]

    @property
    def ahead(self) -> dict[str, int | None]:
        """Points of the total ahead of the average of each group; below 0 is behind."""
        return {group: _ahead(self.reading, group) for group in COMPARED}

    def to_dict(self) -> dict[str, Any]:
        return {
            "latest": self.latest and self.latest.to_dict(),
            "change": changes_to_dict(self.change),
            "weakest": self.weakest,
            "goal": {one.goal.figure: one.to_dict() for one in self.progress} or None,
            "days_since": self.days_since,
        }


def summary(
    session: Session, person_id: int, at: dt.datetime, goals: Iterable[Goal] = (), rhythm: int = WANTED
) -> Summary:
    """The summary of one person's history at this instant, with `rhythm` in days; at first it holds the goals alone."""
    latest = store.latest_read(session, person_id)
    if latest is None or latest.reading is None:
        return Summary(goals=tuple(goals))
    return Summary(
        latest=latest,
        change=changes_of(session, latest),
        weakest=weakest_of(latest.reading.pillars) if latest.consistent else None,
        days_since=max((at - latest.capture.captured_at).days, 0),
        stale=own_date(at, latest.capture.utc_offset) >= latest.capture.day + dt.timedelta(days=rhythm),
        goals=tuple(goals),
    )


def changes_to_dict(changes: Changes | None) -> dict[str, Any] | None:
    return changes and {span: change and change.to_dict() for span, change in changes.items()}


def _ahead(reading: Reading | None, group: str) -> int | None:
    total, average = (reading.total, getattr(reading, group).average) if reading else (None, None)
    return None if total is None or average is None else total - average
