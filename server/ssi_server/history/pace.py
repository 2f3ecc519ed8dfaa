"""How fast a figure has moved of late: the Theil–Sen slope, which a few odd captures do not sway."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist

from .rows import Point

DAYS = 90
LEAST_POINTS = 5
LEAST_SPAN = 14

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True)
class Pace:
    """Points a day: the median of the slopes between every two captures, and the bounds it lies within (95 %).

    `latest` is the last of the captures that it was taken from, `captures` their number, `days` the days from the
    first to the last.
    """

    slope: Fraction
    low: Fraction
    high: Fraction
    latest: Point
    captures: int
    days: int


def pace(points: Sequence[Point], today: dt.date) -> Pace | None:
    """The pace over the last 90 dates, today included; None under five captures, or 14 days from first to last.

    Points stand in the order of their dates, at most one a date, so that no more than 4,005 slopes are taken.
    """
    recent = [point for point in points if today - dt.timedelta(days=DAYS) < point.day <= today]
    if len(recent) < LEAST_POINTS or (recent[-1].day - recent[0].day).days < LEAST_SPAN:
        return None
    slopes = sorted(_slopes(recent), key=float)
    low, high = _bounds(recent, len(slopes))
    return Pace(
        slope=(slopes[(len(slopes) - 1) // 2] + slopes[len(slopes) // 2]) / 2,
        low=slopes[low],
        high=slopes[high],
        latest=recent[-1],
        captures=len(recent),
        days=(recent[-1].day - recent[0].day).days,
    )


def _slopes(points: Iterable[Point]) -> Iterable[Fraction]:
    placed = [(point.day.toordinal(), int(point.value * 1000)) for point in points]
    return (Fraction(after - before, 1000 * (end - start)) for (start, before), (end, after) in combinations(placed, 2))


def _bounds(points: Sequence[Point], slopes: int) -> tuple[int, int]:
    """Places of the lower and the upper bound among the sorted slopes, after Sen (1968, section 2.6).

    Kendall's statistic has this variance where no two dates, but some values, are the same.
    """
    count = len(points)
    ties = Counter(point.value for point in points).values()
    variance = (_term(count) - sum(map(_term, ties))) / 18
    width = _Z * math.sqrt(variance)
    return max(round((slopes - width) / 2) - 1, 0), min(round((slopes + width) / 2), slopes - 1)


def _term(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
