"""What the sightings amount to: figures where they agree, doubts where they do not.

A figure is never averaged, voted on or completed from others: sightings that disagree leave it unknown. A broken
invariant leaves the figures as they are seen and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from .numbers import agree, rounded
from .reading import COMPARED, PILLARS, Doubt, Group, Pillars, Reading, Sighting

Seen = dict[str, list[Sighting]]
Settled = dict[str, Decimal | str]

_REMAINING = "remaining_points"
_SHOWN_WHOLE = ("total", "average", "rank")
_HALF = Decimal("0.5")
_TABLE_ROUNDING = Decimal("0.02")  # A group's table shows four pillars, each to 0.01.
_RANGES = {
    "total": (0, 100),
    "average": (0, 100),
    "rank": (1, 100),
    "rank_change": (-99, 99),
    "pillars": (0, 25),
}


def weigh(sightings: Iterable[Sighting], language: str | None, cut_short: bool) -> Reading:
    """One reading out of everything that was seen on a page."""
    sightings = tuple(sightings)
    seen: Seen = {}
    for sighting in sightings:
        seen.setdefault(sighting.figure, []).append(sighting)
    disputed = {figure: doubt for figure in seen if (doubt := _disagreement(figure, seen[figure]))}
    settled = {figure: _settle(figure, seen[figure]) for figure in seen if figure not in disputed}
    pillars = _pillars(settled, "pillars.") or Pillars()
    reading = Reading(
        total=_whole(settled, "total"),
        score=_score(settled, seen),
        pillars=pillars,
        industry=_group(settled, "industry"),
        network=_group(settled, "network"),
        team=_group(settled, "team") if any(figure.startswith("team.") for figure in settled) else None,
        language=language,
        doubts=(),
        sightings=sightings,
    )
    doubts = (*disputed.values(), *_broken_invariants(reading, seen), *_cut(cut_short))
    return replace(reading, doubts=doubts)


def _disagreement(figure: str, sightings: list[Sighting]) -> Doubt | None:
    direct = _direct(sightings)
    finest = min(direct, key=_unit)
    if all(_equal(finest, sighting) for sighting in direct):
        return None
    told = ", ".join(f"{sighting.raw!r} ({sighting.witness.replace('_', ' ')})" for sighting in direct)
    return Doubt(figure, "sightings_disagree", f"The page says different things: {told}.", tuple(direct))


def _direct(sightings: list[Sighting]) -> list[Sighting]:
    """Without the figures that follow from remaining points, unless there is nothing else."""
    return [sighting for sighting in sightings if sighting.witness != _REMAINING] or sightings


def _equal(one: Sighting, other: Sighting) -> bool:
    if isinstance(one.value, str) or isinstance(other.value, str):
        return str(one.value).casefold() == str(other.value).casefold()
    return agree(Decimal(one.value), Decimal(other.value))


def _unit(sighting: Sighting) -> int:
    return int(Decimal(sighting.value).as_tuple().exponent) if not isinstance(sighting.value, str) else 0


def _settle(figure: str, sightings: list[Sighting]) -> Decimal | str:
    """The finest sighting's value to 0.001; of figures that the page shows as integers, the coarsest's."""
    direct = _direct(sightings)
    if isinstance(direct[0].value, str):
        return direct[0].value
    if "pillars." in figure:
        return rounded(Decimal(min(direct, key=_unit).value), 3)
    return rounded(Decimal(max(direct, key=_unit).value), 0)


def _whole(settled: Settled, figure: str) -> int | None:
    value = settled.get(figure)
    return None if value is None else int(value)


def _pillars(settled: Settled, prefix: str) -> Pillars | None:
    known = {pillar: Decimal(settled[prefix + pillar]) for pillar in PILLARS if prefix + pillar in settled}
    return Pillars(**known) if known else None


def _group(settled: Settled, kind: str) -> Group:
    name = settled.get(f"{kind}.name")
    return Group(
        name=None if name is None else str(name),
        average=_whole(settled, f"{kind}.average"),
        rank=_whole(settled, f"{kind}.rank"),
        rank_change=_whole(settled, f"{kind}.rank_change"),
        size=_whole(settled, f"{kind}.size"),
        pillars=_pillars(settled, f"{kind}.pillars."),
    )


def _score(settled: Settled, seen: Seen) -> Decimal | None:
    """The sum of the four raw pillars to 0.001; without all four, the embedded JSON's overall."""
    if all(f"pillars.{pillar}" in settled for pillar in PILLARS):
        raw = (min(_direct(seen[f"pillars.{pillar}"]), key=_unit).value for pillar in PILLARS)
        return rounded(sum((Decimal(value) for value in raw), Decimal()), 3)
    overall = [sighting for sighting in seen.get("total", []) if sighting.witness == "embedded_json"]
    return rounded(Decimal(overall[0].value), 3) if overall and "total" in settled else None


def _broken_invariants(reading: Reading, seen: Seen) -> Iterator[Doubt]:
    yield from _out_of_range(seen)
    yield from _not_whole(seen)
    yield from _remaining_points(seen)
    if reading.score is not None and reading.total is not None and abs(reading.score - reading.total) > _HALF:
        yield _sum_differs("total", reading.score, reading.total, seen)
    for kind in COMPARED:
        group: Group = getattr(reading, kind)
        points = group.pillars.sum() if group.pillars else None
        if points is not None and group.average is not None and abs(points - group.average) > _HALF + _TABLE_ROUNDING:
            yield _sum_differs(f"{kind}.average", points, group.average, seen)


def _sum_differs(figure: str, points: Decimal, shown: int, seen: Seen) -> Doubt:
    return Doubt(figure, "sum_differs", f"The four pillars make {points}, the page shows {shown}.", tuple(seen[figure]))


def _out_of_range(seen: Seen) -> Iterator[Doubt]:
    for figure, sightings in seen.items():
        bounds = _RANGES.get("pillars" if "pillars." in figure else figure.rpartition(".")[2])
        beyond = [s for s in sightings if bounds and not bounds[0] <= Decimal(s.value) <= bounds[1]]
        if bounds and beyond:
            detail = f"{beyond[0].raw!r} lies outside {bounds[0]} to {bounds[1]}."
            yield Doubt(figure, "out_of_range", detail, tuple(beyond))


def _not_whole(seen: Seen) -> Iterator[Doubt]:
    """What the page shows as an integer, and now does not."""
    for figure, sightings in seen.items():
        shown = [s for s in sightings if figure.endswith(_SHOWN_WHOLE) and s.witness != "embedded_json"]
        broken = [s for s in shown if Decimal(s.value) % 1]
        if broken:
            yield Doubt(figure, "not_whole", f"{broken[0].raw!r} is not the integer that stands there.", tuple(broken))


def _remaining_points(seen: Seen) -> Iterator[Doubt]:
    for figure, sightings in seen.items():
        shown = _direct(sightings)[0]
        for rest in sightings:
            if rest.witness == _REMAINING and not _equal(rest, shown):
                detail = f"The data table leaves {rest.raw} points to 100, beside {shown.raw!r}."
                yield Doubt(figure, "remaining_points", detail, (shown, rest))


def _cut(cut_short: bool) -> Iterator[Doubt]:
    if cut_short:
        yield Doubt("page", "cut_short", "The page ends before its end: what stood there is unknown.")
