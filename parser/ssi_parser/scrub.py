"""The page without anything that identifies the member: what is read, stored, and made into fixtures.

Witnesses never see the page itself, only what this module leaves of it. So the stored page gives the same
reading as the page did, and no figure can depend on something that is thrown away.

Kept are the main content's structure, its numbers and its sentences, by lists of what is allowed. Where no
main content is found, structure and numbers alone are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from . import words
from .numbers import clean
from .source import Source, finder, load

HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where a text was taken out."""

_TAGS = frozenset(
    "main article section div span p h1 h2 h3 h4 h5 h6 dl dt dd ul ol li table caption thead tbody tfoot"
    " tr th td figure figcaption progress meter label strong b em i small br hr header footer time output".split()
)
_DROPPED = frozenset(
    "head script style noscript template svg math img picture video audio canvas map iframe frame"
    " frameset object embed applet input textarea select option button datalist dialog nav code link meta"
    " title".split()
)
_VOID = frozenset(("br", "hr"))
_NUMERIC = frozenset("value max min aria-valuenow aria-valuemax aria-valuemin".split())
_TOKENS = frozenset("class id for role scope".split())
_TOKEN = re.compile(r"[A-Za-z_](?:[A-Za-z_-]|\d{1,4}(?!\d)){0,79}")
_PLAIN_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,20})?", re.ASCII)

_SECRET = re.compile(
    r"\S{0,64}(?:@|://|urn:|www\.)\S{0,512}"  # addresses of people and pages, LinkedIn's own identifiers
    r"|(?<![\d.,])(?!\d{1,3}[.,]\d+(?![\d.,-]))\+?\d(?:[ ().-]{0,2}\d){6,40}",  # telephone and member numbers
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\d.,])(?:[%٪]\s?)?\d{1,3}(?:[.,٫]\d{1,20})?(?![.,]?\d)(?:\s?[%٪])?")
_WORD = re.compile(r"[^\W\d_]{3,}")

_MAIN = finder("//*[@id='content-main'] | //main | //*[@role='main']")
_HOLDS_FIGURES = finder(".//dd | .//progress | .//td")
_NAMES = finder("//a[contains(@href, '/in/')]//text() | //img/@alt | //*[contains(@class, 'profile')]//img/@title")
_BLOBS = finder("//code")

_GROUP_KEYS = ("groupType", "rank", "groupSize", "industry", "score")
_SCORE_KEYS = ("overall", "subScores", "score", "pillar")


def scrub_page(html: str | bytes) -> str:
    """The page reduced to what may be kept, as HTML; scrubbing it again changes nothing.

    Raises what `source.load` raises.
    """
    return scrub(load(html))


def scrub(source: Source) -> str:
    """The same for a page that is loaded already. A page that was cut short stays without its closing tag."""
    main = main_content(source.root)
    body = main if main is not None else source.root.find("body")
    keep_text = _figures_alone if main is None else _without(_other_texts(source.root, main), _names(source.root))
    language = f' lang="{source.language}"' if source.language else ""
    parts = [f"<!DOCTYPE html>\n<html{language}><body>"]
    if body is not None:
        parts += _allowed(body, keep_text)
    parts += (f"\n<code>{escape(blob, quote=False)}</code>" for blob in _score_blobs(source.root))
    parts.append("</body>" if source.cut_short else "</body></html>")
    return "".join(parts) + "\n"


def main_content(root: HtmlElement) -> HtmlElement | None:
    """The element that holds the page's own content: the first candidate with figures in it, else the first."""
    found = [element for element in _MAIN(root) if not any(True for _ in element.iterancestors("main"))]
    return next(
        (element for element in found if element.xpath(".//dd | .//progress | .//td")),
        found[0] if found else None,
    )


