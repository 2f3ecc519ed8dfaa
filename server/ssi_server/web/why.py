"""The notes of a range, each with what its figure did before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..history import Around, Point, Rows, around, exact_totals, points
from ..models import Note


@dataclass(frozen=True)
class Noted:
    """`figure` is a pillar, or `total` for a note on all of it; `is_over` whether its 14 days after have passed."""

    note: Note
    figure: str
    around: Around
    is_over: bool


def explained(notes: Sequence[Note], rows: Rows, today: dt.date) -> list[Noted]:
    """The notes as they come, told from the rows by day."""
    told: dict[str, list[Point]] = {}
    found = []
    for note in notes:
        figure = note.pillar or "total"
        if figure not in told:
            told[figure] = points(rows, f"pillars.{figure}") if note.pillar else exact_totals(rows)
        here = around(told[figure], note.day)
        found.append(Noted(note, figure, here, here.ends < today))
    return found
