"""The hidden data table behind each donut: four pillars and "Remaining points", which is 100 less the shown number.

Nowhere else in the page's text do the groups' pillars stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

from .. import words
from ..layout import Layout
from ..numbers import Number, only_number
from ..reading import PILLARS, Sighting
from ..text import path_to, text_of

ROWS = (*PILLARS, "remaining")


@dataclass(frozen=True)
class Row:
    label: str
    cell: Tag
    number: Number


def sightings(layout: Layout) -> Iterator[Sighting]:
    if layout.own is not None:
        yield from _told_by(layout.own, "pillars.", "total")
    for kind, section in layout.groups.items():
        yield from _told_by(section, f"{kind}.pillars.", f"{kind}.average")


def _told_by(section: Tag, pillars: str, shown: str) -> Iterator[Sighting]:
    for table in [section] if section.name == "table" else section.find_all("table"):
        rows = list(_rows(table))
        for meaning, row in zip(_meanings(rows), rows, strict=True):
            raw, where = text_of(row.cell), path_to(row.cell)
            if meaning == "remaining":
                yield Sighting(shown, 100 - row.number.value, raw, "remaining_points", where)
            elif meaning:
                yield Sighting(pillars + meaning, row.number.value, raw, "table", where)


def _rows(table: Tag) -> Iterator[Row]:
    for row in table.find_all("tr"):
        cells = row.find_all(["th", "td"])
        number = only_number(text_of(cells[-1])) if len(cells) == 2 else None
        if number:
            yield Row(text_of(cells[0]), cells[-1], number)


def _meanings(rows: list[Row]) -> list[str | None]:
    """What each row is about: by its label, or by its place where all five are there and no label objects."""
    known = ["remaining" if words.names_remaining_points(row.label) else words.pillar_named(row.label) for row in rows]
    in_place = len(known) == len(ROWS) and all(name in (None, place) for name, place in zip(known, ROWS, strict=True))
    return list(ROWS) if in_place else known
