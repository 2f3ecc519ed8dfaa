"""The page without anything that identifies the member: what is read, stored, and made into fixtures.

Witnesses never see the page itself, only what this module leaves of it. So the stored page gives the same reading as
the page did, and no figure can depend on something that is thrown away.

Kept are the main content's structure, its scores and its words, by lists of what is allowed. Where no main content is
found, structure and scores alone are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from .blobs import scores_in
from .errors import TooComplex
from .identity import full_names, names_on, texts_around
from .numbers import plain
from .redaction import figures_alone, redactor
from .source import Source, finder, load

_TAGS = frozenset(
    "main article section div span p h1 h2 h3 h4 h5 h6 dl dt dd ul ol li table caption thead tbody tfoot"
    " tr th td figure figcaption progress meter label strong b em i small br hr header footer time output".split()
)
_DROPPED = frozenset(
    "head script style noscript template svg math img picture video audio canvas map iframe frame pre"
    " frameset object embed applet input textarea select option button datalist dialog nav aside code link meta"
    " title".split()
)
_DROPPED_ROLES = frozenset("alert alertdialog dialog log navigation complementary search status banner menu".split())
_VOID = frozenset(("br", "hr"))
_ENDS = frozenset(("<html", "</html", "<body", "</body"))
_WRITTEN_TAG = re.compile(r"</?[a-z][a-z0-9]*")
_ATTEMPTS = 4
_NUMERIC = frozenset("value max min aria-valuenow aria-valuemax aria-valuemin".split())
_PLAIN_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
_ROLES = frozenset("main list listitem figure img table row cell heading progressbar meter region group".split())

# A class or id is kept if all its parts are such words: whatever else stands in a name may be somebody's.
_NAME_PARTS = frozenset(
    "ssi score scores rank ranks user group donut chart caption sub bar bars label text category name value report"
    " establish brand find people engage with insights build relationships content main total average industry network"
    " team pillar pillars percent change progress current index social selling".split()
)
_PARTS = re.compile(r"[-_]+")

MAX_DEPTH = 240
MAX_ELEMENTS = 20_000
MAX_TEXT = 2_000_000
LONGEST_TEXT = 5_000
_FEW = 30
_MAIN_ID = finder("id('content-main')")
_MAIN_ROLE = finder("//*[@role='main']")
_HOLDS_FIGURES = finder(".//dd | .//progress | .//td")

KeepText = Callable[[str], str]


def scrub_page(html: str | bytes) -> str:
    """The page reduced to what may be kept, as HTML; scrubbing it again changes nothing.

    Raises what `source.load` raises, and TooComplex where the content is deeper than MAX_DEPTH or beyond MAX_ELEMENTS.
    """
    return scrub(load(html))


def scrub(source: Source) -> str:
    """The same for a page that is loaded already. A page that was cut short stays without its closing tag.

    What is left of a page with tags in impossible places may grow into another tree: then it is scrubbed once more.
    """
    content = _scrubbed(source)
    for _ in range(_ATTEMPTS):
        if _grows_as_written(content):
            break
        content = _scrubbed(load(content))
    return content


def _scrubbed(source: Source) -> str:
    main = main_content(source.root)
    names = names_on(source)
    if main is not None:
        around, in_both = texts_around(source, main)
        names |= full_names(around)
        content, keep_text = main, redactor(names, in_both)
    else:
        content, keep_text = source.root.find("body"), figures_alone
    language = f' lang="{source.language}"' if source.language else ""
    parts = [f"<!DOCTYPE html>\n<html{language}><body>"]
    if content is not None:
        parts += _allowed(content, _without_split_names(content, names, keep_text))
    keep_value = redactor(names, frozenset())
    parts += (f"<code>{escape(blob, quote=False)}</code>" for blob in scores_in(source.blobs, keep_value))
    parts.append("</body>" if source.cut_short else "</body></html>")
    return "".join(parts) + "\n"


def _grows_as_written(content: str) -> bool:
    """Whether a parser makes of these tags the tree that they were written from."""
    written = _WRITTEN_TAG.findall(content)
    grown = []
    for event, element in etree.iterwalk(document_fromstring(content), events=("start", "end")):
        if event == "start" or element.tag not in _VOID:
            grown.append(f"<{element.tag}" if event == "start" else f"</{element.tag}")
    return [tag for tag in written if tag not in _ENDS] == [tag for tag in grown if tag not in _ENDS]


def main_content(root: HtmlElement) -> HtmlElement | None:
    """The element that holds the page's own content: the first candidate with figures in it, else the first."""
    found = [*_MAIN_ID(root), *root.iter("main")] or _MAIN_ROLE(root)
    return next(filter(_HOLDS_FIGURES, found), found[0] if found else None)


