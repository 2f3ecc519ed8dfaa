"""What a figure did around a day, such as that of a note: what happened, not what caused it."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .rows import Point

DAYS = 14


@dataclass(frozen=True)
class Move:
    """A figure from one capture to a later one."""

    first: Point
    last: Point

    @property
    def points(self) -> Decimal:
        return self.last.value - self.first.value

    @property
    def days(self) -> int:
        return (self.last.day - self.first.day).days


@dataclass(frozen=True)
class Around:
    """How a figure moved in the 14 dates before a day, and in the 14 from it on; None where captures are lacking.

    `ends` is the last of the dates that count as after: until it has passed, `after` can still change.
    """

    before: Move | None
    after: Move | None
    ends: dt.date


def around(points: Sequence[Point], day: dt.date) -> Around:
    """What the points, in the order of their dates, tell of the time around a day.

    A span begins with the last capture before its dates, and ends with the last one on them. None is taken that is
    older than 14 dates, so that no capture is both beginning and end.
    """
    two_weeks = dt.timedelta(days=DAYS)
    yesterday, ends = day - dt.timedelta(days=1), day + two_weeks - dt.timedelta(days=1)
    earlier, base, later = (_last(points, until) for until in (yesterday - two_weeks, yesterday, ends))
    return Around(_move(earlier, base), _move(base, later), ends)


def _last(points: Sequence[Point], until: dt.date) -> Point | None:
    """The last point on the 14 dates that end with this one."""
    number = bisect_right(points, until, key=lambda point: point.day)
    found = points[number - 1] if number else None
    return found if found and (until - found.day).days < DAYS else None


def _move(first: Point | None, last: Point | None) -> Move | None:
    return Move(first, last) if first and last else None
