"""The little that depends on language: what known phrases of the page mean.

The phrases stand in `words.toml` with the evidence for each. A text in a language that is not there
simply means nothing here; what a phrase would have told is then missing, or known from elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from importlib.resources import files

from .numbers import clean, numbers_in
from .reading import COMPARED, PILLARS

_HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
_LONGEST = 500  # No sentence of the page is longer; a text beyond it is not worth matching.


def pillar_named(text: str) -> str | None:
    """The one pillar that the text names.

    >>> pillar_named("12.275 | Find the right people"), pillar_named("Hogy vagy?")
    ('people', None)
    """
    return _only(PILLARS, text)


def group_named(text: str) -> str | None:
    """`industry` or `network`, where the text names exactly one of them.

    >>> group_named("Industry SSI rank"), group_named("People in your network have an average SSI of 33.")
    ('industry', 'network')
    """
    averages = {
        kind for kind in COMPARED if any(p.search(clean(text)[:_LONGEST]) for p in _PATTERNS[f"{kind}_average"])
    }
    return averages.pop() if len(averages) == 1 else _only(COMPARED, text)


def names_remaining_points(text: str) -> bool:
    """Whether the text is the label of what is left to 100."""
    return _says("remaining", text)


def industry_name(text: str) -> str | None:
    """The industry's name out of the sentence about its average.

    >>> industry_name("Sales professionals in the Fishing, Farming & Co industry have an average SSI of 31.")
    'Fishing, Farming & Co'
    """
    match = _match("industry_average", text)
    return match["name"] if match and _HIDDEN not in match["name"] else None


def average_told(text: str) -> tuple[str, Decimal] | None:
    """The group and the average of a sentence such as "People in your network have an average SSI of 33."."""
    for kind in COMPARED:
        if match := _match(f"{kind}_average", text):
            return kind, numbers_in(match["n"])[0].value
    return None


def rank_told(text: str) -> Decimal | None:
    """The rank of a sentence such as "You rank in the top 75%"."""
    match = _match("rank", text)
    return numbers_in(match["n"])[0].value if match else None


def rank_change(text: str) -> int | None:
    """The change of a rank since last week: positive for "Up", zero for "No change".

    >>> rank_change("Up 1% since last week"), rank_change("No change since last week"), rank_change("Noussut")
    (1, 0, None)
    """
    if _match("rank_unchanged", text):
        return 0
    for phrase, sign in (("rank_up", 1), ("rank_down", -1)):
        if match := _match(phrase, text):
            return sign * int(numbers_in(match["n"])[0].value)
    return None


def known(text: str) -> bool:
    """Whether the text is one of the page's own phrases."""
    return any(_says(meaning, text) or _match(meaning, text) for meaning in _WORDS)


def in_a_phrase(word: str) -> bool:
    """Whether some phrase of the page holds this word: then it cannot be told from a person's name."""
    return word.casefold() in _VOCABULARY


def _only(meanings: tuple[str, ...], text: str) -> str | None:
    said = [meaning for meaning in meanings if _says(meaning, text)]
    return said[0] if len(said) == 1 else None


def _says(meaning: str, text: str) -> bool:
    squeezed = _squeeze(text[:_LONGEST])
    return any(phrase in squeezed for phrase in _PHRASES[meaning])


def _match(meaning: str, text: str) -> re.Match[str] | None:
    cleaned = clean(text)[:_LONGEST]
    return next((match for pattern in _PATTERNS[meaning] if (match := pattern.search(cleaned))), None)


def _squeeze(text: str) -> str:
    return clean(text).casefold().replace(" ", "")


def _pattern(phrase: str) -> re.Pattern[str]:
    escaped = re.escape(clean(phrase)).replace(r"\ ", r"\s*")
    escaped = escaped.replace(r"\{n\}", r"(?P<n>\d{1,3})").replace(r"\{name\}", r"(?P<name>\S.{0,120}?)")
    return re.compile(escaped.replace("%", r"\s?%"), re.IGNORECASE)


def _load() -> dict[str, list[str]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return {meaning: [phrase for phrases in grades.values() for phrase in phrases] for meaning, grades in table.items()}


_WORDS = _load()
_PHRASES = {meaning: [_squeeze(phrase) for phrase in phrases] for meaning, phrases in _WORDS.items()}
_PATTERNS = {meaning: [_pattern(phrase) for phrase in phrases] for meaning, phrases in _WORDS.items()}
_VOCABULARY = {
    word.casefold() for phrases in _WORDS.values() for phrase in phrases for word in re.findall(r"\w+", phrase)
}
