"""Which line, and which row of a data table, speaks of which pillar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bs4 import Tag

from . import selectors, words
from .content import Content
from .errors import TooComplex
from .numbers import Number, only_number
from .reading import PILLARS
from .sections import Section

MAX_ROWS = 20
MAX_TABLES = 40
_ROUNDING = Decimal("0.52")
ROWS = (*PILLARS, "remaining")
"""What the rows of a data table are about, in the page's order."""


@dataclass(frozen=True)
class Row:
    """One row of a data table: label, the cell with the number, the number."""

    label: str
    cell: Tag
    number: Number


class Pillars:
    """The pillar lines and the data tables of a page, with the labels that it teaches.

    A label in an unknown language becomes known as soon as the page shows it where its meaning is certain: in a table
    with all its rows, whose order never changes, or beside a bar with its id.
    """

    def __init__(self, content: Content, bars: list[Tag], own: Section | None, *, in_context: bool) -> None:
        self._content, self._bars, self._own, self._in_context = content, bars, own, in_context

    @cached_property
    def lines_around_bars(self) -> list[Tag]:
        return [self._line_around(bar) for bar in self._bars]

    @cached_property
    def lines(self) -> list[tuple[str, Tag]]:
        """Each pillar with the element that holds its bar, its number and its label."""
        lines = self.lines_around_bars or self._lines_without_bars()
        known = [self._pillar_of(line) for line in lines]
        in_place = self._in_context and _fits(known, PILLARS) and self._stand_together(lines)
        named = list(PILLARS) if in_place else known
        return [(pillar, line) for pillar, line in zip(named, lines, strict=True) if pillar]

    def rows(self, section: Section) -> Iterator[tuple[str, Row]]:
        """Each meaning (a pillar, or `remaining`) with its row, for every data table of a section."""
        for table in self._content.within(self._content.named("table"), section.span):
            rows = self._rows_of(table)
            known = [self._meaning_of(row) for row in rows]
            meanings = list(ROWS) if _fits(known, ROWS) else known
            yield from ((meaning, row) for meaning, row in zip(meanings, rows, strict=True) if meaning)

    def makes_a_hundred(self, section: Section) -> bool:
        """Whether a table of the section has all its rows, and these make 100 but for rounding."""
        tables = self._content.within(self._content.named("table"), section.span)
        complete = [rows for rows in map(self._rows_of, tables) if len(rows) == len(ROWS)]
        return any(abs(sum((row.number.value for row in rows), Decimal(-100))) <= _ROUNDING for rows in complete)

    @cached_property
    def _taught(self) -> dict[str, str]:
        taught: dict[str, str] = {}
        tables = self._content.named("table")
        if len(tables) > MAX_TABLES:
            raise TooComplex(f"The page holds more than {MAX_TABLES} tables.")
        for table in tables:
            rows = self._rows_of(table)
            distinct = len({row.label for row in rows if row.label}) == len(ROWS)
            if distinct and _fits([_named(row.label) for row in rows], ROWS):
                taught |= {row.label: meaning for row, meaning in zip(rows, ROWS, strict=True)}
        return taught

    def _meaning_of(self, row: Row) -> str | None:
        return _named(row.label) or self._taught.get(row.label)

    def _pillar_of(self, line: Tag) -> str | None:
        bars = self._content.within(self._bars, self._content.span(line))
        ids = {str(bar.get("id")) for bar in bars}
        by_id = {pillar for name, pillar in selectors.PILLAR_BARS.items() if name in ids}
        if len(by_id) == 1:
            return by_id.pop()
        text = self._content.text(line)
        taught = {meaning for label, meaning in self._taught.items() if label and label in text}
        return words.pillar_named(text) or (taught.pop() if len(taught) == 1 else None)

    def _rows_of(self, table: Tag) -> list[Row]:
        content, found = self._content, []
        cells = content.within(content.named("th", "td"), content.span(table))
        rows = content.within(content.named("tr"), content.span(table))
        for row in rows if len(rows) <= MAX_ROWS else []:
            in_row = content.within(cells, content.span(row))
            number = only_number(content.text(in_row[-1])) if len(in_row) == 2 else None
            if number:
                found.append(Row(content.text(in_row[0]), in_row[-1], number))
        return found

    def _line_around(self, bar: Tag) -> Tag:
        line = bar
        for parent in self._content.parents(bar):
            if line.name == "li" or len(self._content.within(self._bars, self._content.span(parent))) > 1:
                break
            line = parent
        return line

    def _lines_without_bars(self) -> list[Tag]:
        labels = self._content.classed(selectors.PILLAR_LABEL)
        lines = [line for label in labels if isinstance(line := label.find_parent("li"), Tag)]
        if not lines and self._own is not None:
            lines = self._content.within(self._content.named("li"), self._own.span)
        return lines if len({id(line) for line in lines}) == len(lines) else []

    def _stand_together(self, lines: list[Tag]) -> bool:
        """Whether one list holds these lines and nothing else of weight, so that their order means something."""
        places = [self._content.place(line) for line in lines]
        holder = next(
            (parent for parent in self._content.parents(lines[0]) if places[-1] in self._content.span(parent)), None
        )
        depths = {len(list(line.parents)) for line in lines}
        return (
            holder is not None
            and len(depths) == 1
            and (self._own is None or self._own.donut.start not in self._content.span(holder))
        )


def _fits(known: list[str | None], order: tuple[str, ...]) -> bool:
    """Whether all are there, and none of those that are known stands in another's place."""
    return len(known) == len(order) and all(name in (None, place) for name, place in zip(known, order, strict=True))


def _named(label: str) -> str | None:
    return "remaining" if words.names_remaining_points(label) else words.pillar_named(label)
