"""The four pillars as parts of a ring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ssi_parser.reading import PILLARS

GAP = 0.6
"""Between two parts, so that they can be told apart without their colours."""


class Arc(NamedTuple):
    """Where a pillar's part begins on a ring of 100, and how long it is."""

    pillar: str
    start: float
    length: float


def arcs(pillars: Mapping[str, Any]) -> list[Arc]:
    """The parts one after another, in the page's order; a pillar that is unknown, or has next to nothing, has none.

    >>> arcs({"brand": 13.118, "people": None, "insights": 0.3, "relationships": 2.6})
    [Arc(pillar='brand', start=0.0, length=12.518), Arc(pillar='relationships', start=13.418, length=2.0)]
    """
    found, start = [], 0.0
    for pillar in PILLARS:
        points = float(pillars[pillar] or 0)
        if points > GAP:
            found.append(Arc(pillar, round(start, 3), round(points - GAP, 3)))
        start += points
    return found
