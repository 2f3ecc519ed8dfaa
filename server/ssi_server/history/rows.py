"""Rows of the history: picked by date, thinned out by week or month, and figure by figure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, overload

from .row import PLACES, THOUSANDTHS, Row, exact, json_points, row_of

EVERY: dict[str, Callable[[dt.date], Any]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
}
"""What a row stands for, and what tells one period from another. A week is ISO's."""


class Rows(Sequence[Row]):
    """Rows in the order of their dates, at most one a date unless they are in doubt.

    Each is made when it is asked for: of ten years of them a page shows a few, and draws some figures of the others.
    """

    def __init__(self, captures: Sequence[Sequence[Any]] = ()) -> None:
        """Of captures as the columns of `captures_read`."""
        self._captures = captures

    def __len__(self) -> int:
        return len(self._captures)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> Row | Rows:
        found = self._captures[place]
        return Rows(found) if isinstance(place, slice) else row_of(found)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented  # Python asks the other

    __hash__ = None  # type: ignore[assignment]  # as of a list

    @property
    def days(self) -> list[dt.date]:
        """The date of each."""
        return self.column("date")

    def column(self, name: str) -> list[Any]:
        """A figure by its dotted name in each of the rows, as JSON has it; None where it is unknown."""
        place = PLACES[name]
        values = [capture[place] for capture in self._captures]
        return [*map(json_points, values)] if name in THOUSANDTHS else values

    def at(self, places: Iterable[int]) -> Rows:
        """Those at these places alone."""
        return Rows([self._captures[place] for place in places])


class Point(NamedTuple):
    """One figure on one day."""

    day: dt.date
    value: Decimal


def within(rows: Rows, since: dt.date, until: dt.date) -> Rows:
    """The rows from one date to another, both included."""
    days = rows.days
    return rows[bisect_left(days, since) : bisect_right(days, until)]


def last_of_each(rows: Rows, every: str) -> Rows:
    """The last row of each period, where `every` is a key of `EVERY`."""
    period = EVERY[every]
    return rows.at({period(day): place for place, day in enumerate(rows.days)}.values())


def row_at(rows: Rows, day: dt.date) -> Row | None:
    """The latest row on or before a date; None before the first."""
    number = bisect_right(rows.days, day)
    return rows[number - 1] if number else None


def points(rows: Rows, name: str) -> list[Point]:
    """The days on which a figure is known, with its value."""
    return _known(rows.days, rows.column(name))


def exact_totals(rows: Rows) -> list[Point]:
    """The exact score of each day where it is known, else the total; days that know neither are left out."""
    both = zip(rows.column("score"), rows.column("total"), strict=True)
    return _known(rows.days, [total if score is None else score for score, total in both])


def _known(days: Sequence[dt.date], values: Sequence[float | None]) -> list[Point]:
    return [Point(day, exact(value)) for day, value in zip(days, values, strict=True) if value is not None]
