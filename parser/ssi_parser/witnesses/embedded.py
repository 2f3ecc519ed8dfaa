"""The JSON that pages of about 2021 carry in a `code` element. Everything is found by key, nothing by position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..layout import Layout
from ..reading import Sighting, Value

_PILLARS = {
    "PROFESSIONAL_BRAND": "brand",
    "FIND_RIGHT_PEOPLE": "people",
    "INSIGHT_ENGAGEMENT": "insights",
    "STRONG_RELATIONSHIP": "relationships",
}
_LONGEST_NAME = 200
_BEYOND_ANY_FIGURE = 2**31
_GROUPS = {"INDUSTRY": "industry", "NETWORK": "network", "TEAM": "team"}


def sightings(layout: Layout) -> Iterator[Sighting]:
    for element in layout.content.named("code"):
        page = json.loads(element.get_text(), parse_float=Decimal)
        yield from _scores(page.get("memberScore"), "total", "pillars.", "memberScore")
        for index, group in enumerate(page.get("groupScore", [])):
            if kind := _GROUPS.get(group.get("groupType")):
                yield from _group(group, kind, f"groupScore[{index}]")


def _group(group: dict[str, Any], kind: str, where: str) -> Iterator[Sighting]:
    for key, figure in (("rank", "rank"), ("groupSize", "size")):
        if _is_number(group.get(key)):
            yield _sighting(f"{kind}.{figure}", Decimal(group[key]), f"{where}.{key}")
    if isinstance(name := group.get("industry"), str) and 0 < len(name.strip()) <= _LONGEST_NAME:
        yield _sighting(f"{kind}.name", name.strip(), f"{where}.industry")
    yield from _scores(group.get("score"), f"{kind}.average", f"{kind}.pillars.", f"{where}.score")


def _scores(score: dict[str, Any] | None, overall: str, pillars: str, where: str) -> Iterator[Sighting]:
    if not isinstance(score, dict):
        return
    if _is_number(score.get("overall")):
        yield _sighting(overall, Decimal(score["overall"]), f"{where}.overall")
    for part in score.get("subScores", []):
        pillar = _PILLARS.get(part.get("pillar"))
        if pillar and _is_number(part.get("score")):
            yield _sighting(pillars + pillar, Decimal(part["score"]), f"{where}.subScores[{part['pillar']}]")


def _is_number(value: Any) -> bool:
    return type(value) in (int, Decimal) and abs(value) < _BEYOND_ANY_FIGURE


def _sighting(figure: str, value: Value, where: str) -> Sighting:
    return Sighting(figure, value, str(value), "embedded_json", where)
