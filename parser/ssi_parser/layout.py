"""Which part of the page speaks of whom: the member, the industry, the network.

Three donut charts stand on the page. Around each lies its section: the largest element that reaches no other donut and
no rank list. The member's section has the pillar bars, or the member's pillars in its table. The groups' sections are
told apart by what they say; their order counts only on a page that holds nothing but tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bs4 import Tag

from . import kinship, selectors, words
from .content import Content
from .errors import TooComplex
from .numbers import Number, only_number
from .pillars import Pillars
from .reading import COMPARED
from .sections import Section

Item = TypeVar("Item")

MAX_DONUTS = 40
MAX_BARS = 40
MAX_ENTRIES = 10
MAX_LISTS = 40


@dataclass(frozen=True)
class RankEntry:
    """One line of the rank list: its label, the element that holds the rank, and the rank if it is one number."""

    label: str
    element: Tag
    rank: Number | None


class Layout:
    """The page's parts, each found once, when first asked for."""

    def __init__(self, content: Content) -> None:
        self.content = content

    @cached_property
    def bars(self) -> list[Tag]:
        """The progress bars that count to 25. Raises TooComplex beyond MAX_BARS."""
        found = [bar for bar in self.content.named("progress") if bar.get("max") in (None, "25", "25.0")]
        if len(found) > MAX_BARS:
            raise TooComplex(f"The page holds more than {MAX_BARS} bars.")
        return found

    @cached_property
    def pillars(self) -> Pillars:
        """The pillar lines and the rows of the data tables."""
        return Pillars(self.content, self.bars, self.own, in_context=bool(self._sections or self._rank_entries))

    @cached_property
    def own(self) -> Section | None:
        """The member's own section: marked as such, or the one that is left when the others are named."""
        found = [section for section in self._sections if self._is_own(section)] or self._bare_tables[:1]
        if not found and not self.bars and {section.named for section in self._sections} == {*COMPARED, None}:
            found = [section for section in self._sections if not (section.named or section.is_group)]
            found = [section for section in found if not section.tells_rank]
        return found[0] if len(found) == 1 else None

    @cached_property
    def groups(self) -> dict[str, Section]:
        """The sections of `industry` and `network`, as far as they can be told apart."""
        if self._bare_tables:
            return dict(zip(COMPARED, self._bare_tables[1:], strict=True))
        others = [section for section in self._sections if section is not self.own and section.named != "team"]
        others = [section for section in others if section.is_group] or others
        if len(others) > len(COMPARED):
            others = [section for section in others if section.named or section.tells_rank]
        return tell_apart(others, lambda section: section.named, self._ranked_alike(others), self._kin(others))

    @cached_property
    def ranks(self) -> dict[str, RankEntry]:
        """The entries of the rank list by group: as their labels say, else in the page's order."""
        named = [words.group_named(entry.label) for entry in self._rank_entries]
        entries = [entry for entry, name in zip(self._rank_entries, named, strict=True) if name != "team"]
        if len(entries) == len(COMPARED) and not any(named):
            return dict(zip(COMPARED, entries, strict=True))
        return tell_apart(entries, lambda entry: words.group_named(entry.label))

    @cached_property
    def _rank_entries(self) -> list[RankEntry]:
        marked = self.content.classed(selectors.RANK_LIST)
        lists = marked or self.content.named("dl")
        if len(lists) > MAX_LISTS:
            return []
        read = [(entries, rank_list) for rank_list in lists if (entries := self._entries(rank_list))]
        sure = [entries for entries, rank_list in read if marked or self._looks_like_ranks(entries, rank_list)]
        # A page may hold its content twice; lists that say different things say nothing.
        found = {tuple((entry.label, entry.rank) for entry in entries): entries for entries in sure}
        return next(iter(found.values())) if len(found) == 1 else []

    def _looks_like_ranks(self, entries: list[RankEntry], rank_list: Tag) -> bool:
        """Whether a list without the known class shows percents, names the groups, or is repeated elsewhere."""
        if all(entry.rank and entry.rank.percent for entry in entries):
            return True
        if all(words.group_named(entry.label) for entry in entries):
            return True
        span = self.content.span(rank_list)
        elsewhere = {n.value for block in self.content.blocks if block.place not in span for n in block.numbers}
        return all(entry.rank and entry.rank.value in elsewhere for entry in entries)

    def _entries(self, rank_list: Tag) -> list[RankEntry]:
        """Each label with the score that follows it before the next label."""
        span, content = self.content.span(rank_list), self.content
        labels = content.within(content.named("dt") or content.classed(selectors.RANK_LABEL), span)
        scores = content.within(content.named("dd") or content.classed(selectors.RANK_SCORE), span)
        if not 0 < len(labels) <= MAX_ENTRIES:
            return []
        ends = [content.place(label) for label in labels[1:]] + [span.stop]
        found = []
        for label, end in zip(labels, ends, strict=True):
            following = content.within(scores, range(content.place(label), end))
            if len(following) == 1:
                number = only_number(content.text(following[0]))
                found.append(RankEntry(content.text(label), following[0], number))
        return found

    @cached_property
    def _sections(self) -> list[Section]:
        content = self.content
        marked = content.classed(selectors.OWN_SECTION[1], selectors.GROUP_SECTION[1])
        donuts = {content.place(tag): tag for tag in (*content.named("figure", "table"), *marked)}
        in_order = [donuts[place] for place in sorted(donuts)]
        holding = [tag for tag in content.outermost(in_order) if any(map(str.isdigit, content.text(tag)))]
        if len(holding) > MAX_DONUTS:
            raise TooComplex(f"The page holds more than {MAX_DONUTS} charts.")
        sections = [self._section_around(donut, holding) for donut in holding]
        # A page may hold its content twice; what says the same is the same.
        return list({self._said_in(section): section for section in reversed(sections)}.values())[::-1]

    def _section_around(self, donut: Tag, donuts: list[Tag]) -> Section:
        content = self.content
        beyond = [content.place(other) for other in donuts if other is not donut]
        beyond += [content.place(entry.element) for entry in self._rank_entries]
        around = donut
        for parent in content.parents(donut):
            if any(place in content.span(parent) for place in beyond):
                break
            around = parent
        span, inside = content.span(around), content.span(donut)
        blocks = content.blocks_in(span)
        sentences = [block for block in blocks if block.place not in inside]
        shown = [block for block in blocks if block.place in inside and block.tag.name not in ("th", "td")]
        captions = frozenset(number.value for block in shown for number in block.numbers)
        is_group = bool(content.within(content.classed(*selectors.GROUP_SECTION), span))
        return Section(span, inside, is_group, sentences, captions)

    def _said_in(self, section: Section) -> str:
        return self.content.text(self.content.tags[section.span.start])

    def _is_own(self, section: Section) -> bool:
        """The own section shows no number beside its donut and its pillar lines; a group's tells a rank."""
        content = self.content
        if content.within(content.classed(*selectors.OWN_SECTION), section.span):
            return True
        if section.is_group or section.named or not content.within(self.bars, section.span):
            return False
        lines = [content.span(line) for line in self._lines]
        beside = (block for block in section.sentences if block.numbers)
        return all(any(block.place in line for line in lines) for block in beside)

    @cached_property
    def _lines(self) -> list[Tag]:
        return Pillars(self.content, self.bars, None, in_context=False).lines_around_bars

    @cached_property
    def _bare_tables(self) -> list[Section]:
        """The three sections of a page that holds nothing but data tables: own, industry, network, in this order."""
        if self.bars or self._rank_entries or any(s.is_group or s.named for s in self._sections):
            return []
        spans = [self.content.span(table) for table in self.content.named("table")]
        if any(block.numbers and not any(block.place in span for span in spans) for block in self.content.blocks):
            return []
        tables = Pillars(self.content, [], None, in_context=False)
        found = [section for section in self._sections if tables.makes_a_hundred(section)]
        return found if len(found) == 1 + len(COMPARED) else []

    def _ranked_alike(self, sections: list[Section]) -> Callable[[Section], str | None]:
        """Tells two sections apart by the ranks of the list, if each of them repeats another one, and only that."""
        ranks = {kind: entry.rank.value for kind, entry in self.ranks.items() if entry.rank}
        told = {id(section): {kind for kind, rank in ranks.items() if rank in section.told} for section in sections}
        sure = len(sections) == 2 and set(map(len, told.values())) == {1} and len(set.union(*told.values())) == 2
        return lambda section: next(iter(told[id(section)])) if sure else None

    def _kin(self, sections: list[Section]) -> Callable[[Section], str | None]:
        """Tells sections apart by words that they share with one label of the rank list and not with the other."""
        straight = None
        if len(sections) == len(self.ranks) == len(COMPARED):
            industry, network = (self.ranks[kind].label for kind in COMPARED)
            straight = kinship.pairs_up(industry, network, sections[0].text, sections[1].text)
        order = {True: COMPARED, False: COMPARED[::-1], None: (None, None)}[straight]
        return lambda section: order[sections.index(section)] if section in sections[:2] else None


def tell_apart(items: Sequence[Item], *evidence: Callable[[Item], str | None]) -> dict[str, Item]:
    """Which item is the industry's, which the network's: each by the first evidence that says something of it.

    Knowing one is not knowing the other, which may be a team's. Where two items are the same, nothing is known.

    >>> tell_apart(["in", "red"], {"in": "industry"}.get), tell_apart(["a"], {}.get, {"a": "network"}.get)
    ({'industry': 'in'}, {'network': 'a'})
    >>> tell_apart(["a", "b"], lambda item: "industry")
    {}
    """
    kinds = [next((kind for told_by in evidence if (kind := told_by(item))), None) for item in items]
    found = {kind: item for kind, item in zip(kinds, items, strict=True) if kind in COMPARED}
    return found if len(found) == sum(kind in COMPARED for kind in kinds) else {}