def _allowed(root: HtmlElement, keep_text: Callable[[str], str]) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            if element.tag in _DROPPED:
                walk.skip_subtree()
                continue
            if element.tag != "body":
                yield f"<{_tag(element)}{_attributes(element)}>"
            if element.text:
                yield escape(keep_text(element.text), quote=False)
            continue
        if event == "end" and element.tag not in _DROPPED and element.tag not in _VOID and element.tag != "body":
            yield f"</{_tag(element)}>"
        if element.tail and element is not root:
            yield escape(keep_text(element.tail), quote=False)


def _tag(element: HtmlElement) -> str:
    return element.tag if element.tag in _TAGS else "span"


def _attributes(element: HtmlElement) -> str:
    kept = []
    for name, value in element.items():
        if name in _TOKENS:
            value = " ".join(token for token in value.split() if _TOKEN.fullmatch(token))
            if value:
                kept.append(f' {name}="{value}"')
        elif name in _NUMERIC and _PLAIN_NUMBER.fullmatch(value.strip()):
            kept.append(f' {name}="{value.strip()}"')
    return "".join(kept)


def _figures_alone(text: str) -> str:
    if len(text) > 2000 or not any(map(str.isdigit, text)):
        return " " if text else ""
    return " ".join(match[0] for match in _FIGURE.finditer(_SECRET.sub(" ", text)))


def _without(other_texts: frozenset[str], names: re.Pattern[str] | None) -> Callable[[str], str]:
    def keep_text(text: str) -> str:
        if text.isspace():
            return text
        if (cleaned := clean(text)) in other_texts and not words.known(cleaned):
            return HIDDEN
        text = _SECRET.sub(HIDDEN, text)
        return names.sub(HIDDEN, text) if names else text

    return keep_text


def _other_texts(root: HtmlElement, main: HtmlElement) -> frozenset[str]:
    """Texts with letters that stand outside the main content too: menus, names, notifications, the title."""
    outside = (part for text in _texts_outside(root, main) for part in (text, *text.split("|")))
    return frozenset(clean(text) for text in outside if _WORD.search(text))


def _texts_outside(root: HtmlElement, main: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and (element is main or element.tag in ("code", "script", "style")):
            walk.skip_subtree()
        elif event == "start" and element.text:
            yield element.text
        elif event == "end" and element.tail:
            yield element.tail


def _names(root: HtmlElement) -> re.Pattern[str] | None:
    """Matches every word of the texts that name a person: profile links and descriptions of pictures."""
    found = {word for text in _NAMES(root) for word in _WORD.findall(text) if word[0].isupper()}
    found = {word for word in found if not words.in_a_phrase(word)}
    if not found:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found)))})\b")


def _score_blobs(root: HtmlElement) -> Iterator[str]:
    """The embedded JSON with the scores, reduced to the keys that hold figures."""
    for element in _BLOBS(root):
        text = (element.text or "").strip() or next((child.text or "" for child in element), "").strip()
        if not text.startswith("{") or '"memberScore"' not in text:
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        kept: dict[str, Any] = {"memberScore": _score(found.get("memberScore"))}
        groups = found.get("groupScore")
        if isinstance(groups, list):
            kept["groupScore"] = [_group(group) for group in groups[:10] if isinstance(group, dict)]
        yield json.dumps({"activeSeat": found.get("activeSeat") is True} | kept, ensure_ascii=False)


def _group(group: dict[str, Any]) -> dict[str, Any]:
    kept = {key: group[key] for key in _GROUP_KEYS if key != "score" and isinstance(group.get(key), int | float | str)}
    if isinstance(kept.get("industry"), str) and _SECRET.search(kept["industry"]):
        del kept["industry"]
    return kept | {"score": _score(group.get("score"))}


def _score(score: Any) -> Any:
    if not isinstance(score, dict):
        return None
    kept = {key: score[key] for key in _SCORE_KEYS if isinstance(score.get(key), int | float | str)}
    if isinstance(score.get("subScores"), list):
        kept["subScores"] = [_score(part) for part in score["subScores"][:10]]
    return kept
