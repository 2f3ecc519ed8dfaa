"""Whether two texts speak of the same thing, in a language that nobody here knows.

The page names each group twice: in the rank list and in the group's own section. The words are inflected
("Toimialan SSI-sijoitus", "Toimialasi ammattilaiset"), but they begin alike; where words are not set apart by
blanks, they share pairs of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4
_INFLECTED_AT_THE_END = "\u0530"  # Latin, Greek and Cyrillic lie below; beyond, any pair of letters counts.


def pairs_up(one: str, other: str, first: str, second: str) -> bool | None:
    """True if `one` is kin to `first` and `other` to `second`, False the other way round, None if neither or both.

    >>> pairs_up("Toimialan SSI-sijoitus", "Verkoston SSI-sijoitus", "Toimialasi väki", "Verkostosi väki")
    True
    >>> pairs_up("業界SSIランク", "ネットワークSSIランク", "あなたのネットワーク", "あなたの業界")
    False
    >>> pairs_up("abc", "def", "Something", "else") is None
    True
    """
    labels = _apart(_marks(one), _marks(other))
    texts = _apart(_marks(first), _marks(second))
    straight = labels[0] & texts[0] or labels[1] & texts[1]
    crossed = labels[0] & texts[1] or labels[1] & texts[0]
    return None if bool(straight) == bool(crossed) else bool(straight)


def _apart(one: set[str], other: set[str]) -> tuple[set[str], set[str]]:
    return one - other, other - one


def _marks(text: str) -> set[str]:
    return {mark for word in _WORD.findall(text.casefold()) for mark in _of(word)}


def _of(word: str) -> Iterable[str]:
    if word[0] < _INFLECTED_AT_THE_END:
        return [word[:_STEM]] if len(word) >= _STEM else []
    return [word[start : start + 2] for start in range(len(word) - 1)]
