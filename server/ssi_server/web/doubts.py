"""What makes a figure doubtful, in the language in force; the reader that doubts it knows only English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from ..languages import add_filter
from .formats import number
from .labels import witness_label

SENTENCES: dict[str, Any] = {
    "sightings_disagree": _("The page says different things: %(all)s."),
    "sum_differs": _("The four pillars make %(points)s, the page shows %(shown)s."),
    "out_of_range": _("“%(first)s” lies outside %(least)s to %(most)s."),
    "not_whole": _("“%(first)s” is not the integer that stands there."),
    "remaining_points": _("The data table leaves %(last)s points to 100, beside “%(first)s”."),
    "cut_short": _("The page ends before its end: what stood there is unknown."),
}
_NUMBERS = {
    "sum_differs": re.compile(r"make (?P<points>[\d.]+), the page shows (?P<shown>\d+)"),
    "out_of_range": re.compile(r"outside (?P<least>-?\d+) to (?P<most>\d+)"),
}
"""Where the reader's own sentence holds numbers that stand nowhere else."""


def doubt_words(doubt: Mapping[str, Any]) -> str:
    """A doubt in its form for JSON as a sentence; the reader's own where ours would lack something.

    >>> doubt_words({"problem": "sum_differs", "detail": "The four pillars make 59.7, the page shows 61.", "seen": []})
    'The four pillars make 59.7, the page shows 61.'
    >>> doubt_words({"problem": "unheard_of", "detail": "It smells.", "seen": []})
    'It smells.'
    """
    try:
        return str(SENTENCES[doubt["problem"]] % _told(doubt))
    except KeyError:
        return str(doubt["detail"])


def register(app: Flask) -> None:
    add_filter(app, doubt_words)


def _told(doubt: Mapping[str, Any]) -> dict[str, str]:
    """What the sentences speak of, as far as the doubt holds it: what was seen, and numbers."""
    told, seen = {}, doubt["seen"]
    if seen:
        told = {"first": seen[0]["raw"], "last": seen[-1]["raw"]}
        told["all"] = ", ".join(_seen(one) for one in seen)
    numbers = _NUMBERS.get(doubt["problem"])
    found = numbers.search(doubt["detail"]) if numbers else None
    return told | {name: number(Decimal(text)) for name, text in found.groupdict().items()} if found else told


def _seen(sighting: Mapping[str, Any]) -> str:
    return str(gettext("“%(raw)s” (%(place)s)", raw=sighting["raw"], place=witness_label(sighting["witness"])))
