"""A table of ours back in, also after a spreadsheet saved it in its own way: other delimiters, decimal commas."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from ssi_parser import Reading, Sighting
from ssi_parser.reading import PILLARS, Value, figure_names, json_value
from ssi_parser.verdict import weigh

from ..api import told
from ..clock import now
from .cells import original
from .record import Record
from .schemas import CaptureItem
from .table import COLUMNS, GROUPS, PARTS

_LINES = uuid.UUID("0c9a6a5e-3d5b-5b7e-8a86-5a0f7c1c2e10")
"""The space of names in which a line's moment makes its id where it has none."""
_ITEM = CaptureItem(partial=("body_sha256", "device", "deleted_at", "page"))
_HALF = Decimal("0.5")
_NOT_TOLD = "The table that this came from does not say more."

Cells = Mapping[str, str]


class BadLine(ValueError):
    """A line cannot be taken in; the message says why, as a sentence."""


def no_number(figure: str, cell: str) -> BadLine:
    return BadLine(_("%(figure)s: “%(cell)s” is no number.", figure=figure, cell=cell[:40]))


def is_ours(header: tuple[str, ...]) -> bool:
    """Whether these are the columns of a table of ours; some may have been taken out."""
    return {"id", "captured_at", "outcome", "reader_version"} <= set(header)


def unknown_columns(header: tuple[str, ...]) -> list[str]:
    return [name for name in header if name and name not in COLUMNS]


def record_of(cells: Cells) -> Record:
    """The capture in a line. Raises BadLine; also for figures that are said to be sound and contradict each other."""
    item = _item(cells)
    try:
        record: Record = _ITEM.load(item)
    except ValidationError as error:
        raise BadLine(told({"line": error.messages})) from error
    if record.reading is not None and (wrong := _contradictions(record.reading)):
        raise BadLine(wrong)
    return record


def _item(cells: Cells) -> dict[str, Any]:
    """The line in the form of a document's item."""
    outcome = _text(cells, "outcome")
    captured_at = _text(cells, "captured_at")
    return {
        "id": _text(cells, "id") or str(uuid.uuid5(_LINES, str(captured_at))),
        "captured_at": captured_at,
        "received_at": now().replace(microsecond=0).isoformat(),
        "trigger": _text(cells, "trigger"),
        "client": _text(cells, "client") or "",
        "outcome": outcome,
        "code": _text(cells, "code"),
        "reader_version": _number(cells, "reader_version"),
        "reading": _reading(cells) if outcome == "read" else None,
    }


def _reading(cells: Cells) -> dict[str, Any]:
    groups = {kind: _group(cells, kind) for kind in GROUPS}
    if all(value is None for value in groups["team"].values()):
        groups["team"] = None
    return {
        "total": _number(cells, "total"),
        "score": _number(cells, "score"),
        "pillars": {pillar: _number(cells, pillar) for pillar in PILLARS},
        **groups,
        "language": _text(cells, "language"),
        "verdict": _text(cells, "verdict"),
        "doubts": [_doubt(doubt) for doubt in (_text(cells, "doubts") or "").split("; ") if doubt],
    }


def _group(cells: Cells, kind: str) -> Any:
    pillars = {pillar: _number(cells, f"{kind}_{pillar}") for pillar in PILLARS}
    parts = {part: _number(cells, f"{kind}_{part}") for part in PARTS if part != "name"}
    known = any(points is not None for points in pillars.values())
    return {"name": _text(cells, f"{kind}_name"), **parts, "pillars": pillars if known else None}


def _doubt(short: str) -> dict[str, Any]:
    figure, _colon, problem = short.partition(": ")
    return {"figure": figure, "problem": problem, "detail": _NOT_TOLD, "seen": []}


def _text(cells: Cells, name: str) -> str | None:
    return original(cells.get(name, "")) or None


def _number(cells: Cells, name: str) -> int | float | str | None:
    cell = cells.get(name, "").strip()
    if not cell:
        return None
    try:
        number = Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise no_number(name, cell) from None
    if not number.is_finite() or abs(number.adjusted()) > 20:
        raise no_number(name, cell)
    return json_value(number)


def _contradictions(reading: Reading) -> str:
    """What speaks against figures that the table has no doubt about; empty if nothing does."""
    if reading.doubts:
        return ""
    names = (name for name in figure_names() if name != "score")
    known: list[tuple[str, Value]] = [(name, value) for name in names if (value := reading.figure(name)) is not None]
    seen = [Sighting(name, value, str(value), "table_of_ours", "") for name, value in known]
    doubts = weigh(seen, language=None, cut_short=False).doubts
    return " ".join(doubt.detail for doubt in doubts if not _is_rounding(doubt.figure, doubt.problem, reading))


def _is_rounding(figure: str, problem: str, reading: Reading) -> bool:
    """Whether the pillars, which are kept to 0.001, only seem to make another total: the score knows them finer."""
    if (figure, problem) != ("total", "sum_differs") or reading.score is None or reading.total is None:
        return False
    points = reading.pillars.sum()
    is_theirs = points is None or abs(points - reading.score) <= Decimal("0.002")
    return is_theirs and abs(reading.score - reading.total) <= _HALF
