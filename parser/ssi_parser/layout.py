"""Which part of the page speaks of whom: the member, the industry, the network.

Three donut charts stand on the page. Around each lies its section: the largest element that reaches no other
donut and no rank list. The member's section has the pillar bars; the others are told apart by what they say,
and by their order only where nothing else speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bs4 import BeautifulSoup, Tag

from . import selectors, words
from .numbers import Number, numbers_in, only_number
from .reading import COMPARED
from .text import blocks, text_of

Item = TypeVar("Item")


@dataclass(frozen=True)
class RankEntry:
    """One line of the rank list: its label, the element that holds the rank, and the rank if it is one number."""

    label: str
    element: Tag
    rank: Number | None


class Layout:
    """The page's parts, each found once, when first asked for."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.soup = soup

    @cached_property
    def own(self) -> Tag | None:
        """The member's own section."""
        marked = [section for section in self._sections if self._is_own(section)]
        if not marked and len(self._sections) == 3 and not any(map(_is_group, self._sections)):
            return self._sections[0]  # Three bare tables: their order is all that is known of them.
        return marked[0] if len(marked) == 1 else None

    @cached_property
    def groups(self) -> dict[str, Tag]:
        """The sections of `industry` and `network`, as far as they can be told apart."""
        others = [section for section in self._sections if section is not self.own]
        ordered = self.own is not None or all(map(_is_group, others))
        return tell_apart(others, _named_in_section, self._ranked_like, by_order=ordered)

    @cached_property
    def ranks(self) -> dict[str, RankEntry]:
        """The entries of the rank list by group, as far as they can be told apart."""
        return tell_apart(self._rank_entries, lambda entry: words.group_named(entry.label), by_order=True)

    @cached_property
    def bars(self) -> list[Tag]:
        """The progress bars of the member's pillars."""
        return [bar for bar in self.soup.select(selectors.PILLAR_BAR) if bar.get("max") in (None, "25", "25.0")]

    @cached_property
    def _rank_entries(self) -> list[RankEntry]:
        pairs = [
            (label, label.find_next_sibling(selectors.RANK_SCORE))
            for label in self.soup.select(f"{selectors.RANK_LIST} {selectors.RANK_LABEL}")
        ]
        return [
            RankEntry(text_of(label), score, only_number(text_of(score)))
            for label, score in pairs
            if isinstance(score, Tag)
        ]

    @cached_property
    def _sections(self) -> list[Tag]:
        found = [donut for donut in self.soup.select(selectors.DONUT) if numbers_in(text_of(donut))]
        inner = {id(tag) for donut in found for tag in donut.find_all(True)}
        donuts = [donut for donut in found if id(donut) not in inner]
        return [self._section_around(donut, donuts) for donut in donuts]

    def _section_around(self, donut: Tag, donuts: list[Tag]) -> Tag:
        neighbours = [other for other in donuts if other is not donut] + self.soup.select(selectors.RANK_LIST)
        beyond = {id(parent) for neighbour in neighbours for parent in neighbour.parents}
        section = donut
        for parent in donut.parents:
            if id(parent) in beyond or parent.name in ("main", "body"):
                break
            section = parent
        return section

    def _is_own(self, section: Tag) -> bool:
        if section.css.match(selectors.OWN_SECTION) or section.select_one(selectors.OWN_SECTION):
            return True
        has_bars = any(section in bar.parents for bar in self.bars)
        return has_bars and not _is_group(section) and _named_in_section(section) is None

    def _ranked_like(self, section: Tag) -> str | None:
        """The group whose rank in the list is told in this section, where the two ranks differ."""
        told = {number.value for block in blocks(section) for number in numbers_in(text_of(block)) if number.percent}
        ranks = {kind: entry.rank.value for kind, entry in self.ranks.items() if entry.rank}
        alike = [kind for kind, rank in ranks.items() if rank in told]
        return alike[0] if len(ranks) == len(COMPARED) and len(alike) == 1 else None


def tell_apart(items: Sequence[Item], *evidence: Callable[[Item], str | None], by_order: bool) -> dict[str, Item]:
    """Which item is the industry's, which the network's, by the first evidence that says something.

    Of two items, knowing one is knowing the other. Evidence that contradicts itself ends the search: nothing is known.

    >>> tell_apart(["red", "in"], {"in": "industry"}.get, by_order=True)
    {'network': 'red', 'industry': 'in'}
    >>> tell_apart(["a", "b"], {}.get, by_order=True), tell_apart(["a", "b"], {}.get, by_order=False)
    ({'industry': 'a', 'network': 'b'}, {})
    >>> tell_apart(["a", "b"], lambda item: "industry", by_order=True), tell_apart(["a"], {}.get, by_order=True)
    ({}, {})
    """
    pair = len(items) == len(COMPARED)
    for told_by in evidence:
        kinds = [told_by(item) for item in items]
        known = [kind for kind in kinds if kind]
        if len(set(known)) < len(known):
            return {}
        if pair and len(known) == 1:
            other = COMPARED[1 - COMPARED.index(known[0])]
            kinds = [kind or other for kind in kinds]
        if known:
            return {kind: item for kind, item in zip(kinds, items, strict=True) if kind}
    return dict(zip(COMPARED, items, strict=True)) if pair and by_order else {}


def _is_group(section: Tag) -> bool:
    return bool(section.css.match(selectors.GROUP_SECTION) or section.select_one(selectors.GROUP_SECTION))


def _named_in_section(section: Tag) -> str | None:
    named = {kind for block in blocks(section) if (kind := words.group_named(text_of(block)))}
    return named.pop() if len(named) == 1 else None
