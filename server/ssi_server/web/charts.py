"""The charts over time: which there are, the lines of each, and the levels drawn across them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from ssi_parser.reading import PILLARS

from ..aims.goals import Goal, Goals
from ..aims.preferences import Preferences
from ..aims.references import REFERENCES
from .formats import number, short_date
from .labels import figure_label, pillar_label

SMOOTH = "smooth"
"""The name of the moving average, which no page shows."""


@dataclass(frozen=True)
class Line:
    """`figure` is its name in the data and, with hyphens, its class in the style sheet; `symbol` one of the library's.

    `on` is whether it is drawn before anybody asks for it.
    """

    figure: str
    label: str
    symbol: str
    on: bool = True


@dataclass(frozen=True)
class Level:
    """A value that is drawn across a chart: a goal, the floor, or the average of others. `look` is its class."""

    figure: str
    label: str
    value: Decimal
    look: str


@dataclass(frozen=True)
class Chart:
    """`axis` is `score` (of 100), `pillar` (of 25) or `rank` (percent from the top), and names the chart as well."""

    axis: str
    title: str
    about: str
    lines: tuple[Line, ...]
    levels: tuple[Level, ...] = ()

    @property
    def stackable(self) -> bool:
        """Whether the lines are parts of one whole."""
        return self.axis == "pillar"


def charts(goals: Goals, preferences: Preferences) -> tuple[Chart, ...]:
    """The three charts in the order of the page, in the language in force."""
    return (
        Chart(
            "score",
            _("Total and exact score"),
            _("Out of 100, with the averages of your industry and network."),
            (
                Line("total", figure_label("total"), "circle"),
                Line("score", figure_label("score"), "diamond"),
                Line("industry.average", figure_label("industry.average"), "rect"),
                Line("network.average", figure_label("network.average"), "triangle"),
                Line(SMOOTH, _("Mean of 28 days"), "none", on=False),
            ),
            (*_goal_of_total(goals), *_references(preferences)),
        ),
        Chart("pillar", _("Pillars"), _("Out of 25 each."), _pillar_lines(), tuple(_goals_of_pillars(goals))),
        Chart(
            "rank",
            _("Ranks"),
            _("Where you stand, in percent from the top: 1 is best, and up is better."),
            (
                Line("industry.rank", figure_label("industry.rank"), "rect"),
                Line("network.rank", figure_label("network.rank"), "triangle"),
            ),
        ),
    )


def _pillar_lines() -> tuple[Line, ...]:
    symbols = ("circle", "rect", "triangle", "diamond")
    return tuple(
        Line(f"pillars.{pillar}", pillar_label(pillar), symbol) for pillar, symbol in zip(PILLARS, symbols, strict=True)
    )


def _goal_of_total(goals: Goals) -> Iterator[Level]:
    if goal := goals.get("total"):
        yield Level("goal", _goal_words(_("Goal"), goal), goal.target, "goal")
    if floor := goals.get("floor"):
        yield Level("floor", _("Floor: %(points)s", points=number(floor.target)), floor.target, "floor")


def _goals_of_pillars(goals: Goals) -> Iterator[Level]:
    for pillar in PILLARS:
        if goal := goals.get(pillar):
            label = _goal_words(_("Goal for %(pillar)s", pillar=pillar_label(pillar)), goal)
            yield Level(f"goal.{pillar}", label, goal.target, f"goal-{pillar}")


def _goal_words(whose: str, goal: Goal) -> str:
    points = number(goal.target)
    if goal.by is None:
        return str(_("%(goal)s: %(points)s", goal=whose, points=points))
    return str(_("%(goal)s: %(points)s by %(day)s", goal=whose, points=points, day=short_date(goal.by)))


def _references(preferences: Preferences) -> Iterator[Level]:
    """Those that are switched on, each with where it comes from, and the member's own."""
    for one in REFERENCES:
        if one.key in preferences.references:
            source = _("%(source)s, %(year)s", source=one.source, year=one.year)
            words = _("%(place)s: %(points)s (%(source)s)", place=one.place, points=one.average, source=source)
            yield Level(f"reference.{one.key}", words, Decimal(one.average), "reference")
    for place, own in enumerate(preferences.own_references):
        words = _("%(label)s: %(points)s", label=own.label, points=own.average)
        yield Level(f"own_reference.{place}", words, Decimal(own.average), "reference")
