"""The lines of a board: each member's totals in small, and how those of the team lie over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from flask_babel import gettext as _

from ..board import Board
from ..board.spread import Period
from ..history import Point, Rows, points
from ..history.rhythm import WANTED
from .chart_data import longest_line
from .plot import Plot, levels_of

_STEP = 10


@dataclass(frozen=True)
class Spark(Plot):
    """A plot that fits into a cell."""

    WIDTH: ClassVar[int] = 120
    HEIGHT: ClassVar[int] = 28


@dataclass(frozen=True)
class Course:
    """The totals of one member: the `d` of a path, and the first and the last of so many (`count`)."""

    line: str
    first: Point
    last: Point
    count: int


@dataclass(frozen=True)
class Line:
    """A line through the team's history: its class in the style sheet, its name, and the `d` of its path."""

    look: str
    label: str
    path: str


def courses(board: Board) -> dict[int, Course]:
    """By person the course of the totals in the board's range, all on the same scale; none where none is known."""
    of_each = {member.person_id: points(member.days, "total") for member in board.members}
    levels = levels_of([point.value for known in of_each.values() for point in known], _STEP)
    spark = Spark(board.range, Rows(), longest_line("day", WANTED), levels)
    return {
        person_id: Course(spark.through(known), known[0], known[-1], len(known))
        for person_id, known in of_each.items()
        if known
    }


def spread_plot(board: Board, periods: Sequence[Period]) -> tuple[Plot, list[Line]]:
    """Where the lines are drawn, and the lines themselves; one without a known point has an empty path."""
    series: dict[tuple[str, str], list[tuple[dt.date, Decimal | None]]] = {
        ("average", _("Average")): [(each.day, each.spread.average) for each in periods],
        ("median", _("Median")): [(each.day, each.spread.median) for each in periods],
        ("quartile", _("Lower quartile")): [(each.day, each.spread.low) for each in periods],
        ("quartile", _("Upper quartile")): [(each.day, each.spread.high) for each in periods],
    }
    known = {name: [Point(day, value) for day, value in each if value is not None] for name, each in series.items()}
    floor = Decimal(board.team.floor)
    levels = levels_of([floor, *(point.value for each in known.values() for point in each)], _STEP)
    plot = Plot(board.range, Rows(), longest_line(board.range.every, WANTED), levels)
    lines = [Line(look, label, plot.through(each)) for (look, label), each in known.items()]
    level = f"M0 {plot.y(board.team.floor)}H{plot.WIDTH}"
    return plot, [*lines, Line("floor", _("Floor"), level)]
