"""Goals: a target for the total and for each pillar, with or without a date, and a floor under the total."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ssi_parser.reading import PILLARS

from .. import models

MOST = {"total": 100, **dict.fromkeys(PILLARS, 25), "floor": 100}
"""The figures that a goal may be set for, and the most that each can reach; `floor` is the total's lower bound."""

WHOLE = frozenset(("total", "floor"))
"""Those of them that LinkedIn shows as whole numbers."""


@dataclass(frozen=True)
class Goal:
    """`target` in points, to 0.001; `by` is the day on which it should be reached; a floor has none."""

    figure: str
    target: Decimal
    by: dt.date | None = None


Goals = dict[str, Goal]


def goals_of(session: Session, person_id: int) -> Goals:
    """The person's goals by figure, in the order of `MOST`."""
    rows = session.scalars(select(models.Goal).where(models.Goal.person_id == person_id))
    found = {row.figure: Goal(row.figure, row.target, row.by) for row in rows}
    return {figure: found[figure] for figure in MOST if figure in found}


def set_goals(session: Session, person_id: int, goals: Iterable[Goal]) -> None:
    """These, and no others."""
    session.execute(delete(models.Goal).where(models.Goal.person_id == person_id))
    session.add_all(
        models.Goal(person_id=person_id, figure=goal.figure, target=goal.target, by=goal.by) for goal in goals
    )
