"""The same as the charts in tables: what happened on which day, the newest first, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..history import Row, Rows
from ..models import Note

PER_PAGE = 60


@dataclass
class Entry:
    """One line of a table: a capture, with the notes of its day, or the notes of a day for which no capture is shown.

    The capture's row is the one at a place among others. `doubtful` is whether it is in doubt, and so counts for
    nothing.
    """

    day: dt.date
    rows: Rows | None = None
    place: int = 0
    doubtful: bool = False
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def row(self) -> Row | None:
        return None if self.rows is None else self.rows[self.place]


@dataclass(frozen=True)
class Page:
    """Some of the entries; pages count from 1."""

    entries: Sequence[Entry]
    number: int
    pages: int


def entries_of(shown: Rows, doubtful: Rows, noted: Iterable[Note]) -> list[Entry]:
    """The newest first; on the same day the capture that counts comes before those in doubt."""
    counted = {day: Entry(day, shown, place) for place, day in enumerate(shown.days)}
    suspects = [Entry(day, doubtful, place, doubtful=True) for place, day in enumerate(doubtful.days)]
    for note in noted:
        counted.setdefault(note.day, Entry(note.day)).notes.append(note)
    return sorted([*counted.values(), *suspects], key=lambda entry: (entry.day, not entry.doubtful), reverse=True)


def page_of(entries: Sequence[Entry], asked: str | None) -> Page:
    """The page with that number; the first if there is none, the last if it lies beyond.

    >>> page_of([], "7"), page_of([], "seven").number
    (Page(entries=[], number=1, pages=1), 1)
    """
    pages = max(-(-len(entries) // PER_PAGE), 1)
    number = min(max(int(asked), 1), pages) if asked and asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return Page(entries[(number - 1) * PER_PAGE : number * PER_PAGE], number, pages)
