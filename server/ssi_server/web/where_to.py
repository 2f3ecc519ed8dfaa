"""What the member wants, beside what is: goals with their outlook, averages of others, the calendar of captures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from ..aims.goals import MOST, Goal
from ..aims.preferences import Preferences
from ..aims.references import REFERENCES
from ..history import Outlook, Rows, figure, outlook
from ..history.progress import figure_of

WEEK = 7
_PACE_TO = Decimal("0.01")


@dataclass(frozen=True)
class Aim:
    """A goal, the figure's value now (None where unknown), and how it goes on; `most` is what it can reach."""

    goal: Goal
    value: Decimal | None
    most: int
    outlook: Outlook

    @property
    def distance(self) -> Decimal | None:
        """Points that are missing; 0 or below once the goal is reached."""
        return None if self.value is None else self.goal.target - self.value

    @property
    def a_week(self) -> Decimal | None:
        """The pace in points a week, to 0.01."""
        pace = self.outlook.pace
        return None if pace is None else Decimal(float(pace.slope * WEEK)).quantize(_PACE_TO) + 0

    @property
    def in_time(self) -> bool | None:
        """Whether the day at this pace is not after the one that the member set; None without either."""
        return self.outlook.day <= self.goal.by if self.outlook.day and self.goal.by else None


@dataclass(frozen=True)
class Beside:
    """An average of others: what it is called, its total, and points that the member is ahead of it."""

    label: str
    average: int
    ahead: int | None


def aims_of(goals: Iterable[Goal], rows: Rows, today: dt.date) -> list[Aim]:
    """The goals against the latest of the rows by day."""
    return [
        Aim(goal, figure(rows[-1], figure_of(goal)) if rows else None, MOST[goal.figure], outlook(rows, goal, today))
        for goal in goals
    ]


def references_of(chosen: Preferences, total: int | None) -> list[Beside]:
    """The published averages that are switched on, and the member's own."""
    published = [
        (_("%(place)s (%(source)s, %(year)s)", place=one.place, source=one.source, year=one.year), one.average)
        for one in REFERENCES
        if one.key in chosen.references
    ]
    own = [(one.label, one.average) for one in chosen.own_references]
    return [Beside(label, average, _ahead(total, average)) for label, average in published + own]


def _ahead(total: Any, average: int) -> int | None:
    return None if total is None else total - average
