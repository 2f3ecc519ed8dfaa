"""A reading as the list of its figures, each with the places where it was seen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ssi_parser import Reading, Sighting
from ssi_parser.reading import EXPECTED, PILLARS

from ..captures.provenance import Sightings
from .formats import figure_label, number, signed, top_percent


@dataclass(frozen=True)
class Figure:
    """One row: `value` is text for people, or None where the page did not show it."""

    name: str
    label: str
    value: str | None
    sightings: list[Sighting]


def figures_of(reading: Reading, seen: Sightings) -> list[Figure]:
    """Every expected figure, and whatever else was seen."""
    names = [name for expected in EXPECTED for name in _in_full(expected)]
    names += [name for name in seen if name not in names]
    return [Figure(name, figure_label(name), _written(name, reading), seen.get(name, [])) for name in names]


def _in_full(name: str) -> list[str]:
    return [f"{name}.{pillar}" for pillar in PILLARS] if name.endswith(".pillars") else [name]


def _written(name: str, reading: Reading) -> str | None:
    value = reading.figure(name)
    if value is None:
        return None
    if name.endswith(".rank"):
        return top_percent(value)
    if name.endswith(".rank_change"):
        return signed(value)
    return number(value) if isinstance(value, int | Decimal) else str(value)
