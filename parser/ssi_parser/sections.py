"""A part of the page that speaks of one donut: the member's, or a group's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from .content import Block


@dataclass(frozen=True, eq=False)
class Section:
    """The part of the page around one donut: all its places, those of the donut, and the numbers in its captions."""

    span: range
    donut: range
    is_group: bool
    sentences: list[Block]
    captions: frozenset[Decimal]

    @cached_property
    def named(self) -> str | None:
        """The group that the sentences name, in a known language."""
        named = {sentence.group for sentence in self.sentences if sentence.group}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def told(self) -> frozenset[Decimal]:
        """The numbers of sentences that may be ranks: those in percent, else all but the average."""
        numbers = [number for sentence in self.sentences if (number := sentence.only_number)]
        percents = [number for number in numbers if number.percent]
        plain = [number for number in numbers if number.value not in self.captions]
        return frozenset(number.value for number in percents or plain)

    @property
    def tells_rank(self) -> bool:
        return any(number.percent for sentence in self.sentences for number in sentence.numbers)

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)
