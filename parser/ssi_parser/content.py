"""The scrubbed page, walked once: its elements in order, and its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from . import words
from .numbers import Number, clean, numbers_in
from .words import Said

_INLINE = frozenset(("span", "strong", "b", "em", "i", "small", "label", "time", "output", "br"))


@dataclass(frozen=True, eq=False)
class Block:
    """A run of text that reads as one sentence: an element with nothing but inline elements in it, or bare text."""

    tag: Tag
    text: str
    place: int

    @cached_property
    def numbers(self) -> list[Number]:
        return numbers_in(self.text)

    @property
    def only_number(self) -> Number | None:
        return self.numbers[0] if len(self.numbers) == 1 else None

    @cached_property
    def said(self) -> Said:
        """What the sentence says in a known language."""
        return words.said(self.text)

    @cached_property
    def group(self) -> str | None:
        """The group that the sentence names in a known language."""
        return self.said.group or words.group_named(self.text)


class Content:
    """Elements by name and class; an element's place is its position among all, in the order of the page."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.tags: list[Tag] = []
        self._places: dict[int, int] = {}
        self._parents: list[int | None] = []
        self._strings: list[tuple[int | None, str]] = []
        self._strings_before: list[int] = []
        self._named: dict[str, list[Tag]] = {}
        self._classed: dict[str, list[Tag]] = {}
        self._texts: dict[int, str] = {}
        for node in soup.descendants:
            parent = self._places.get(id(node.parent))
            if isinstance(node, Tag):
                self._add(node, parent)
            elif type(node) is NavigableString:  # Not what is derived from it: a comment, the document's type.
                self._strings.append((parent, node))
        self._strings_before.append(len(self._strings))
        self._ends = list(range(1, len(self.tags) + 1))
        for place in range(len(self.tags) - 1, 0, -1):
            if (parent := self._parents[place]) is not None:
                self._ends[parent] = max(self._ends[parent], self._ends[place])

    def _add(self, tag: Tag, parent: int | None) -> None:
        self._places[id(tag)] = len(self.tags)
        self._parents.append(parent)
        self._strings_before.append(len(self._strings))
        self.tags.append(tag)
        self._named.setdefault(tag.name, []).append(tag)
        for token in tag.attrs.get("class", ()):
            self._classed.setdefault(token, []).append(tag)

    def named(self, *names: str) -> list[Tag]:
        """The elements with one of these names, in the order of the page."""
        return self._in_order([self._named.get(name, []) for name in names])

    def classed(self, *classes: str) -> list[Tag]:
        """The elements with one of these classes, in the order of the page."""
        return self._in_order([self._classed.get(token, []) for token in classes])

    def place(self, tag: Tag) -> int:
        return self._places[id(tag)]

    def span(self, tag: Tag) -> range:
        """The places of an element and of everything in it."""
        place = self._places[id(tag)]
        return range(place, self._ends[place])

    def within(self, tags: Iterable[Tag], span: range) -> list[Tag]:
        """Those of the elements that lie in the span."""
        return [tag for tag in tags if self._places[id(tag)] in span]

    def parents(self, tag: Tag) -> Iterator[Tag]:
        """From the element's parent up to, but not including, the main content or the body."""
        for parent in tag.parents:
            if parent.name in ("main", "body", "html", "[document]"):
                return
            yield parent

    def text(self, tag: Tag) -> str:
        """The cleaned text of an element and all that is in it."""
        place = self._places[id(tag)]
        if place not in self._texts:
            self._texts[place] = clean(" ".join(self._strings_in(place)))
        return self._texts[place]

    def _strings_in(self, place: int) -> Iterator[str]:
        """What stands in an element. Up to where the next one begins there are strings of those around it as well."""
        first, last = self._strings_before[place], self._strings_before[self._ends[place]]
        return (string for parent, string in self._strings[first:last] if parent is not None and parent >= place)

    def outermost(self, tags: list[Tag]) -> list[Tag]:
        """Those that lie in none of the others."""
        found: list[Tag] = []
        for tag in tags:
            if not found or self.place(tag) not in self.span(found[-1]):
                found.append(tag)
        return found

    @cached_property
    def blocks(self) -> list[Block]:
        """Every sentence of the page, in order."""
        holds_block = [tag.name not in _INLINE for tag in self.tags]
        mixed = [False] * len(self.tags)
        for place in range(len(self.tags) - 1, 0, -1):
            parent = self._parents[place]
            if parent is not None and holds_block[place]:
                holds_block[parent] = mixed[parent] = True
        return list(self._blocks(mixed))

    def blocks_in(self, span: range) -> list[Block]:
        return [block for block in self.blocks if block.place in span]

    def _blocks(self, mixed: list[bool]) -> Iterator[Block]:
        bare: dict[int | None, list[str]] = {}
        for parent, string in self._strings:
            bare.setdefault(parent, []).append(string)
        for place, tag in enumerate(self.tags):
            parent = self._parents[place]
            if mixed[place]:
                for string in bare.get(place, ()):
                    if text := clean(string):
                        yield Block(tag, text, place)
            elif (parent is None or mixed[parent]) and (text := self.text(tag)):
                yield Block(tag, text, place)

    def _in_order(self, found: list[list[Tag]]) -> list[Tag]:
        if len(found) == 1:
            return found[0]
        together = {self.place(tag): tag for tags in found for tag in tags}
        return [together[place] for place in sorted(together)]
