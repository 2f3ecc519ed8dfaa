"""The JSON that a page carries beside its markup, reduced to the scores in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

KeepText = Callable[[str], str]

# What the embedded JSON may hold: numbers below these bounds, and short texts.
_NUMBERS = {"overall": 1000, "score": 1000, "rank": 1000, "groupSize": 10**9}
_TEXTS = ("groupType", "industry", "pillar")


def scores_in(blobs: list[bytes], keep_value: KeepText) -> Iterator[str]:
    """The embedded JSON with the scores, reduced to the keys that hold figures."""
    for blob in blobs:
        if b"memberScore" not in blob:
            continue
        _, _, text = unescape(blob.decode()).partition(">")
        try:
            found = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"))
        except (ValueError, RecursionError):
            continue
        if not isinstance(found, dict):
            continue
        kept: dict[str, Any] = {"activeSeat": found.get("activeSeat") is True}
        kept["memberScore"] = _figures(found.get("memberScore"), keep_value)
        if isinstance(groups := found.get("groupScore"), list):
            kept["groupScore"] = [_figures(group, keep_value) for group in groups[:10]]
        yield json.dumps(kept, ensure_ascii=False)


def _figures(found: Any, keep_value: KeepText) -> dict[str, Any]:
    """What holds figures in a score or a group, and in what belongs to it."""
    if not isinstance(found, dict):
        return {}
    kept: dict[str, Any] = {}
    for key, value in found.items():
        if key in _NUMBERS and type(value) in (int, float) and abs(value) < _NUMBERS[key]:
            kept[key] = value
        elif key in _TEXTS and isinstance(value, str):
            kept[key] = value if re.fullmatch(r"[A-Z_]{1,40}", value) else keep_value(value[:200])
        elif key == "score" and isinstance(value, dict):
            kept[key] = _figures(value, keep_value)
        elif key == "subScores" and isinstance(value, list):
            kept[key] = [_figures(part, keep_value) for part in value[:10]]
    return kept
