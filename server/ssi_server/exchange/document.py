"""Everything that a person has as one JSON document: what is in it, and in which order.

The order is fixed and there is nothing in it of when or where it was written, so that the same history always gives the
same bytes. What holds for one installation only stands on a line of its own, `about`, which is there to be read and
never taken in; secrets, hashes of secrets and marks of accounts are nowhere in it. One item stands on a line, so that
two documents can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser.reading import json_value

from ..aims.goals import Goal, goals_of
from ..models import Note
from . import leaving
from .about import about
from .record import Record

FORMAT = "ssi-history"
ABOUT = "about"
VERSION = 1
"""Raised when a program that knows only the one before could not read the document."""


def written(session: Session, person_id: int) -> Iterator[str]:
    """The document in pieces: a piece for each capture."""
    yield "{" + _member("format", FORMAT) + ", " + _member("version", VERSION)
    yield ",\n" + _member(ABOUT, about(session, person_id))
    chosen = {preference.name: preference.value for preference in leaving.preferences(session, person_id)}
    yield ",\n" + _member("preferences", chosen)
    yield from _list("goals", (_goal(goal) for goal in goals_of(session, person_id).values()))
    yield from _list("notes", (_note(note) for note in leaving.notes(session, person_id)))
    yield from _list("captures", (captured(one) for one in leaving.records(session, person_id, pages=True)))
    yield "}\n"


def captured(record: Record) -> dict[str, Any]:
    """A capture as it stands in the document. Its reading has the form of the API's, without what follows from it."""
    reading = record.reading.to_dict() if record.reading else None
    if reading is not None:
        del reading["missing"], reading["reader_version"]
    return {
        "id": str(record.id),
        "captured_at": record.captured_at.isoformat(),
        "received_at": _utc(record.received_at),
        "trigger": record.trigger,
        "client": record.client,
        "device": record.device,
        "body_sha256": record.digest and record.digest.hex(),
        "outcome": record.outcome,
        "code": record.code,
        "reader_version": record.reader_version,
        "deleted_at": record.deleted_at and _utc(record.deleted_at),
        "reading": reading,
        "page": record.page,
    }


def _goal(goal: Goal) -> dict[str, Any]:
    return {"figure": goal.figure, "target": json_value(goal.target), "by": goal.by and goal.by.isoformat()}


def _note(note: Note) -> dict[str, Any]:
    return {
        "id": str(note.id),
        "day": note.day.isoformat(),
        "pillar": note.pillar,
        "text": note.text,
        "action": note.action,
        "created_at": _utc(note.created_at),
    }


def _list(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f',\n"{name}": ['
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + _text(item)
    yield "\n]"


def _member(name: str, value: Any) -> str:
    return f"{_text(name)}: {_text(value)}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _utc(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
