"""The bars of the four pillars, and the visible line beside each.

A pillar's points stand there three times: raw in the bar's `value`, as the text inside the bar ("13.118 out of 25",
which no browser renders), and in the line ("13.118 | Establish your professional brand").
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from .. import selectors, words
from ..layout import Layout
from ..numbers import attribute_number, only_number, share_of
from ..reading import PILLARS, Sighting
from ..text import path_to, text_of


def sightings(layout: Layout) -> Iterator[Sighting]:
    lines = [_line_around(bar) for bar in layout.bars] or _lines_without_bars(layout)
    for pillar, line in zip(_pillars_of(lines), lines, strict=True):
        if pillar:
            yield from _told_by(f"pillars.{pillar}", line)


def _told_by(figure: str, line: Tag) -> Iterator[Sighting]:
    bar = line if line.name == selectors.PILLAR_BAR else line.find(selectors.PILLAR_BAR)
    if isinstance(bar, Tag):
        raw = bar.get("value")
        value = attribute_number(raw if isinstance(raw, str) else None)
        if value is not None:
            yield Sighting(figure, value, str(raw), "bar", path_to(bar))
        if number := share_of(25, text_of(bar)):
            yield Sighting(figure, number.value, text_of(bar), "bar_text", path_to(bar))
    for strong in line.find_all("strong"):
        if number := only_number(text_of(strong)):
            yield Sighting(figure, number.value, text_of(strong), "pillar_line", path_to(strong))


def _pillars_of(lines: list[Tag]) -> list[str | None]:
    """Each line's pillar: by the bar's id, else its label, else its place where all four are there and none objects."""
    known = [_pillar_by_id(line) or words.pillar_named(text_of(line)) for line in lines]
    in_place = len(known) == len(PILLARS) and all(
        name in (None, pillar) for name, pillar in zip(known, PILLARS, strict=True)
    )
    return list(PILLARS) if in_place else known


def _pillar_by_id(line: Tag) -> str | None:
    bars = [line, *line.find_all(selectors.PILLAR_BAR)]
    named = {pillar for bar in bars if (pillar := selectors.PILLAR_BAR_IDS.get(str(bar.get("id"))))}
    return named.pop() if len(named) == 1 else None


def _line_around(bar: Tag) -> Tag:
    line = bar
    for parent in bar.parents:
        if line.name == selectors.PILLAR_LINE or len(parent.find_all(selectors.PILLAR_BAR, limit=2)) > 1:
            break
        line = parent
    return line


def _lines_without_bars(layout: Layout) -> list[Tag]:
    labels = layout.soup.select(selectors.PILLAR_LABEL)
    lines = [line for label in labels if isinstance(line := label.find_parent(selectors.PILLAR_LINE), Tag)]
    return lines if len({id(line) for line in lines}) == len(lines) else []
