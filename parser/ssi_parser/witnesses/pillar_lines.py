"""The four pillar lines, each with a bar.

A pillar's points stand there three times: raw in the bar's `value`, as the text inside the bar ("13.118 out of 25",
which no browser renders), and in the line ("13.118 | Establish your professional brand").
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from ..content import Content
from ..layout import Layout
from ..numbers import attribute_number, only_number, share_of
from ..reading import Sighting


def sightings(layout: Layout) -> Iterator[Sighting]:
    for pillar, line in layout.pillars.lines:
        yield from _told_by(layout.content, f"pillars.{pillar}", line)


def _told_by(content: Content, figure: str, line: Tag) -> Iterator[Sighting]:
    span = content.span(line)
    for bar in content.within(content.named("progress"), span):
        raw = str(bar.get("value"))
        value = attribute_number(raw)
        if value is not None:
            yield Sighting(figure, value, raw, "bar", bar)
        text = content.text(bar)
        if number := share_of(25, text):
            yield Sighting(figure, number.value, text, "bar_text", bar)
    for strong in content.within(content.named("strong"), span):
        text = content.text(strong)
        if number := only_number(text):
            yield Sighting(figure, number.value, text, "pillar_line", strong)
