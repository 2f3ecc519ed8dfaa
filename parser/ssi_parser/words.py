"""The little that depends on language: what known phrases of the page mean.

The phrases stand in `words.toml` with the evidence for each. A text in a language that is not there
simply means nothing here; what a phrase would have told is then missing, or known from elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from .numbers import clean, plain
from .reading import COMPARED, PILLARS

HIDDEN = "\N{FULL BLOCK}"
"""Stands where something was taken out of a text."""
_LONGEST = 500  # No sentence of the page is longer; a text beyond it is not worth matching.


def pillar_named(text: str) -> str | None:
    """The one pillar that the text names.

    >>> pillar_named("12.275 | Find the right people"), pillar_named("Hogy vagy?")
    ('people', None)
    """
    return _only(PILLARS, text)


def group_named(text: str) -> str | None:
    """`industry`, `network` or `team`, where the text names exactly one of them.

    >>> group_named("Industry SSI rank"), group_named("People in your network have an average SSI of 33.")
    ('industry', 'network')
    """
    return said(text).group or _only((*COMPARED, "team"), text)


def names_remaining_points(text: str) -> bool:
    """Whether the text is the label of what is left to 100."""
    return _says("remaining", text)


@dataclass(frozen=True)
class Said:
    """What a sentence about a group says: which group and its average, the industry's name, the rank, its change."""

    group: str | None = None
    average: Decimal | None = None
    name: str | None = None
    rank: Decimal | None = None
    rank_change: int | None = None

    @property
    def anything(self) -> bool:
        return self != _NOTHING


_NOTHING = Said()


@lru_cache(maxsize=1024)  # Its sentences hold a rank or an average at most, and so recur on other members' pages.
def said(text: str) -> Said:
    """What a sentence says in one of the known languages.

    >>> said("Sales professionals in the Fishing, Farming & Co industry have an average SSI of 31.").name
    'Fishing, Farming & Co'
    >>> said("You rank in the top 75%").rank, said("People in your network have an average SSI of 33.").average
    (Decimal('75'), Decimal('33'))
    >>> said("Up 1% since last week").rank_change, said("No change since last week").rank_change, said("Noussut")
    (1, 0, Said(group=None, average=None, name=None, rank=None, rank_change=None))
    """
    if _match("rank_unchanged", text):
        return Said(rank_change=0)
    if not any(map(str.isdigit, text)):
        return _NOTHING
    for kind in COMPARED:
        if match := _match(f"{kind}_average", text):
            name = match.groupdict().get("name")
            return Said(kind, Decimal(match["n"]), name if name and HIDDEN not in name else None)
    if match := _match("rank", text):
        return Said(rank=Decimal(match["n"]))
    for phrase, sign in (("rank_up", 1), ("rank_down", -1)):
        if match := _match(phrase, text):
            return Said(rank_change=sign * int(match["n"]))
    return _NOTHING


def known(text: str) -> bool:
    """Whether the text is one of the page's own phrases."""
    return any(_says(meaning, text) for meaning in _WORDS) or said(text).anything


def in_a_phrase(word: str) -> bool:
    """Whether a phrase of the page holds this word, in plain letters: then it cannot be told from a person's name."""
    return word in _VOCABULARY


def _only(meanings: tuple[str, ...], text: str) -> str | None:
    said = [meaning for meaning in meanings if _says(meaning, text)]
    return said[0] if len(said) == 1 else None


def _says(meaning: str, text: str) -> bool:
    squeezed = squeeze(text)
    return any(phrase in squeezed for phrase in _PHRASES[meaning])


def _match(meaning: str, text: str) -> re.Match[str] | None:
    squeezed = squeeze(text)
    for literals, pattern in _PATTERNS[meaning]:
        if all(literal in squeezed for literal in literals) and (match := pattern.search(clean(text)[:_LONGEST])):
            return match
    return None


@lru_cache(maxsize=256)  # A page's texts are asked after several times, and labels recur on every page.
def squeeze(text: str) -> str:
    return clean(text[:_LONGEST]).casefold().replace(" ", "")


def _pattern(phrase: str) -> tuple[list[str], re.Pattern[str]]:
    """What a text must hold for the phrase to be in it at all, and the phrase as a pattern."""
    literals = [squeeze(part) for part in re.split(r"\{n\}%?|\{name\}", phrase) if part]
    escaped = re.escape(clean(phrase)).replace(r"\ ", r"\s*")
    for mark, meant in ((r"\{n\}%", rf"[%٪]?\s?{_NUMBER}\s?[%٪]?"), (r"\{n\}", _NUMBER), (r"\{name\}", _NAME)):
        escaped = escaped.replace(mark, meant)
    return literals, re.compile(escaped, re.IGNORECASE)


def _load() -> dict[str, list[str]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return {meaning: [phrase for phrases in grades.values() for phrase in phrases] for meaning, grades in table.items()}


_NUMBER = r"(?P<n>\d{1,3})(?![.,٫]?\d)"
_NAME = r"(?P<name>\S.{0,120}?)"
_WORDS = _load()
_PHRASES = {meaning: [squeeze(phrase) for phrase in phrases] for meaning, phrases in _WORDS.items()}
_PATTERNS = {meaning: [_pattern(phrase) for phrase in phrases] for meaning, phrases in _WORDS.items()}
_VOCABULARY = {
    plain(word) for phrases in _WORDS.values() for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase)
}
