"""Why a page shows no score: each answer but the last rests on something that is there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from .errors import Checkpoint, NotRendered, NotSsiPage, Refusal, SignedOut, Unreadable
from .numbers import clean
from .scrub import main_content
from .source import Source, finder

SSI_PATH = "/sales/ssi"

_SIGN_IN_PATH = re.compile(r"/(?:(?:uas/)?login|authwall|signup)(?:/|$)")
_SIGN_IN = finder("//form[contains(@class, 'login__form')] | //input[@type='password'] | //input[@id='password']")
_SENT_TO_SIGN_IN = finder("//script[contains(text(), '/authwall')] | //meta[contains(@content, '/authwall')]")
_CHECK = finder(
    "//iframe[@id='captcha-internal'] | //*[@id='captcha-challenge']"
    " | //form[contains(@action, '/checkpoint/challenge')]"
)
_OWN_ADDRESS = finder("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
_INVISIBLE = frozenset("script style noscript code template nav header footer head".split())
_TRACE = re.compile(r"social selling index|\bssi\b|/sales/ssi", re.IGNORECASE)

# Longer than a word or two for screen readers ("Loading"), shorter than any page that says something.
_TEXT_TO_SPEAK_OF = 40
_ENOUGH_TEXT = 5_000


def refusal(source: Source, url: str | None) -> Refusal:
    """The refusal that fits a page on which neither a total nor a pillar stands. `url` is None for saved pages."""
    root = source.page
    path = _path(url) if url else ""
    if path.startswith("/checkpoint") or _CHECK(root):
        return Checkpoint()
    text = _text(root)
    if _SIGN_IN_PATH.match(path) or _SIGN_IN(root) or (_SENT_TO_SIGN_IN(root) and len(text) < _TEXT_TO_SPEAK_OF):
        return SignedOut()
    addresses = [address for address in _OWN_ADDRESS(root) if "://" in address]
    if is_elsewhere(url) or (url is None and any(not is_ssi_address(address) for address in addresses)):
        return NotSsiPage()
    if len(text) < _TEXT_TO_SPEAK_OF:
        return NotRendered()
    return Unreadable() if url or _TRACE.search(text) else NotSsiPage()


def is_elsewhere(url: str | None) -> bool:
    """Whether the page was open at an address that is known and another page's."""
    return url is not None and not is_ssi_address(url)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def is_ssi_address(url: str) -> bool:
    """Whether this is the address of the SSI page, query and fragment aside.

    >>> is_ssi_address("https://www.linkedin.com/sales/ssi?src=x"), is_ssi_address("https://www.linkedin.com/feed/")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    at_linkedin = host == "linkedin.com" or host.endswith(".linkedin.com")
    return parts.scheme in ("https", "http") and at_linkedin and parts.path.rstrip("/") == SSI_PATH


def _text(root: HtmlElement) -> str:
    """What a person would read in the main content, or in the body where there is none; the beginning is enough."""
    main = main_content(root)
    within = main if main is not None else root
    read: list[str] = []
    walk = etree.iterwalk(within, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start" and element.tag in _INVISIBLE and element is not within:
            walk.skip_subtree()
        elif event == "start":
            read.append(element.text or "")
        elif element is not within:
            read.append(element.tail or "")
        if len(read) % 100 == 0 and sum(map(len, read)) > _ENOUGH_TEXT:
            break
    return clean("".join(read))
