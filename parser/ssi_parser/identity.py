"""Who the page says its member is: the words that name somebody, and the texts that stand around the content.

Names are looked for where pages put them (profile links, pictures, labels, the title, the data for scripts), and then
found again in the content in whatever spelling: accents, letter case, apostrophes and hyphens do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from . import words
from .numbers import clean, plain
from .source import Source, finder

_TEXTS = finder("//text()")
_INNER_TEXTS = finder(".//text()")
_PROFILE_LINKS = finder("//a[contains(@href, '/in/')]")

# Where pages name people.
_NAMING = tuple(
    map(
        finder,
        (
            "//img/@alt | //img/@title",
            "//@aria-label",
            "//*[not(self::img)]/@title",
            "//title/text()",
            "//meta[contains(@property, 'name') or @name='author']/@content",
        ),
    )
)
_DATA = finder("//code//text() | //code/comment() | //script/text()")

_NAMED_KEY = re.compile(r'"(?:\w{0,20}[nN]ame|publicIdentifier)\s{0,3}"\s{0,3}:\s{0,3}"((?:[^"\\]|\\.){1,100})"')
_SLUG = re.compile(r"/in/([^/?#]{1,100})")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_FULL_NAME = re.compile(r"^[^\W\d_][\w'’ʼ-]*(?:[ -][^\W\d_][\w'’ʼ-]*){1,4}$", re.MULTILINE)

_SHORTEST = 2


def names_on(source: Source) -> frozenset[str]:
    """Every word that names somebody on this page, in plain letters; the page's own vocabulary is left out."""
    return _names_in(_naming_texts(source))


def texts_around(root: HtmlElement, main: HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    """The texts outside the main content, and those of them that stand in it too: menus, notifications, the title."""
    everywhere, inside = Counter(map(str.strip, _TEXTS(root))), Counter(map(str.strip, _INNER_TEXTS(main)))
    around = frozenset(everywhere.keys() - inside.keys())
    both = frozenset(clean(text) for text, times in inside.items() if everywhere[text] > times and len(text) < 300)
    return around, frozenset(text for text in both if any(map(str.isalpha, text)))


def _naming_texts(source: Source) -> Iterator[str]:
    for texts in _NAMING:
        yield from (text[:200] for text in texts(source.root))
    for link in _PROFILE_LINKS(source.root):
        yield "".join(link.itertext())[:200]
        for slug in _SLUG.findall(link.get("href")):
            yield slug.replace("-", " ")
    for text in map(str, _DATA(source.root)):
        if 'ame"' in text or "publicIdentifier" in text:
            yield from (name.replace("-", " ") for name in _NAMED_KEY.findall(text))


def full_names(texts: frozenset[str]) -> frozenset[str]:
    """The words of those texts that look like a person's name: two to five words, each with a capital.

    >>> sorted(full_names(frozenset(["Ann Lee", "My network", "Item 7"])))
    ['ann', 'lee']
    """
    alike = _FULL_NAME.findall("\n".join(text for text in texts if len(text) <= 60))
    return _names_in(text for text in alike if _is_capitalised(text))


def _names_in(texts: Iterable[str]) -> frozenset[str]:
    found = {plain(part) for text in texts for word in _WORD.findall(clean(text)) for part in _parts(word)}
    return frozenset(name for name in found if len(name) >= _SHORTEST and not words.in_a_phrase(name))


def _is_capitalised(text: str) -> bool:
    return all(word[0].isupper() for word in _WORD.findall(text))


def _parts(word: str) -> list[str]:
    """A word and the parts of it that apostrophes set off: "O'Brien" is known as "Brien" too."""
    return [word, *(part for part in re.split(r"['’ʼ]", word) if len(part) > _SHORTEST)]
