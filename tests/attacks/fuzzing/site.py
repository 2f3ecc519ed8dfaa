"""The dashboard as it is found by whoever follows its links: addresses and forms, kept as they are met."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup, Tag

KNOWN = (
    *(
        "/",
        "/captures",
        "/captures/new",
        "/captures/reread",
        "/notes",
        "/goals",
        "/data",
        "/devices",
        "/pair",
        "/report",
    ),
    *("/share", "/share.svg", "/history.csv", "/history.json", "/data/export.csv", "/data/export.json", "/sign-in/x"),
    *("/api/captures", "/api/history", "/api/summary", "/api/hello", "/api/export.csv", "/api/export.json"),
    *(
        "/api/openapi.json",
        "/.well-known/oauth-authorization-server",
        "/healthz",
        "/readyz",
        "/static/",
        "/favicon.ico",
    ),
)
_MOST = 400
"""Addresses and forms that are remembered at once."""


@dataclass(frozen=True)
class Form:
    """`fields` are names and the values that stand in them."""

    method: str
    action: str
    is_multipart: bool
    fields: tuple[tuple[str, str], ...]


class Site:
    """What is known of it: more with every page that is seen."""

    def __init__(self) -> None:
        self.addresses = dict.fromkeys(KNOWN)
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}
        self.names = dict.fromkeys(("range", "from", "to", "every", "at", "and", "table", "page", "cursor", "limit"))

    def see(self, address: str, page: str) -> None:
        """Remembers what a page leads to; the latest form of a kind stands, since its marks are the ones in force."""
        soup = BeautifulSoup(page, "lxml")
        for link in soup.select("a[href^='/'], link[href^='/'], script[src^='/']"):
            self._note(self.addresses, urldefrag(str(link.get("href") or link.get("src"))).url, None)
        for form in soup.select("form"):
            fields = tuple(pair for field in form.select("[name]") for pair in _values(field))
            names = tuple(dict.fromkeys(name for name, _ in fields))
            action = urldefrag(str(form.get("action") or address)).url
            is_multipart = form.get("enctype") == "multipart/form-data"
            found = Form(str(form.get("method", "get")).upper(), action, is_multipart, fields)
            self._note(self.forms, (urlsplit(action).path, names), found)
            self.names |= dict.fromkeys(names)

    def forget(self) -> None:
        """The forms of a session that is over."""
        self.forms.clear()

    @staticmethod
    def _note(known: dict, key: object, what: object) -> None:  # type: ignore[type-arg]
        if len(known) >= _MOST and key not in known:
            known.pop(next(one for one in known if one not in KNOWN))
        known[key] = what


def _values(field: Tag) -> list[tuple[str, str]]:
    """Every value that may be chosen."""
    name = str(field["name"])
    if field.name == "select":
        return [(name, str(option.get("value", option.text))) for option in field.select("option")]
    return [(name, field.text if field.name == "textarea" else str(field.get("value", "")))]
