"""How the four pillars stand, and which of them to lift first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ssi_parser import Pillars
from ssi_parser.reading import PILLARS

WEAK_BELOW = Decimal("12.5")
STRONG_FROM = Decimal(20)


@dataclass(frozen=True)
class Bar:
    """A pillar's points of 25, and where it stood before; None where unknown."""

    pillar: str
    points: Decimal | None
    before: Decimal | None

    @property
    def strength(self) -> str | None:
        """`weak` below 12.5, `strong` from 20, else `fair`; None where unknown."""
        if self.points is None:
            return None
        if self.points < WEAK_BELOW:
            return "weak"
        return "strong" if self.points >= STRONG_FROM else "fair"


def bars(pillars: Pillars, changes: Mapping[str, Any]) -> list[Bar]:
    """The four pillars in the page's order, with where each stood before it changed by so much."""
    return [Bar(pillar, getattr(pillars, pillar), _before(pillars, changes, pillar)) for pillar in PILLARS]


def weakest_of(pillars: Pillars) -> str | None:
    """The pillar with the fewest points; None while one is unknown.

    >>> from decimal import Decimal as D
    >>> weakest_of(Pillars(D(13), D(4), D("0.3"), D(3))), weakest_of(Pillars(D(13), None, D(4), D(3)))
    ('insights', None)
    """
    points = {pillar: getattr(pillars, pillar) for pillar in PILLARS}
    return None if None in points.values() else min(points, key=points.__getitem__)


def _before(pillars: Pillars, changes: Mapping[str, Any], pillar: str) -> Decimal | None:
    points: Decimal | None = getattr(pillars, pillar)
    change: Decimal | None = changes.get(pillar)
    return None if points is None or change is None else points - change
