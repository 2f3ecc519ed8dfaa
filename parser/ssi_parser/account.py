"""Which LinkedIn account a page was open in: the member's own profile link in the navigation.

Read as text, not as a tree, in one pass of linear time. No guess: a page whose navigation links to several profiles,
none of them marked as the member's own, is nobody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import unescape
from urllib.parse import unquote

from .source import Source, load

MAX_PIECES = 20_000
"""Tags that the look takes in; a page that has more of them before its navigation ends names nobody."""

_NAVIGATION = frozenset((b"nav", b"header"))
_APART = frozenset((b"main", b"aside", b"article", b"dialog"))
"""What stands in these speaks of others too: an open conversation has a header that links to the other side."""

# Comments and what is no part of the page's tree are passed over whole. Every repetition is possessive or runs to a
# fixed end, so that the look takes linear time whatever the page holds. It is for a page in small letters: to ignore
# the letters' case costs half as much again.
_PIECE = re.compile(
    rb"""<!--(?!-?>)(?:.*?-->|.*)|<(script|style|template|noscript|textarea|title|xmp|iframe)\b(?:.*?</\1|.*)"""
    rb"""|<(?P<closing>/?)(?P<name>nav|header|main|aside|article|dialog|a)(?=[\s/>])"""
    rb"""(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+'|<)*+)""",
    re.DOTALL,
)
_HREF = re.compile(rb"""(?:^|[\s"'/])href\s{0,9}=\s{0,9}["']?([^\s"'>]{1,2000})""", re.IGNORECASE)
_PROFILE = re.compile(r"(?:(?:https?:)?//(?:[a-z0-9-]{1,20}\.)?linkedin\.com)?/in/([^/?#]+)", re.IGNORECASE)

_OWN = b"global-nav__me"
"""Begins the classes of the member's own menu and photo in the navigation, as public tools find them there."""
_LINK_REACHES = 2_000

_ALIAS = "me"
"""`/in/me/` leads every member to their own profile, and so names nobody."""


def account_of(page: Source | str | bytes) -> str | None:
    """The last part of the member's profile address, in one spelling; None where the page does not tell for certain.

    Raises what `source.load` raises where the page is not loaded yet.

    >>> account_of('<header><a href="https://www.linkedin.com/in/Ann-L%C3%A9e/?trk=nav">Me</a></header><main>x</main>')
    'ann-lée'
    >>> account_of('<nav><a href="/in/ann/">A</a> <a href="/in/bob/">B</a></nav><main>x</main>') is None
    True
    """
    source = page if isinstance(page, Source) else load(page)
    links = _navigation_links(source.markup)
    own = {account for account, is_own in links if is_own}
    named = own or {account for account, _ in links}
    return named.pop() if len(named) == 1 else None


def _navigation_links(markup: bytes) -> list[tuple[str, bool]]:
    """The account that each profile link in the navigation leads to, and whether it is marked as the member's own."""
    lowered = markup.lower()
    last = max(lowered.rfind(b"<" + name) for name in _NAVIGATION)
    links: list[tuple[str, bool]] = []
    open_now: Counter[bytes] = Counter()
    in_navigation = False
    for taken, piece in enumerate(_PIECE.finditer(lowered)):
        if taken == MAX_PIECES:
            return []
        name = piece["name"]
        if name == b"a":
            if in_navigation and (account := _account_in(markup[slice(*piece.span("attributes"))])):
                links.append((account, _OWN in _element(markup, piece)))
        elif name:
            open_now[name] = max(open_now[name] + (-1 if piece["closing"] else 1), 0)
            within = {name for name, times in open_now.items() if times}
            in_navigation = not _NAVIGATION.isdisjoint(within) and _APART.isdisjoint(within)
        if piece.start() > last and not any(open_now[name] for name in _NAVIGATION):
            break  # No navigation follows.
    return links


def _account_in(attributes: bytes) -> str | None:
    href = _HREF.search(attributes)
    return account_in_address(unescape(href[1].decode("utf-8", "replace"))) if href else None


def account_in_address(address: str) -> str | None:
    """The account that a profile's address names, whatever its spelling; None for any other address.

    >>> account_in_address("/in/Ann-Lee"), account_in_address("https://pl.linkedin.com/in/ann-lee/?locale=pl#top")
    ('ann-lee', 'ann-lee')
    >>> account_in_address("/in/me/"), account_in_address("/feed/"), account_in_address("https://x.example/in/ann")
    (None, None, None)
    """
    found = _PROFILE.match(address)
    account = unicodedata.normalize("NFC", unquote(found[1]).casefold()).strip() if found else ""
    return account if account not in ("", _ALIAS) else None


def _element(markup: bytes, opening: re.Match[bytes]) -> bytes:
    """A link's tag and what stands in it, as far as that matters."""
    reach = opening.end() + _LINK_REACHES
    end = markup.find(b"</a", opening.end(), reach)
    return markup[opening.start() : reach if end < 0 else end]
