"""A reading as the list of its figures, each with the places where it was seen."""

from __future__ import annotations

from dataclasses import dataclass

from ssi_parser import Reading, Sighting
from ssi_parser.reading import EXPECTED, PILLARS, Value

from ..captures.reread import Sightings
from .formats import number, signed, top_percent
from .labels import figure_label


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
    return [Figure(name, figure_label(name), written(name, reading.figure(name)), seen.get(name, [])) for name in names]


def _in_full(name: str) -> list[str]:
    return [f"{name}.{pillar}" for pillar in PILLARS] if name.endswith(".pillars") else [name]


def written(name: str, value: Value | None) -> str | None:
    """A figure's value as text for people; None where there is none."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if name.endswith(".rank"):
        return top_percent(int(value))
    return signed(value) if name.endswith(".rank_change") else number(value)
