"""What today's reader finds otherwise, capture by capture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ssi_parser.reading import Value

from ..reread import Rereading
from ..store import Entry


class Kind(StrEnum):
    """In what way; the order is that of the table."""

    READ = "Could not be read before"
    NEW = "New figures"
    CHANGED = "Changed figures"
    MISSING = "Now missing"
    VERDICT = "Other verdicts"
    DOUBTS = "Other doubts or language, the same figures"
    REFUSED = "Refused by today's reader, and kept as they are"


@dataclass(frozen=True)
class Finding:
    """One difference; `captured_at` is in the client's own offset."""

    kind: Kind
    captured_at: dt.datetime
    capture: UUID
    figure: str
    kept: Value | None
    today: Value | None


def findings(entry: Entry, again: Rereading) -> list[Finding]:
    """All that differs; empty where the two readers say the same, or neither can read the page."""
    place = (entry.captured_at, entry.capture.id)
    return [Finding(kind, *place, figure, kept, today) for kind, figure, kept, today in _found(entry, again)]


def _found(entry: Entry, again: Rereading) -> Iterator[tuple[Kind, str, Value | None, Value | None]]:
    kept, today = again.kept, again.today
    if kept is None or today is None:
        if kept is not None:
            yield Kind.REFUSED, "page", "read", "refused"
        elif today is not None:
            yield Kind.READ, "page", entry.capture.code, "read"
        return
    for each in again.differences:
        kind = Kind.NEW if each.kept is None else Kind.MISSING if each.today is None else Kind.CHANGED
        yield kind, each.figure, each.kept, each.today
    if entry.capture.verdict != today.verdict:
        yield Kind.VERDICT, "verdict", entry.capture.verdict, today.verdict
    elif again.is_other and not again.differences:
        yield Kind.DOUBTS, "doubts", len(kept.doubts), len(today.doubts)
