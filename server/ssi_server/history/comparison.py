"""The member beside the industry and the network, and two dates side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ssi_parser.reading import COMPARED, PILLARS

from .industries import same_industry
from .row import Row, figure

_OF_GROUPS = ("average", "rank", *(f"pillars.{pillar}" for pillar in PILLARS))
_OWN = ("total", "score", *(f"pillars.{pillar}" for pillar in PILLARS))
FIGURES = (*_OWN, *(f"{group}.{name}" for group in COMPARED for name in _OF_GROUPS))
"""Every figure that two dates are compared by, by its dotted name."""


@dataclass(frozen=True)
class Standing:
    """One figure of the member's, `total` or a pillar, beside that of the two groups; None where unknown."""

    figure: str
    own: Decimal | None
    industry: Decimal | None
    network: Decimal | None

    def ahead_of(self, group: str) -> Decimal | None:
        """Points that the member is ahead of `industry` or `network`; below 0 is behind."""
        return _difference(getattr(self, group), self.own)


@dataclass(frozen=True)
class Difference:
    """One figure on two dates. `change` is None where either is unknown, or where they speak of two industries."""

    figure: str
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None


def standings(row: Row) -> list[Standing]:
    """The total against the averages, then pillar by pillar, on the date of a row."""
    rows = {"total": ("total", "average")} | {pillar: (f"pillars.{pillar}",) * 2 for pillar in PILLARS}
    return [
        Standing(name, figure(row, own), *(figure(row, f"{group}.{theirs}") for group in COMPARED))
        for name, (own, theirs) in rows.items()
    ]


def side_by_side(before: Row, after: Row) -> list[Difference]:
    """Every figure of two rows, in the order of `FIGURES`."""
    one_industry = same_industry(before["industry"]["name"], after["industry"]["name"])
    return [_compared(name, before, after, one_industry) for name in FIGURES]


def _compared(name: str, before: Row, after: Row, one_industry: bool) -> Difference:
    values = figure(before, name), figure(after, name)
    comparable = one_industry or not name.startswith("industry.")
    return Difference(name, *values, _difference(*values) if comparable else None)


def _difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else after - before
