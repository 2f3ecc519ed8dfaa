"""Rows of the history as plain values: picked by date, thinned out by week or month, and figure by figure.

A row is what `series` gives and the API sends: a dict with `date`, `capture`, `total`, `score`, `pillars`, `industry`
and `network`. Rows stand in the order of their dates, at most one a date.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

Row = dict[str, Any]

EVERY: dict[str, Callable[[dt.date], Any]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
}
"""What a row stands for, and what tells one period from another. A week is ISO's."""


class Point(NamedTuple):
    """One figure on one day."""

    day: dt.date
    value: Decimal


def day_of(row: Row) -> dt.date:
    """The date of a row."""
    return dt.date.fromisoformat(row["date"])


def within(rows: Sequence[Row], since: dt.date, until: dt.date) -> list[Row]:
    """The rows from one date to another, both included."""
    first, last = since.isoformat(), until.isoformat()
    return [row for row in rows if first <= row["date"] <= last]


def last_of_each(rows: Sequence[Row], every: str) -> list[Row]:
    """The last row of each period, where `every` is a key of `EVERY`."""
    period = EVERY[every]
    return list({period(day_of(row)): row for row in rows}.values())


def row_at(rows: Sequence[Row], day: dt.date) -> Row | None:
    """The latest row on or before a date; None before the first."""
    number = bisect_right(rows, day.isoformat(), key=lambda row: row["date"])
    return rows[number - 1] if number else None


def figure(row: Row, name: str) -> Decimal | None:
    """A row's figure by its dotted name, exact to the thousandth; None where it is unknown.

    >>> row = {"total": 20, "pillars": {"brand": 13.118}, "network": {"rank": 81, "pillars": None}}
    >>> [figure(row, name) for name in ("total", "pillars.brand", "network.rank", "network.pillars.brand")]
    [Decimal('20'), Decimal('13.118'), Decimal('81'), None]
    """
    value: Any = row
    for part in name.split("."):
        value = None if value is None else value[part]
    return None if value is None else Decimal(str(value))


def points(rows: Sequence[Row], name: str) -> list[Point]:
    """The days on which a figure is known, with its value."""
    known = ((row, figure(row, name)) for row in rows)
    return [Point(day_of(row), value) for row, value in known if value is not None]


def exact_totals(rows: Sequence[Row]) -> list[Point]:
    """The exact score of each day where it is known, else the total; days that know neither are left out."""
    scores, totals = dict(points(rows, "score")), dict(points(rows, "total"))
    return [Point(day, value) for day, value in sorted((totals | scores).items())]
