"""The sentences below a group's donut: average and industry, rank, change of rank since last week.

Where the language is known, the words tell which is which. Elsewhere the rank in the list tells the sentence that
repeats it, and the sentence before that one gives the average.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from .. import selectors, words
from ..layout import Layout
from ..numbers import Number, only_number
from ..reading import Sighting, Value
from ..text import blocks, path_to, text_of


def sightings(layout: Layout) -> Iterator[Sighting]:
    for block in blocks(layout.soup):
        yield from _told_anywhere(block)
    for kind, section in layout.groups.items():
        sentences = [block for block in blocks(section) if not _in_a_donut(block)]
        yield from _told_in_words(kind, sentences)
        yield from _told_by_form(layout.ranks[kind].rank if kind in layout.ranks else None, kind, sentences)


def _told_anywhere(block: Tag) -> Iterator[Sighting]:
    text = text_of(block)
    if told := words.average_told(text):
        kind, average = told
        yield _sighting(f"{kind}.average", average, block)
    if name := words.industry_name(text):
        yield _sighting("industry.name", name, block)


def _told_in_words(kind: str, sentences: list[Tag]) -> Iterator[Sighting]:
    for block in sentences:
        text = text_of(block)
        if (change := words.rank_change(text)) is not None:
            yield _sighting(f"{kind}.rank_change", change, block)
        elif (rank := words.rank_told(text)) is not None:
            yield _sighting(f"{kind}.rank", rank, block)


def _told_by_form(listed: Number | None, kind: str, sentences: list[Tag]) -> Iterator[Sighting]:
    unknown = [block for block in sentences if not _is_understood(text_of(block))]
    numbered = [(block, number) for block in unknown if (number := only_number(text_of(block)))]
    alike = [place for place, (_, number) in enumerate(numbered) if listed and number.value == listed.value]
    in_percent = [place for place in alike if numbered[place][1].percent]
    for place in in_percent[:1] or (alike if len(alike) == 1 else []):
        block, rank = numbered[place]
        yield _sighting(f"{kind}.rank", rank.value, block)
        before, average = numbered[place - 1]
        if place > 0 and not average.percent:
            yield _sighting(f"{kind}.average", average.value, before)


def _is_understood(text: str) -> bool:
    return bool(words.average_told(text) or words.rank_told(text) or words.rank_change(text) is not None)


def _in_a_donut(block: Tag) -> bool:
    return any(tag.css.match(selectors.DONUT) for tag in (block, *block.parents) if tag.name != "[document]")


def _sighting(figure: str, value: Value, block: Tag) -> Sighting:
    return Sighting(figure, value, text_of(block)[:200], "sentence", path_to(block))
