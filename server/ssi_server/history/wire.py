"""The rows of `series` as JSON text, without the detour over dicts: ten years of days hold fifty thousand figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from .row import json_points

_PILLARS = '{"brand":%s,"people":%s,"insights":%s,"relationships":%s}'
_GROUP = '{"name":%s,"average":%s,"rank":%s,"rank_change":%s,"size":%s,"pillars":%s}'
_ROW = '{"date":"%s","capture":"%s","total":%s,"score":%s,"pillars":%s,"industry":%s,"network":%s}'
_NO_PILLARS = _PILLARS % (("null",) * 4)


def json_of(captures: Iterable[Sequence[Any]]) -> str:
    """A JSON array with the rows of these captures, in the same form as `series` gives them."""
    return f"[{','.join(map(_row, captures))}]"


def _row(values: Sequence[Any]) -> str:
    day, capture_id, total = values[:3]
    score, *own = map(_points, values[3:8])
    figures = _value(total), score, _PILLARS % tuple(own), _group(values[8:17]), _group(values[17:])
    return _ROW % (day, capture_id, *figures)


def _group(values: Sequence[Any]) -> str:
    pillars = _PILLARS % tuple(map(_points, values[5:]))
    return _GROUP % (*map(_value, values[:5]), "null" if pillars == _NO_PILLARS else pillars)


@cache
def _points(thousandths: int | None) -> str:
    return json.dumps(json_points(thousandths))


@lru_cache(maxsize=10_000)  # Totals, ranks, and the few names that a member's industry has had.
def _value(value: int | str | None) -> str:
    return json.dumps(value)
