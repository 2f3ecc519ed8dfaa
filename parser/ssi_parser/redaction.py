"""What of a text may be kept: words and the numbers of scores. Anything else is taken out, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from . import words
from .identity import parts_of
from .numbers import clean, plain
from .words import HIDDEN

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\s\d,.;:!?()\[\]|/\"…]+")
_SHORTEST_GLUED = 4
_MOST_WITHIN = 200

# What no word and no score looks like; each alternative is bounded, so that the look takes linear time.
_FOREIGN = re.compile(
    r"[@=\\{}\[\]<>_~^`|]{1,3}[^\s|]"  # addresses, assignments, code
    r"|:[/\w█]|%[0-9A-Fa-f]{2}[A-Za-z%]"  # schemes, URNs, escapes
    r"|[^\W\d_]\.[^\W\d_]"  # domains
    r"|/[^\s/]{0,200}/|^/"  # paths
    r"|\d{4}(?<![.,٫]\d{4})(?<![.,٫]\d{5})(?<![.,٫]\d{6})(?<![.,٫]\d{7})(?<![.,٫]\d{8})(?<![.,٫]\d{9})"  # ids
    r"|\((?:at|dot)\)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?=[A-Za-z-]{0,40}\d)(?=[\d-]{0,40}[A-Za-z])[A-Za-z\d-]{6,}")
_FIGURE = re.compile(r"[^\w%٪]{0,3}[+−-]?[%٪]?\d{1,3}(?:[.,٫]\d{1,20})?[%٪]?[^\w%٪]{0,3}")
_LONE_FIGURE = re.compile(r"(?<![\w.,])(?:[%٪]\s?)?\d{1,3}(?:[.,٫]\d{1,20})?(?![.,]?\w)(?:\s?[%٪])?")
_TELEPHONE = re.compile(
    r"(?<![\d.,])(?!\d{1,3}[.,]\d+(?![\d.,-]))(?:\+\s?)?\(?\d(?:[\s().,/-]{0,3}\d){6,40}", re.IGNORECASE
)
_LONGEST_WORD = 60


def redactor(names: frozenset[str], around: frozenset[str]) -> Callable[[str], str]:
    """A function that takes out of a text of the content what does not belong to the score.

    `names` are words in plain letters, `around` whole texts that stand outside the content as well.
    """
    # Where words are not set apart by blanks, a name may stand within a longer run of letters.
    within = tuple(name for name in names if not name.isascii() or len(name) >= _SHORTEST_GLUED)[:_MOST_WITHIN]
    judged: dict[str, str] = {}

    def judge(token: str) -> str:
        if _FIGURE.fullmatch(token):
            return token
        if _is_foreign(token) or (names and _names_somebody(token, names, within)):
            return HIDDEN
        return token

    def keep_word(match: re.Match[str]) -> str:
        token = match[0]
        if token not in judged:
            judged[token] = judge(token)
        return judged[token]

    def keep_text(text: str) -> str:
        if not text or text.isspace():
            return text
        if around and (cleaned := clean(text)) in around and not words.known(cleaned):
            return HIDDEN
        return _TOKEN.sub(keep_word, _TELEPHONE.sub(HIDDEN, text))

    return keep_text


def figures_alone(text: str) -> str:
    """The scores of a text, without its words.

    >>> figures_alone("Dear Ann, 12.5 of 25 points, top 9 %; call 555-0143 or 4815162342")
    '12.5 | 25 | 9 %'
    """
    if not any(map(str.isdigit, text)):
        return " " if text else ""
    kept = _TELEPHONE.sub(" ", text)
    return " | ".join(match[0] for match in _LONE_FIGURE.finditer(clean(kept)))


@lru_cache(maxsize=1024)  # The same few hundred words stand on every page.
def _is_foreign(token: str) -> bool:
    return len(token) > _LONGEST_WORD or bool(_FOREIGN.search(token) or _MIXED.search(token))


def _names_somebody(token: str, names: frozenset[str], within: tuple[str, ...]) -> bool:
    if not names.isdisjoint(_spellings(token)):
        return True
    return not token.isascii() and any(name in plain(token) for name in within)


@lru_cache(maxsize=1024)
def _spellings(token: str) -> frozenset[str]:
    """The token, and every word and part of a word in it, in plain letters."""
    parts = (plain(part) for word in _WORD.findall(clean(token)) for part in parts_of(word))
    return frozenset((plain(token), *parts))
