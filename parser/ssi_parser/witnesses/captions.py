"""The number in the middle of a donut: the member's total, a group's average ("34 out of 100")."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from .. import selectors
from ..layout import Layout
from ..numbers import Number, only_number, share_of
from ..reading import Sighting
from ..text import path_to, text_of


def sightings(layout: Layout) -> Iterator[Sighting]:
    sections = {f"{kind}.average": section for kind, section in layout.groups.items()}
    if layout.own is not None:
        sections["total"] = layout.own
    for figure, section in sections.items():
        for tag, number in _captions(section):
            yield Sighting(figure, number.value, text_of(tag), "caption", path_to(tag))


def _captions(section: Tag) -> Iterator[tuple[Tag, Number]]:
    scores = [tag for tag in section.select(selectors.SCORE_CAPTION) if not _belongs_to_a_pillar(tag)]
    read = [(tag, only_number(text_of(tag))) for tag in scores]
    if not read:
        read = [(tag, share_of(100, text_of(tag))) for tag in section.find_all("figcaption")]
    return ((tag, number) for tag, number in read if number)


def _belongs_to_a_pillar(tag: Tag) -> bool:
    return tag.find_parent([selectors.PILLAR_BAR, selectors.PILLAR_LINE]) is not None
