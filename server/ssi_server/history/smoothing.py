"""A calmer line through the points of one figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from .rows import Point

DAYS = 28
LEAST = 3
"""Captures below which a mean would show one of them rather than their middle."""


def moving_average(points: Sequence[Point], days: int = DAYS) -> list[Decimal | None]:
    """For each point the mean of those on its date and the dates before it, so many dates in all.

    Rounded half up to 0.001; None where fewer than three points fall on those dates. Points stand in the order of
    their dates.
    """
    averages: list[Decimal | None] = []
    first, total = 0, Decimal()
    for number, point in enumerate(points):
        total += point.value
        while points[first].day <= point.day - dt.timedelta(days=days):
            total -= points[first].value
            first += 1
        averages.append(_mean(total, number - first + 1))
    return averages


def _mean(total: Decimal, count: int) -> Decimal | None:
    return None if count < LEAST else (total / count).quantize(Decimal("0.001"), ROUND_HALF_UP)
