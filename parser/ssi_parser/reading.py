"""What was read: plain frozen values, and the form in which they leave the parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bs4 import Tag

from .paths import path_to

READER_VERSION = 1
"""Raised whenever the same page may give other figures than before."""

PILLARS = ("brand", "people", "insights", "relationships")
"""The four pillars, in the order in which the page always lists them."""

COMPARED = ("industry", "network")
"""The two groups that every member is compared with, in the page's order."""

EXPECTED = (
    "total",
    "score",
    *(f"pillars.{pillar}" for pillar in PILLARS),
    *(f"industry.{part}" for part in ("name", "average", "rank", "rank_change", "pillars")),
    *(f"network.{part}" for part in ("average", "rank", "rank_change", "pillars")),
)
"""The figures whose absence a reading reports as missing."""

Value = Decimal | int | str


@dataclass(frozen=True)
class Sighting:
    """One figure as it stood in one place.

    `figure` is a dotted name such as `industry.rank`, `value` what the place says, `raw` its text,
    `witness` the kind of place, `place` the element, or a short path to it.
    """

    figure: str
    value: Value
    raw: str
    witness: str
    place: Tag | str = field(repr=False, compare=False)

    @property
    def where(self) -> str:
        """A short path to the element."""
        return self.place if isinstance(self.place, str) else path_to(self.place)

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": json_value(self.value),
            "raw": self.raw,
            "witness": self.witness,
            "where": self.where,
        }


@dataclass(frozen=True)
class Doubt:
    """Why a figure, or the page as a whole, is not to be relied on."""

    figure: str
    problem: str
    detail: str
    seen: tuple[Sighting, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        seen = [sighting.to_dict() for sighting in self.seen]
        return {"figure": self.figure, "problem": self.problem, "detail": self.detail, "seen": seen}


@dataclass(frozen=True)
class Pillars:
    """Points of the four pillars, each 0 to 25 with at most three decimals, or None."""

    brand: Decimal | None = None
    people: Decimal | None = None
    insights: Decimal | None = None
    relationships: Decimal | None = None

    def __iter__(self) -> Any:
        return (getattr(self, pillar) for pillar in PILLARS)

    def sum(self) -> Decimal | None:
        """All four together, or None as soon as one is unknown."""
        known = [points for points in self if points is not None]
        return sum(known, Decimal()) if len(known) == len(PILLARS) else None

    def to_dict(self) -> dict[str, Any]:
        return {pillar: json_value(getattr(self, pillar)) for pillar in PILLARS}


@dataclass(frozen=True)
class Group:
    """A group that the member is compared with.

    `average` is 0 to 100; `rank` 75 means "top 75 %"; `rank_change` is in points since last week,
    positive for LinkedIn's "Up"; `pillars` is None when none of the four is known.
    """

    name: str | None = None
    average: int | None = None
    rank: int | None = None
    rank_change: int | None = None
    size: int | None = None
    pillars: Pillars | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "average": self.average,
            "rank": self.rank,
            "rank_change": self.rank_change,
            "size": self.size,
            "pillars": self.pillars and self.pillars.to_dict(),
        }


@dataclass(frozen=True)
class Reading:
    """Every figure of one page; None stands for "not shown, or not certain", never for zero.

    `total` is the integer that LinkedIn shows (0 to 100), `score` the exact sum of the pillars.
    """

    total: int | None
    score: Decimal | None
    pillars: Pillars
    industry: Group
    network: Group
    team: Group | None
    language: str | None
    doubts: tuple[Doubt, ...]
    sightings: tuple[Sighting, ...]
    reader_version: int = READER_VERSION

    @property
    def verdict(self) -> str:
        """`consistent`, or `suspect` as soon as there is one doubt."""
        return "suspect" if self.doubts else "consistent"

    @property
    def missing(self) -> tuple[str, ...]:
        """The expected figures that are None, in a fixed order."""
        return tuple(figure for figure in EXPECTED if self.figure(figure) is None)

    def figure(self, name: str) -> Any:
        """The value of a figure by its dotted name: `figure("industry.rank")`."""
        value: Any = self
        for part in name.split("."):
            value = value and getattr(value, part)
        return value

    def to_dict(self) -> dict[str, Any]:
        """The reading in the form that files and the API carry; sightings stay behind."""
        return {
            "total": self.total,
            "score": json_value(self.score),
            "pillars": self.pillars.to_dict(),
            "industry": self.industry.to_dict(),
            "network": self.network.to_dict(),
            "team": self.team and self.team.to_dict(),
            "language": self.language,
            "verdict": self.verdict,
            "doubts": [doubt.to_dict() for doubt in self.doubts],
            "missing": list(self.missing),
            "reader_version": self.reader_version,
        }


def json_value(value: Value | None) -> int | float | str | None:
    """A figure as a JSON value: whole decimals become integers.

    >>> json_value(Decimal("13.118")), json_value(Decimal("15.000")), json_value(None)
    (13.118, 15, None)
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def figure_names() -> tuple[str, ...]:
    """Every dotted name that a sighting may carry."""
    parts = ("name", "average", "rank", "rank_change", "size", *(f"pillars.{pillar}" for pillar in PILLARS))
    groups = (f"{kind}.{part}" for kind in (*COMPARED, "team") for part in parts)
    return ("total", "score", *(f"pillars.{pillar}" for pillar in PILLARS), *groups)
