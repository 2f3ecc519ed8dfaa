"""Notes on a day: written, found, changed, removed. Each is one person's, and nobody else's to find."""

from __future__ import annotations

import datetime as dt
import uuid
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Note
from .actions import BY_KEY

LONGEST = 500
"""Letters of a note."""


def add(session: Session, person_id: int, day: dt.date, pillar: str | None, text: str) -> Note:
    """A new note on the day; without a pillar it is on all of it."""
    return _add(session, person_id, day, pillar, text, None)


def add_action(session: Session, person_id: int, day: dt.date, action: str) -> Note | None:
    """Notes a usual action by its key, on its pillar; None when it is noted for that day already."""
    noted = select(Note.id).where(Note.person_id == person_id, Note.day == day, Note.action == action)
    if session.scalar(noted.limit(1)) is not None:
        return None
    return _add(session, person_id, day, BY_KEY[action].pillar, "", action)


def find(session: Session, person_id: int, note_id: UUID) -> Note | None:
    return session.get(Note, (person_id, note_id))


def newest(session: Session, person_id: int, limit: int, offset: int = 0) -> list[Note]:
    """The person's notes by day, the newest first."""
    return list(session.scalars(_notes_of(person_id).limit(limit).offset(offset)))


def between(session: Session, person_id: int, since: dt.date, until: dt.date) -> list[Note]:
    """The person's notes on the days from `since` to `until`, both included, the newest first."""
    return list(session.scalars(_notes_of(person_id).where(Note.day >= since, Note.day <= until)))


def words(note: Note) -> str:
    """What the note says, in the language in force: the action, if it is one, and what was written."""
    action = BY_KEY.get(note.action or "")
    told = [str(action.words) if action else "", note.text]
    return ": ".join(filter(None, told))


def _notes_of(person_id: int) -> Select[Note]:
    latest_first = (Note.day.desc(), Note.created_at.desc(), Note.id)
    return select(Note).where(Note.person_id == person_id).order_by(*latest_first)


def _add(session: Session, person_id: int, day: dt.date, pillar: str | None, text: str, action: str | None) -> Note:
    note = Note(
        person_id=person_id, id=uuid.uuid4(), day=day, pillar=pillar, text=text, action=action, created_at=now()
    )
    session.add(note)
    session.flush()
    return note
