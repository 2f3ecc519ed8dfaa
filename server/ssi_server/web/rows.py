"""Captures as the rows of a table: each with what changed since the one before, and with the notes of its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ..captures import store
from ..captures.store import Entry
from ..history import Change
from ..journal import notes


def rows_of(session: Session, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """A row for each of one person's captures, which follow each other, the newest first.

    `change` is None for a capture in doubt, and for the first consistent one.
    """
    if not entries:
        return []
    oldest, days = entries[-1].capture, [entry.capture.day for entry in entries]
    previous = store.consistent_before(session, oldest)
    noted = notes.between(session, oldest.person_id, min(days), max(days))
    rows = []
    for entry in reversed(entries):
        change = Change.between(previous, entry) if previous and entry.consistent else None
        here = [note for note in noted if note.day == entry.capture.day]
        rows.append(entry.to_dict() | {"change": change and change.to_dict(), "notes": here})
        previous = entry if entry.consistent else previous
    return rows[::-1]
