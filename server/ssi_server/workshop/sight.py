"""A page as a person would read it: its texts line by line, with what browsers draw or hide said in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

_NOT_READ = frozenset("head script style noscript template svg img iframe object input textarea select option".split())
_WITHIN_A_LINE = frozenset("a span strong b em i small label time output br button".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


def as_read(html: str) -> list[str]:
    """The lines of the page: blocks of text, rows of tables, bars with their values, and the embedded scores."""
    body = BeautifulSoup(html, "lxml").body
    return list(_lines(body)) if body else []


def _lines(tag: Tag) -> Iterator[str]:
    line: list[str] = []
    for child in tag.children:
        if _belongs_to_a_line(child):
            line.append(child.get_text())
            continue
        yield from _text("".join(line))
        line.clear()
        if isinstance(child, Tag):
            yield from _block(child)
    yield from _text("".join(line))


def _belongs_to_a_line(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return node.name in _WITHIN_A_LINE and not node.find(lambda inner: inner.name not in _WITHIN_A_LINE)
    return type(node) is NavigableString  # Comments and declarations are kinds of it.


def _block(tag: Tag) -> Iterator[str]:
    if tag.name in ("progress", "meter"):
        text = " ".join(tag.get_text(" ").split())
        yield f"[bar: {tag.get('value', 'no value')} of {tag.get('max', '?')}] {text}".rstrip()
    elif tag.name == "tr":
        yield "[row] " + " | ".join(" ".join(cell.get_text(" ").split()) for cell in tag.find_all(["th", "td"]))
    elif tag.name == "code":
        yield from _scores(tag.get_text())
    elif tag.name in _HEADINGS:
        yield ""
        yield from _text(tag.get_text(" "))
    elif tag.name not in _NOT_READ:
        yield from _lines(tag)


def _text(text: str) -> Iterator[str]:
    if joined := " ".join(text.split()):
        yield joined


def _scores(text: str) -> Iterator[str]:
    """The values of embedded JSON that holds scores, each with the keys that lead to it."""
    try:
        found = json.loads(text)
    except ValueError:
        return
    if isinstance(found, dict) and "memberScore" in found:
        yield from (f"[data] {path} = {value}" for path, value in _leaves("", found))


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(f"{path}.{key}".lstrip("."), inner)
    else:
        yield path, value
