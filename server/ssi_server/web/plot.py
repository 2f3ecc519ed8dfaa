"""Lines over time as paths of a picture that needs no scripts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from ..history import Point, Range, Rows, points, stretches
from .chart_data import longest_line


@dataclass(frozen=True)
class Plot:
    """The dates of a range from left to right, the values of `levels` from the bottom up.

    Where there was no capture for more than `longest` days, and where the industry became another, a line is broken.
    """

    WIDTH: ClassVar[int] = 960
    HEIGHT: ClassVar[int] = 130

    span: Range
    rows: Rows
    longest: int
    levels: range

    @classmethod
    def of(cls, span: Range, rows: Rows, figures: Sequence[str], step: int, rhythm: int) -> Plot:
        """A plot with room for these figures of the rows, and a level every so many points."""
        values = [point.value for figure in figures for point in points(rows, figure)]
        return cls(span, rows, longest_line(span.every, rhythm), levels_of(values, step))

    def x(self, day: dt.date) -> float:
        return round((day - self.span.since).days / max(self.span.dates - 1, 1) * self.WIDTH, 1)

    def y(self, value: float) -> float:
        bottom, top = self.levels[0], self.levels[-1]
        return round((top - value) / (top - bottom) * self.HEIGHT, 1)

    def line(self, figure: str) -> str:
        """The `d` of a path through a figure; empty where it is unknown throughout."""
        parts = stretches(self.rows) if figure.startswith("industry.") else [self.rows]
        return "".join(self.through(points(part, figure)) for part in parts)

    def through(self, known: Sequence[Point]) -> str:
        """The `d` of a path through these points, which stand in the order of their dates."""
        return "".join(self._pieces(known))

    def _pieces(self, known: Sequence[Point]) -> Iterator[str]:
        """A point alone is a line of no length, which round ends make a dot."""
        if known:
            yield f"M{self._place(known[0])}h0"
        for before, after in pairwise(known):
            apart = (after.day - before.day).days > self.longest
            yield f"M{self._place(after)}h0" if apart else f"L{self._place(after)}"

    def _place(self, point: Point) -> str:
        return f"{self.x(point.day)} {self.y(float(point.value))}"


def levels_of(values: Sequence[Decimal], step: int) -> range:
    """Levels every so many points, two at least, that have all of the values between them."""
    known = values or [Decimal()]
    bottom, top = math.floor(min(known) / step), math.ceil(max(known) / step)
    return range(bottom * step, max(top, bottom + 1) * step + 1, step)
