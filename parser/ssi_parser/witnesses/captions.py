"""The number in the middle of a donut: the member's total, a group's average ("34 out of 100")."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from .. import selectors
from ..content import Content
from ..layout import Layout
from ..numbers import Number, only_number, share_of
from ..reading import Sighting
from ..sections import Section

MAX_CAPTIONS = 20


def sightings(layout: Layout) -> Iterator[Sighting]:
    sections = {f"{kind}.average": section for kind, section in layout.groups.items()}
    if layout.own is not None:
        sections["total"] = layout.own
    for figure, section in sections.items():
        for tag, number in _captions(layout.content, section):
            yield Sighting(figure, number.value, layout.content.text(tag), "caption", tag)


def _captions(content: Content, section: Section) -> Iterator[tuple[Tag, Number]]:
    scores = content.within(content.classed(selectors.SCORE_CAPTION), section.span)[:MAX_CAPTIONS]
    pillars = [content.span(tag) for tag in content.named("progress", "li")]
    read = [
        (tag, only_number(content.text(tag)))
        for tag in scores
        if not any(content.place(tag) in pillar for pillar in pillars)
    ]
    if not read:
        captions = content.within(content.named("figcaption"), section.span)
        read = [(tag, share_of(100, content.text(tag))) for tag in captions]
    return ((tag, number) for tag, number in read if number)
