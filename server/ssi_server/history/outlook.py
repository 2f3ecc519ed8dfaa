"""When a goal would be reached if things went on as they have."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ..aims.goals import Goal
from .pace import DAYS, Pace, pace
from .progress import figure_of
from .rows import Point, Rows, exact_totals, points, within

HORIZON = 5 * 365
"""Days beyond which no date is told."""

HALF = Decimal("0.5")


class State(StrEnum):
    REACHED = "reached"
    EXPECTED = "expected"
    BEYOND = "beyond"
    STANDING_STILL = "standing_still"
    MOVING_AWAY = "moving_away"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class Outlook:
    """The day on which a goal would be reached, from the latest capture on at the pace of the last 90 days.

    `day` is set when the state is `expected`; `earliest` and `latest` are the days at the upper and the lower bound of
    the pace, None where that is more than five years away or never. A day may have passed since the latest capture.
    """

    state: State
    day: dt.date | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    pace: Pace | None = None


def outlook(rows: Rows, goal: Goal, today: dt.date) -> Outlook:
    """The outlook on a goal from the rows by day.

    The total that LinkedIn shows is the rounded score, so that 65 is reached with a score of 64.5.
    """
    figure = figure_of(goal)
    recent = within(rows, today - dt.timedelta(days=DAYS), dt.date.max)
    if figure == "total":
        return reach(exact_totals(recent) or exact_totals(rows), goal.target - HALF, today)
    return reach(points(recent, figure) or points(rows, figure), goal.target, today)


def reach(figure: Sequence[Point], target: Decimal, today: dt.date) -> Outlook:
    """When a figure reaches so many points; the latest point decides whether it has."""
    known = pace(figure, today)
    if figure and figure[-1].value >= target:
        return Outlook(State.REACHED, pace=known)
    if known is None:
        return Outlook(State.NOT_ENOUGH)
    if known.slope <= 0:
        return Outlook(State.MOVING_AWAY if known.slope < 0 else State.STANDING_STILL, pace=known)
    day, earliest, latest = (_day(known.latest, target, slope) for slope in (known.slope, known.high, known.low))
    return Outlook(State.EXPECTED if day else State.BEYOND, day, earliest, latest, known)


def _day(latest: Point, target: Decimal, slope: Fraction) -> dt.date | None:
    if slope <= 0:
        return None
    days = math.ceil(Fraction(target - latest.value) / slope)
    return latest.day + dt.timedelta(days=days) if days <= HORIZON else None
