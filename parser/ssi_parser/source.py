"""From bytes to a tree: decoding, what of a page goes into a tree at all, and the bounds of that.

A page is some hundred kilobytes of menus and of data for scripts around a few kilobytes of content. Where the main
content stands out beyond doubt in the bytes, it alone becomes a tree; the rest is searched as text. Where it does
not, the whole page does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from .encoding import decoded
from .errors import NotRendered, TooComplex

MAX_BYTES = 64 * 1024 * 1024
MAX_ATTRIBUTES = 1_000
MAX_SEPARATORS = 30_000
MAX_HIDING = 500

_SEPARATORS = b" \n\t\r\f/\"'"

# Comments and scripts are passed over whole; of each tag the attributes are taken. Every repetition is possessive or
# runs to a fixed end, so that the look takes linear time whatever the page holds.
_TAG = re.compile(
    rb"""<!--(?!-?>)(?:.*?-->|.*)|<(?:script|style)\b(?:.*?</(?:script|style)|.*)"""
    rb"""|</?[a-z][^\s/>]*+((?:[^<>"']++|"[^"]*+"|'[^']*+'|<)*+)""",
    re.DOTALL | re.IGNORECASE,
)
_SEPARATED = re.compile(rb"""[^\s/"']++""")

_LANG = re.compile(rb"""<html\b[^>]{0,2000}?\slang\s*=\s*["']?([A-Za-z0-9_-]{1,35})["'\s>]""", re.IGNORECASE)

_CONTENT_TAG = re.compile(rb"<(?:main|section|article|figure|progress|table|dl|ul|p|h[1-6])[\s>]")
_TAIL = 4096

_CARRIES_DATA = (b"script", b"code")
# What stands between these is no part of the page's tree.
_HIDING = re.compile(rb"<(?:!--|style|template|noscript|textarea|title|xmp|iframe)")
_CONTENT_ID = b"content-main"

_HOLDS_FIGURES = etree.XPath(".//dd | .//progress | .//td")


def finder(path: str) -> Callable[[HtmlElement], list[Any]]:
    """An XPath expression as a function from an element to the list of what it finds."""
    return cast(Callable[[HtmlElement], list[Any]], etree.XPath(path, smart_strings=False))


@dataclass(frozen=True)
class Source:
    """A page, once as text and once as a tree.

    `markup` is the page in UTF-8 without the data that it carries for scripts, `blobs` are those data. `root` is the
    tree of the main content, or of the whole page. `cut_short` when the page ends before its own closing tag.
    """

    data: bytes
    markup: bytes
    blobs: list[bytes]
    root: HtmlElement
    language: str | None
    cut_short: bool

    @cached_property
    def page(self) -> HtmlElement:
        """The tree of the whole page."""
        return _tree(self.data)


def load(html: str | bytes) -> Source:
    """The page, and the tree of what is read of it.

    Raises TooComplex beyond MAX_BYTES, beyond MAX_ATTRIBUTES in one tag where there are more than MAX_SEPARATORS
    between attributes, or beyond a depth that libxml2 follows; NotRendered where there is no text.
    """
    data = _utf8(html)
    if len(data) > MAX_BYTES:
        raise TooComplex(f"The page is larger than {MAX_BYTES // 1024**2} MB.")
    markup, blobs = data, []
    for tag in _CARRIES_DATA:
        markup, found = without(markup, tag)
        blobs += found
    language = _LANG.search(markup, 0, 50_000)
    return Source(
        data, markup, blobs, _tree_to_read(data, markup), language and language[1].decode(), _is_cut_short(data)
    )


def _tree_to_read(data: bytes, markup: bytes) -> HtmlElement:
    main = _main_of(markup)
    if main is not None:
        root = _tree(main)
        if _HOLDS_FIGURES(root):
            return root
    return _tree(data)


def _main_of(markup: bytes) -> bytes | None:
    """The bytes of the main content, if they can be told without building a tree."""
    start = markup.find(b"<main")
    end = markup.find(b"</main", start)
    if start < 0 or markup.find(b"<main", start + 1) >= 0 or (end >= 0 and markup.find(b"</main", end + 1) >= 0):
        return None
    if markup.count(_CONTENT_ID) > markup.count(_CONTENT_ID, start, markup.find(b">", start)):
        return None
    hiding = list(islice(_HIDING.finditer(markup, 0, start), MAX_HIDING + 1))
    if len(hiding) > MAX_HIDING or any(_hides(markup, opening, start) for opening in hiding):
        return None
    return markup[start:] if end < 0 else markup[start:end] + b"</main>"


def _hides(markup: bytes, opening: re.Match[bytes], place: int) -> bool:
    """Whether what opens there is still open at this place."""
    closing = b"-->" if opening[0] == b"<!--" else b"</" + opening[0][1:]
    end = markup.find(closing, opening.start() + 2, place)
    return end < 0


def without(data: bytes, tag: bytes, *, unclosed: bool = False) -> tuple[bytes, list[bytes]]:
    """The page without elements of this name, and what stood in them, start tag included.

    `unclosed` tells whether one that is never closed goes too, with all that follows.
    """
    kept, taken, at = [], [], 0
    while (start := data.find(b"<" + tag, at)) >= 0:
        end = data.find(b"</" + tag, start)
        if end < 0:
            if not unclosed:
                break
            end = len(data)
        kept.append(data[at:start])
        taken.append(data[start:end])
        at = end
    if not taken:
        return data, []
    kept.append(data[at:])
    return b"".join(kept), taken


def _tree(data: bytes) -> HtmlElement:
    _check_attributes(data)
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise NotRendered("The page holds no text at all.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise TooComplex("The page is nested deeper than any page that LinkedIn shows.")
    return root


def _check_attributes(data: bytes) -> None:
    """libxml2 takes quadratic time in the attributes of one tag, so they are counted before it sees them.

    Where there are few separators, one tag may have all the attributes and do no harm.
    """
    if len(data) - len(data.translate(None, _SEPARATORS)) <= MAX_SEPARATORS:
        return
    for attributes in _TAG.findall(data):
        if len(attributes) > MAX_ATTRIBUTES and len(_SEPARATED.findall(attributes)) > MAX_ATTRIBUTES:
            raise TooComplex(f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")


def _utf8(html: str | bytes) -> bytes:
    text = decoded(html) if isinstance(html, bytes) else html
    # libxml2 ends the page at a NUL, and a lone surrogate has no UTF-8 form.
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace")


def _is_cut_short(data: bytes) -> bool:
    """Whether the page opens, and content follows its last closing tag or there is none."""
    lowered = data[-_TAIL:].lower()
    if b"</html" not in lowered:
        lowered = data.lower()
    end = lowered.rfind(b"</html")
    return b"<html" in data[:_TAIL].lower() + lowered and (end < 0 or bool(_CONTENT_TAG.search(lowered, end)))
