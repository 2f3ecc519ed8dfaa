"""Who the page says its member is: the words that name somebody, and the texts that stand around the content.

Names are looked for where pages put them (profile links, pictures, labels, the title, the data for scripts), and then
found again in the content in whatever spelling: accents, letter case, apostrophes and hyphens do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from . import words
from .numbers import clean, plain
from .source import Source, finder, without

_INNER_TEXTS = finder(".//text()")
_TEXT = re.compile(rb">([^<>]{2,300})<")

# Attributes that describe a person's picture or menu, and what else of a tag may hold a name.
_ATTRIBUTES = (b"alt", b"title", b"aria-label")
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,300})")
_META = re.compile(rb"<meta\b[^>]{0,200}?(?:name|author)[^>]{0,200}?content\s{0,3}=\s{0,3}[\"']([^\"'>]{1,200})")
_PROFILE = b"/in/"
_SLUG = re.compile(rb"[^/?#\"'\s>]{1,100}")
_MARKUP = re.compile(rb"<[^>]{0,2000}>?")

_NAMED_KEY = re.compile(r'"(?:\w{0,20}[nN]ame|publicIdentifier)\s{0,3}"\s{0,3}:\s{0,3}"((?:[^"\\]|\\.){1,100})"')
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_KEY_MARKS = (b"ame", b"publicIdentifier")

_WORD = re.compile(r"[^\s\d,.;:!?()\[\]|/\"…]+")
_FULL_NAME = re.compile(r"^[^\W\d_][\w.'’ʼ-]*(?: [^\W\d_][\w.'’ʼ-]*){1,4}$", re.MULTILINE)
_HYPHEN = re.compile(r"[-\u2010-\u2015]")
_APOSTROPHE = re.compile(r"['’ʼ]")
_SHORTEST = 2
_MOST = 5_000
_LONGEST_HEAD = 20_000
_APART = b"\x1f"


def names_on(source: Source) -> frozenset[str]:
    """Every word that names somebody on this page, in plain letters; the page's own vocabulary is left out."""
    return _names_in(_naming_texts(source))


def full_names(texts: Iterable[str]) -> frozenset[str]:
    """The words of those texts that look like a person's name: two to five words, each with a capital.

    >>> sorted(full_names(["Ann Lee", "My network", "Item 7"]))
    ['ann', 'lee']
    """
    alike = _FULL_NAME.findall("\n".join(texts))
    return _names_in(text for text in alike if len(text) <= 60 and _is_capitalised(text))


def texts_around(source: Source, main: HtmlElement) -> tuple[list[str], frozenset[str]]:
    """The texts outside the main content, and those of them that stand in it too: menus, notifications, the title.

    What holds a number is left to the rules for words, so that no figure is taken out with it.
    """
    outside, _ = without(source.markup, b"main", unclosed=True)
    everywhere = Counter(map(str.strip, _texts_of(outside)))
    inside = Counter(map(str.strip, _INNER_TEXTS(main)))
    once = 0 if main.tag == "main" else 1
    around = [text for text, times in everywhere.items() if times > once * inside.get(text, 0)]
    both = frozenset(clean(text) for text in around if text in inside and not any(map(str.isdigit, text)))
    return around, frozenset(text for text in both if any(map(str.isalpha, text)))


def _texts_of(markup: bytes) -> list[str]:
    texts = _text(_APART.join(_TEXT.findall(markup))).split(_APART.decode())
    return texts + [part for title in _TITLE.findall(_head(markup)) for part in _text(title).split("|")]


def _naming_texts(source: Source) -> Iterator[str]:
    markup = source.markup
    for name in _ATTRIBUTES:
        if name + b"=" in markup:
            yield from map(_text, re.findall(name + rb"""=["']([^"'<>]{1,200})""", markup))
            yield from map(_text, re.findall(name + rb'="([^"<>]{1,200})', markup))
    head = _head(markup)
    yield from map(_text, _TITLE.findall(head))
    yield from map(_text, _META.findall(head))
    yield from _in_profile_links(markup)
    for blob in source.blobs:
        if any(mark in blob for mark in _KEY_MARKS):
            text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), _text(blob))
            yield from (name.replace("-", " ") for name in _NAMED_KEY.findall(text))


def _head(markup: bytes) -> bytes:
    end = markup.find(b"</head")
    return markup[: _LONGEST_HEAD if end < 0 else end]


def _in_profile_links(markup: bytes) -> Iterator[str]:
    """The name in the address of each profile, and the text of the link."""
    place = markup.find(_PROFILE)
    while place >= 0:
        slug = _SLUG.match(markup, place + len(_PROFILE))
        if slug:
            yield unquote(_text(slug[0])).replace("-", " ")
        opened = markup.find(b">", place)
        closed = markup.find(b"</a", place, place + 3000)
        if 0 <= opened < closed <= opened + 1000:
            yield _text(_MARKUP.sub(b"", markup[opened + 1 : closed]))
        place = markup.find(_PROFILE, place + 1)


def _text(markup: bytes) -> str:
    text = markup.replace(b"&amp;", b"&").decode("utf-8", "replace")
    return unescape(text) if "&" in text and ";" in text else text


def _names_in(texts: Iterable[str]) -> frozenset[str]:
    parts = (plain(part) for text in texts for word in _WORD.findall(clean(text)) for part in parts_of(word))
    found = set(islice(parts, _MOST))
    return frozenset(name for name in found if len(name) >= _SHORTEST and not words.in_a_phrase(name))


def _is_capitalised(text: str) -> bool:
    return all(word[0].isupper() for word in _WORD.findall(text))


def parts_of(word: str) -> list[str]:
    """A word and the parts of it that hyphens and apostrophes set off: "O'Brien-Lee" is "Brien" and "Lee" too.

    >>> parts_of("O'Brien-Lee")
    ["O'Brien-Lee", "O'Brien", 'Lee', 'Brien']
    """
    halves = _HYPHEN.split(word) if _HYPHEN.search(word) else []
    pieces = [part for half in halves or [word] for part in _APOSTROPHE.split(half) if len(part) > _SHORTEST]
    return list(dict.fromkeys([word, *halves, *pieces]))
