"""The draft of a fixture: a page without its member, and what today's reader makes of it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from ssi_parser import Reading, errors, parse_page, scrub_page

from .folder import Fixture, NotAFixture, sha256
from .origin import SSI, Origin
from .sheet import stated
from .traces import traces_in_scrubbed, traces_of_a_person

SOURCES = ("live", "derived", "synthetic")

_UNREADABLE = {"code": errors.Unreadable.code}
_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
_LAYOUTS = {"table": "T", "remaining_points": "T", "embedded_json": "J"}
_REMOVED = (
    "everything outside the main content",
    "names, pictures, addresses, links, identifiers, telephone numbers",
    "scripts, styles, comments, forms, attributes, embedded data other than scores",
)
_FACTS_OF_A_LIVE_PAGE = "Saved from LinkedIn by a member; what the scrub leaves of it is as it stood there."


def drafted(name: str, origin: Origin, source: str) -> Fixture:
    """A fixture of this page, not confirmed.

    Raises NotAFixture where something that can identify somebody survives the scrub, or where the scrubbed page
    is read otherwise than the page was; a Refusal where the page is none that can be scrubbed. Of a page that today's
    reader does not understand any rest is of use.
    """
    html, url = scrub_page(origin.html), _without_query(origin.url)
    whole, _ = _read(origin.html, url)
    if whole == _UNREADABLE:
        url = url or SSI  # Only a page that says what it is gets this far without an address.
    if traces := traces_in_scrubbed(html) + traces_of_a_person(url or ""):
        raise NotAFixture("Something that can identify a person is left after the scrub: " + "; ".join(traces))
    outcome, layout = _read(html, url)
    if whole not in (outcome, _UNREADABLE):
        raise NotAFixture("The page is read differently once it is scrubbed: a fixture of it would test another page.")
    meta: dict[str, Any] = {"title": name.replace("-", " ").capitalize(), "url": url, "source": source}
    if source == "live":
        meta["evidence"] = f"saved by a member, {origin.day or 'date unknown'}, scrubbed"
    meta |= {"layout": layout, "language": _language(html), "facts": _FACTS_OF_A_LIVE_PAGE if source == "live" else ""}
    return Fixture(html, outcome, meta | {"scrubbed": _REMOVED, "sha256": sha256(html.encode()), "confirmed": False})


def read_otherwise(fixture: Fixture) -> list[str]:
    """What of a fixture's outcome today's reader does not confirm, by name."""
    expected, read = stated(fixture.outcome), stated(_read(fixture.html, fixture.meta["url"])[0])
    return [name for name in dict.fromkeys([*expected, *read]) if expected.get(name) != read.get(name)]


def _read(html: str, url: str | None) -> tuple[dict[str, Any], list[str]]:
    try:
        reading = parse_page(html, url)
    except errors.Refusal as refusal:
        return {"code": refusal.code}, []
    return _outcome(reading), _layout(reading)


def _outcome(reading: Reading) -> dict[str, Any]:
    """The reading in JSON; of a doubt only what does not depend on the reader's own words."""
    doubts = [{"figure": doubt.figure, "problem": doubt.problem} for doubt in reading.doubts]
    return reading.to_dict() | {"doubts": doubts}


def _language(scrubbed: str) -> str | None:
    found = _LANGUAGE.search(scrubbed)
    return found[1] if found else None


def _layout(reading: Reading) -> list[str]:
    kinds = {_LAYOUTS.get(sighting.witness, "P") for sighting in reading.sightings}
    return [kind for kind in "PTJ" if kind in kinds]


def _without_query(url: str | None) -> str | None:
    return urlsplit(url)._replace(query="", fragment="").geturl() if url else None
