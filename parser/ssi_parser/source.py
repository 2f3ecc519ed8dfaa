"""From bytes to a tree: decoding, and the bounds beyond which no tree is built.

libxml2 takes quadratic time in the attributes of one tag, so they are counted before it sees the page; and it leaves
out what is nested too deep, which its log tells.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from .errors import NotRendered, TooComplex

MAX_BYTES = 64 * 1024 * 1024
MAX_ATTRIBUTES = 1_000
MAX_SEPARATORS = 40_000

_SEPARATORS = b" \n\t\r\f/\"'"

# Comments and scripts are passed over whole; of each tag the attributes are taken. Every repetition is possessive or
# runs to a fixed end, so that the look takes linear time whatever the page holds.
_TAG = re.compile(
    rb"""<!--(?!-?>)(?:.*?-->|.*)|<(?:script|style)\b(?:.*?</(?:script|style)|.*)"""
    rb"""|</?[a-z][^\s/>]*+((?:[^<>"']++|"[^"]*+"|'[^']*+'|<)*+)""",
    re.DOTALL | re.IGNORECASE,
)
_SEPARATED = re.compile(rb"""[^\s/"']++""")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_LANG = re.compile(r"[A-Za-z0-9_-]{1,35}")


def finder(path: str) -> Callable[[HtmlElement], list[Any]]:
    """An XPath expression as a function from an element to the list of what it finds."""
    return cast(Callable[[HtmlElement], list[Any]], etree.XPath(path, smart_strings=False))


@dataclass(frozen=True)
class Source:
    """A page as a tree, beside its bytes; `cut_short` when it ends before its own closing tag."""

    root: HtmlElement
    data: bytes
    language: str | None
    cut_short: bool


def load(html: str | bytes) -> Source:
    """The page as a tree.

    Raises TooComplex beyond MAX_BYTES, a depth that libxml2 follows, or what MAX_SEPARATORS and MAX_ATTRIBUTES allow;
    NotRendered where there is no text.
    """
    data = _utf8(html)
    _check_bounds(data)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise NotRendered("The page holds no text at all.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise TooComplex("The page is nested deeper than any page that LinkedIn shows.")
    language = root.get("lang", "")
    return Source(root, data, language if _LANG.fullmatch(language) else None, _is_cut_short(data))


def _utf8(html: str | bytes) -> bytes:
    if isinstance(html, bytes):
        html = _decode(html)
    # libxml2 ends the page at a NUL, and a lone surrogate has no UTF-8 form.
    return html.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace")


def _decode(data: bytes) -> str:
    for mark, encoding in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:4096])
        encoding = declared[1].decode("ascii") if declared else "windows-1252"
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("windows-1252", "replace")


def _check_bounds(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise TooComplex(f"The page is larger than {MAX_BYTES // 1024**2} MB.")
    # Attributes are set apart by separators. Where there are few, one tag may have them all and do no harm.
    if len(data) - len(data.translate(None, _SEPARATORS)) <= MAX_SEPARATORS:
        return
    for attributes in _TAG.findall(data):
        if len(attributes) > MAX_ATTRIBUTES and len(_SEPARATED.findall(attributes)) > MAX_ATTRIBUTES:
            raise TooComplex(f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")


def _is_cut_short(data: bytes) -> bool:
    if b"</html" in data[-200:].lower():
        return False
    lowered = data.lower()
    return b"<html" in lowered and b"</html" not in lowered
