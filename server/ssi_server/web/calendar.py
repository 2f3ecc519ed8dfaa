"""The calendar of captures: a year at most, week by week as squares, and month by month in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from ..history import calendar

WEEKS = 53
SIDE = 12
"""Units from one square to the next."""


@dataclass(frozen=True)
class Square:
    """A date's place in the picture, and how many captures it has."""

    day: dt.date
    x: int
    y: int
    captures: int


@dataclass(frozen=True)
class Month:
    """The first date of a month, `x` where it begins in the picture, and its dates with a capture."""

    first: dt.date
    x: int
    days: int


@dataclass(frozen=True)
class Calendar:
    squares: list[Square]
    months: list[Month]
    width: int

    @classmethod
    def of(cls, days: Mapping[dt.date, int], since: dt.date, until: dt.date) -> Calendar:
        """The dates of a range, the last 53 weeks of it if it is longer."""
        monday = until - dt.timedelta(days=until.weekday() + 7 * (WEEKS - 1))
        weeks = calendar(days, max(since, monday), until)
        squares = [
            Square(cell[0], column * SIDE, row * SIDE, cell[1])
            for column, week in enumerate(weeks)
            for row, cell in enumerate(week)
            if cell
        ]
        return cls(squares, _months(squares), len(weeks) * SIDE)


def _months(squares: list[Square]) -> list[Month]:
    months = [list(together) for _month, together in groupby(squares, lambda square: square.day.replace(day=1))]
    return [Month(month[0].day, month[0].x, sum(square.captures > 0 for square in month)) for month in months]
