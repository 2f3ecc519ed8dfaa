"""The sentences below a group's donut: average and industry, rank, change of rank since last week.

Where the language is known, the words tell which is which. Elsewhere the rank in the list tells the sentence that
repeats it, and the sentence before that one gives the average.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..content import Block
from ..layout import Layout
from ..numbers import Number
from ..reading import Sighting, Value


def sightings(layout: Layout) -> Iterator[Sighting]:
    for block in layout.content.blocks:
        if block.said.average is not None:
            yield _sighting(f"{block.said.group}.average", block.said.average, block)
        if block.said.name:
            yield _sighting("industry.name", block.said.name, block)
    for kind, section in layout.groups.items():
        listed = layout.ranks[kind].rank if kind in layout.ranks else None
        yield from _told_in_words(kind, section.sentences)
        yield from _told_by_form(kind, section.sentences, listed)


def _told_in_words(kind: str, sentences: list[Block]) -> Iterator[Sighting]:
    for block in sentences:
        if block.said.rank is not None:
            yield _sighting(f"{kind}.rank", block.said.rank, block)
        if block.said.rank_change is not None:
            yield _sighting(f"{kind}.rank_change", block.said.rank_change, block)


def _told_by_form(kind: str, sentences: list[Block], listed: Number | None) -> Iterator[Sighting]:
    numbered = [(block, number) for block in sentences if (number := block.only_number) and not block.said.anything]
    alike = [place for place, (_, number) in enumerate(numbered) if listed and number.value == listed.value]
    in_percent = [place for place in alike if numbered[place][1].percent]
    for place in in_percent[:1] or (alike if len(alike) == 1 else []):
        block, rank = numbered[place]
        yield _sighting(f"{kind}.rank", rank.value, block)
        before, average = numbered[place - 1]
        if place > 0 and not average.percent:
            yield _sighting(f"{kind}.average", average.value, before)


def _sighting(figure: str, value: Value, block: Block) -> Sighting:
    return Sighting(figure, value, block.text[:200], "sentence", block.tag)
