"""How far the member is from a goal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ssi_parser import Reading
from ssi_parser.reading import PILLARS, json_value

from ..aims.goals import Goal


@dataclass(frozen=True)
class Progress:
    """`distance` is the points that are missing, 0 or below once the goal is reached; None while that is unknown."""

    goal: Goal
    distance: Decimal | None

    @classmethod
    def of(cls, goal: Goal, reading: Reading | None) -> Progress:
        """The goal beside a reading; None stands for one that nothing can be held against."""
        value = reading.figure(figure_of(goal)) if reading else None
        return cls(goal, None if value is None else goal.target - value)

    @property
    def reached(self) -> bool | None:
        return None if self.distance is None else self.distance <= 0

    def to_dict(self) -> dict[str, Any]:
        return {
            "target": json_value(self.goal.target),
            "by": self.goal.by and self.goal.by.isoformat(),
            "distance": json_value(self.distance),
            "reached": self.reached,
        }


def figure_of(goal: Goal) -> str:
    """The dotted name of the figure that a goal is about; a floor is about the total.

    >>> [figure_of(Goal(figure, Decimal(20))) for figure in ("total", "floor", "brand")]
    ['total', 'total', 'pillars.brand']
    """
    return f"pillars.{goal.figure}" if goal.figure in PILLARS else "total"
