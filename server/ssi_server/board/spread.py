"""How the totals of a team lie: their average, their middle, and how far they are apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median, quantiles

from ..history import EVERY, Rows, last_of_each, points

LEAST_FOR_QUARTILES = 4
"""Members below which a quarter of them is nobody."""


@dataclass(frozen=True)
class Spread:
    """Of so many members (`count`) the average, the median and the two quartiles, in points to 0.1, rounded half up.

    Quartiles lie between two members where they have to (the inclusive method), and are None under four members.
    """

    count: int
    average: Decimal
    median: Decimal
    low: Decimal | None
    high: Decimal | None

    @classmethod
    def of(cls, figures: Iterable[Decimal | int | None]) -> Spread | None:
        """Of the figures that are known; None where none is.

        >>> Spread.of([20, 30, None, 40, 70])
        Spread(count=4, average=Decimal('40.0'), median=Decimal('35.0'), low=Decimal('27.5'), high=Decimal('47.5'))
        """
        known = [Decimal(figure) for figure in figures if figure is not None]
        if not known:
            return None
        low, high = None, None
        if len(known) >= LEAST_FOR_QUARTILES:
            low, _middle, high = map(_tenths, quantiles(known, n=4, method="inclusive"))
        return cls(len(known), _tenths(mean(known)), _tenths(median(known)), low, high)


@dataclass(frozen=True)
class Period:
    """A day, week or month, told by the date of the last capture in it, and the spread of those who captured in it."""

    day: dt.date
    spread: Spread


def over_time(days: Iterable[Rows], every: str) -> Sequence[Period]:
    """The spread of the totals in each period, where `every` is a key of `EVERY`; the oldest first.

    Each member counts with their last capture of the period. Who has none in it, or none that tells the total, does
    not count: nobody knows what their figures were.
    """
    totals = defaultdict(list)
    for theirs in days:
        for day, total in points(last_of_each(theirs, every), "total"):
            totals[EVERY[every](day)].append((day, total))
    periods = []
    for _period, together in sorted(totals.items()):
        spread = Spread.of(total for _day, total in together)
        if spread:
            periods.append(Period(max(day for day, _total in together), spread))
    return periods


def _tenths(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.1"), ROUND_HALF_UP)