def _allowed(root: HtmlElement, keep: Callable[[HtmlElement, str], str]) -> Iterator[str]:
    """The allowed tags and texts. Texts with nothing kept between them are one text, here as in a later look."""
    text, holder, dropped = "", root, None
    depth = elements = letters = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        tag = ""
        if event == "start":
            depth, elements = depth + 1, elements + 1
            if depth > MAX_DEPTH:
                raise TooComplex(f"The page is nested more than {MAX_DEPTH} elements deep.")
            if elements > MAX_ELEMENTS:
                raise TooComplex(f"The page's content has more than {MAX_ELEMENTS} elements.")
            if _is_dropped(element):
                walk.skip_subtree()
                dropped = element
                text += " "  # What stood on both sides was not one word.
                continue
            tag, following = _opening(element, root), element.text
        else:
            if event == "end":
                depth -= 1
                tag = "" if element is dropped else _closing(element, root)
            following = element.tail if element is not root else None
        if tag:
            if text:
                yield escape(keep(holder, text[:LONGEST_TEXT]), quote=False)
            yield tag
            text, holder = "", element if event == "start" or element is root else element.getparent()
        text += following or ""
        letters += len(following or "")
        if letters > MAX_TEXT:
            raise TooComplex("The page's content holds more text than any page that LinkedIn shows.")
    if text and (last := keep(holder, text[:LONGEST_TEXT])).strip():
        yield escape(last, quote=False)


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag in _DROPPED:
        return True
    if not element.attrib:
        return False
    role = element.get("role")
    private = role in _DROPPED_ROLES if role else False
    return private or element.get("contenteditable") is not None or "msg-" in element.get("class", "")


def _opening(element: HtmlElement, root: HtmlElement) -> str:
    return "" if element.tag == "body" else f"<{_tag(element, root)}{_attributes(element)}>"


def _closing(element: HtmlElement, root: HtmlElement) -> str:
    return "" if element.tag == "body" or element.tag in _VOID else f"</{_tag(element, root)}>"


def _tag(element: HtmlElement, root: HtmlElement) -> str:
    if element.tag == "main" and element is not root:
        return "div"  # There is one main content.
    return element.tag if element.tag in _TAGS else "span"


def _attributes(element: HtmlElement) -> str:
    kept = []
    for name, value in element.items():
        if name in ("class", "id", "for"):
            value = " ".join(token for token in value.split() if _is_plain_name(token))
        elif name in _NUMERIC:
            value = value.strip() if _PLAIN_NUMBER.fullmatch(value.strip()) else ""
        elif name != "role" or value not in _ROLES:
            continue
        if value:
            kept.append(f' {name}="{value}"')
    return "".join(kept)


@lru_cache(maxsize=1024)  # The same few class names stand on every page.
def _is_plain_name(token: str) -> bool:
    return all(part in _NAME_PARTS for part in _PARTS.split(token))


def _without_split_names(content: HtmlElement, names: frozenset[str], keep_text: KeepText) -> Callable[..., str]:
    """Takes out all the words of elements over whose parts a name is spread ("<b>A</b>nn")."""
    whole = plain("".join(content.itertext())) if names else ""
    suspects = [name for name in names if len(name) > 3 and name in whole]
    if not suspects:
        return lambda _, text: keep_text(text)

    def keep(element: HtmlElement, text: str) -> str:
        holder = element if len(element) or element.getparent() is None else element.getparent()
        if len(holder) > _FEW:
            return keep_text(text)
        nodes = [plain(node) for node in holder.itertext()]
        together = "".join(nodes)
        spread = len(together) < 500 and any(
            name in together and not any(name in node for node in nodes) for name in suspects
        )
        return figures_alone(text) if spread else keep_text(text)

    return keep
