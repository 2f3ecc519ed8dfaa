"""What a person has, read a few captures at a time, so that any number of them goes out in little memory."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from ..captures import store
from ..captures.pages import opened
from ..models import Capture, Note, Page, Preference
from .record import Record

BATCH = 50
"""Captures that are in memory at once, with their pages; each batch takes four queries."""


def count(session: Session, person_id: int) -> int:
    """How many captures go out, deleted ones included."""
    mine = select(func.count()).select_from(Capture).where(Capture.person_id == person_id)
    return session.scalar(mine) or 0


def records(session: Session, person_id: int, *, pages: bool) -> Iterator[Record]:
    """The person's captures, the oldest first. Their pages are left out unless they are asked for."""
    place = tuple_(Capture.captured_at, Capture.id)
    query = select(Capture).where(Capture.person_id == person_id).order_by(Capture.captured_at, Capture.id)
    found = list(session.scalars(query.limit(BATCH)))
    while found:
        html = _pages_of(session, person_id, found) if pages else {}
        for entry in store.entries(session, found):
            yield Record.of(entry, html.get(entry.capture.page_sha256 or b""))
        last = found[-1].captured_at, found[-1].id
        session.expunge_all()
        found = list(session.scalars(query.where(place > tuple_(*last)).limit(BATCH)))


def notes(session: Session, person_id: int) -> list[Note]:
    """The person's notes, the oldest day first."""
    mine = select(Note).where(Note.person_id == person_id)
    return list(session.scalars(mine.order_by(Note.day, Note.created_at, Note.id)))


def preferences(session: Session, person_id: int) -> list[Preference]:
    """What the person chose, by name: an order that no database's language changes."""
    mine = session.scalars(select(Preference).where(Preference.person_id == person_id))
    return sorted(mine, key=lambda preference: preference.name)


def _pages_of(session: Session, person_id: int, captures: list[Capture]) -> dict[bytes, str]:
    wanted = {capture.page_sha256 for capture in captures if capture.page_sha256 and capture.deleted_at is None}
    mine = select(Page).where(Page.person_id == person_id, Page.sha256.in_(wanted))
    return {page.sha256: opened(session, page) for page in session.scalars(mine)}
