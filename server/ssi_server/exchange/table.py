"""The captures as a table for spreadsheets: its columns, a capture as a line, and a line as a capture again.

Everything that was read is in it, so that a history can be taken elsewhere in it; pages, deleted captures, and the
sightings behind a doubt are in the JSON document only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser import Doubt, Group, Pillars, Reading
from ssi_parser.reading import PILLARS, json_value

from . import leaving
from .cells import BYTE_ORDER_MARK, harmless
from .record import Record

GROUPS = ("industry", "network", "team")
PARTS = ("name", "average", "rank", "rank_change", "size")
CLICK = ("id", "captured_at", "trigger", "client", "outcome", "code", "verdict", "reader_version")
OWN = ("total", "score", *PILLARS)
COLUMNS = (
    *CLICK,
    *OWN,
    *(f"{group}_{part}" for group in GROUPS for part in (*PARTS, *PILLARS)),
    "language",
    "doubts",
)
"""`captured_at` is ISO 8601 with the member's own offset, `doubts` are "figure: problem", parted by "; "."""

_NOTHING = Reading(None, None, Pillars(), Group(), Group(), None, None, (), ())


def written(session: Session, person_id: int) -> Iterator[str]:
    """The table in pieces, a line each: RFC 4180, with a mark in front that says it is UTF-8."""
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for record in leaving.records(session, person_id, pages=False):
        if record.deleted_at is None:
            yield _line([_cell(value) for value in cells(record)])


def cells(record: Record) -> Iterator[Any]:
    """What stands in the line of a capture, in the order of `COLUMNS`; None is what is not known."""
    reading = record.reading
    yield from (str(record.id), record.captured_at.isoformat(), record.trigger, record.client, record.outcome)
    yield from (record.code, reading.verdict if reading else None, record.reader_version)
    reading = reading or _NOTHING
    yield from (reading.total, reading.score, *reading.pillars)
    for kind in GROUPS:
        group: Group = getattr(reading, kind) or Group()
        yield from (getattr(group, part) for part in PARTS)
        yield from group.pillars or Pillars()
    yield from (reading.language, "; ".join(map(_short, reading.doubts)))


def _short(doubt: Doubt) -> str:
    return f"{doubt.figure}: {doubt.problem}"


def _cell(value: Any) -> Any:
    """Text is made harmless; a number stays one, also below 0."""
    return harmless(value) if isinstance(value, str) else json_value(value)


def _line(values: Any) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
