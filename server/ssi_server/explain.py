"""A reading for people: every figure, and beneath it each place of the page that shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ssi_parser import Reading, Sighting

from .columns import fitted

WIDTH = 100
"""Places of a line."""

_FIGURES = ("total", "score", "pillars", "industry", "network", "team")
_FIRST, _SECOND = 36, 18
_THIRD = WIDTH - _FIRST - _SECOND


def explained(reading: Reading) -> str:
    """The reading as a table of WIDTH places, with its doubts and with what is missing, in words."""
    lines = [_row("figure", "value", ""), _row("  seen as", "by", "at"), "-" * WIDTH]
    known, seen = figures(reading.to_dict()), _by_figure(reading.sightings)
    for figure in dict.fromkeys([*known, *seen]):
        if known.get(figure) is not None or figure in seen:
            lines.append(fitted(figure, _FIRST) + fitted(told(known.get(figure)), WIDTH - _FIRST))
            lines += (line for sighting in seen.get(figure, []) for line in _seen(sighting))
    lines.append("-" * WIDTH)
    lines += _list("Doubts", [f"{doubt.figure}: {doubt.detail}" for doubt in reading.doubts])
    lines += _list("Not shown, or not certain", reading.missing)
    lines.append(f"Verdict: {reading.verdict}. Language of the page: {reading.language or 'not told'}.")
    return "\n".join(line.rstrip() for line in lines)


def figures(reading: dict[str, Any]) -> dict[str, Any]:
    """The figures of a reading's JSON by dotted name, in its order.

    >>> figures({"total": 20, "industry": {"rank": 9, "pillars": None}, "team": None, "language": "en"})
    {'total': 20, 'industry.rank': 9, 'industry.pillars': None, 'team': None}
    """
    return dict(_flat("", {name: reading[name] for name in _FIGURES if name in reading}))


def told(value: Any) -> str:
    """A figure's value, or that there is none."""
    return "-" if value is None else str(value)


def _flat(prefix: str, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value


def _by_figure(sightings: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    seen: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        seen.setdefault(sighting.figure, []).append(sighting)
    return seen


def _seen(sighting: Sighting) -> Iterator[str]:
    first, *more = textwrap.wrap(sighting.raw, _FIRST - 4) or [""]
    yield _row(f"  {first}", sighting.witness.replace("_", " "), sighting.where)
    yield from (_row(f"  {line}", "", "") for line in more)


def _row(first: str, second: str, third: str) -> str:
    return f"{fitted(first, _FIRST - 2)}  {fitted(second, _SECOND - 2)}  {fitted(third, _THIRD, keep_end=True)}"


def _list(head: str, items: Sequence[str]) -> Iterator[str]:
    yield f"{head}:" if items else f"{head}: none."
    for item in items:
        yield from textwrap.wrap(item, WIDTH, initial_indent="  ", subsequent_indent="    ")
