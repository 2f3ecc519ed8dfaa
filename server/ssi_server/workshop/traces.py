"""Traces of a person that are known by their form. A name has none: only somebody who looks at the page finds it."""

from __future__ import annotations

import re

_PERSONAL = {
    "e-mail address": r"[\w.+-]{1,64}@[\w-]{1,63}\.\w",
    "LinkedIn's identifier": r"urn(?::|%3a)li|\bAC[ow]AA|fsd?_(?:mini)?profile|publicIdentifier",
    "profile address": r"/in/(?!example-member\b)[\w%-]|/sales/people/",
    "number of a member": r"(?<![\d.,])\d{7,}",
    "telephone number": r"\+\d[\d ().-]{6,20}\d|(?<![\d.,-])\(?0\d{1,4}\)?(?:[ ./-]\d{2,4}){2,5}"
    r"|\(\d{2,5}\) ?\d{3,5}[ -]\d{3,5}",
    "token or cookie": r"\bajax(?::|%3a)\d|jsessionid|\bli_at\b|csrf[\w-]{0,20}=\w|\bbearer\s|\beyJ[\w-]{8}"
    r"|\b[\da-f]{32}|\b[\da-f]{8}-[\da-f]{4}-",
    "tracking": r"[?&](?:trk|lipi|tracking\w*|session\w*|mid\w*|utm_\w+)=[\w%]",
    "encoded data": r";base64,|(?<![a-z\d/+])(?=[a-z/+]{0,99}\d)[a-z\d/+]{40,}",
}
_OF_THE_PAGE = {
    "address": r"https?://|\bwww\.|\b(?:href|src|srcset|action|poster)\s*=",
    "script": r"<(?:script|style|noscript|template|iframe|object|link|meta|base)\b|\son\w+\s*=|javascript:",
    "comment": r"<!--|<\?",
    "picture": r"<(?:img|svg|picture|video|canvas)\b",
    "form": r"<(?:form|input|textarea|select|option|button)\b",
    "attribute": r"<[^>]{0,2000}?\s(?:data-[\w-]+|title|alt|aria-label|placeholder|content|style|name)\s*=",
}


def traces_of_a_person(text: str) -> list[str]:
    """What in a text can identify somebody, one of each kind, as "kind: what was found"."""
    return _found(_PERSONAL, text)


def traces_in_scrubbed(html: str) -> list[str]:
    """The same for a page that was scrubbed, where nothing may be left that could carry such a thing at all."""
    return _found(_PERSONAL | _OF_THE_PAGE, html)


def _found(patterns: dict[str, str], text: str) -> list[str]:
    matches = ((kind, re.search(pattern, text, re.IGNORECASE)) for kind, pattern in patterns.items())
    return [f"{kind}: {match[0][:60]!r}" for kind, match in matches if match]
