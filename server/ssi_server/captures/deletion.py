"""Deleting with ten minutes to think it over: hidden at once, emptied afterwards.

A hidden capture is out of every list and every computation, since all of them pass over what has a `deleted_at`. Its
figures and its page are there until it is emptied; its id stays taken for good.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from ..models import Capture, Page
from . import store

UNDO_LASTS = dt.timedelta(minutes=10)

_HOLDS_SOMETHING = Capture.page_sha256.is_not(None) | Capture.verdict.is_not(None)
"""What an emptied capture has no more of: a page, or figures."""
_HIDDEN_BEFORE = select(Capture).where(
    Capture.person_id == bindparam("person"), Capture.deleted_at <= bindparam("before"), _HOLDS_SOMETHING
)


def hide(capture: Capture, at: dt.datetime) -> None:
    """Deletes a capture so that it can be brought back."""
    capture.deleted_at = at


def bring_back(session: Session, person_id: int, capture_id: UUID, at: dt.datetime) -> bool:
    """Undoes the deletion. False when there is nothing to bring back, or not any more."""
    capture = session.scalar(select(Capture).where(_hidden(person_id, at), Capture.id == capture_id))
    if capture is None:
        return False
    capture.deleted_at = None
    return True


def hidden(session: Session, person_id: int, at: dt.datetime) -> list[Capture]:
    """The person's captures that can be brought back, the last deleted first."""
    return list(session.scalars(select(Capture).where(_hidden(person_id, at)).order_by(Capture.deleted_at.desc())))


def empty(session: Session, capture: Capture, at: dt.datetime) -> None:
    """Deletes a capture for good, and lets go of its page if no other capture has the same."""
    store.drop_reading(session, capture)
    sha256, capture.page_sha256 = capture.page_sha256, None
    capture.deleted_at, capture.doubts, capture.verdict = at, [], None
    session.flush()
    if sha256 is not None:
        _drop_unused_page(session, capture.person_id, sha256)


def any_due(session: Session, person_id: int, at: dt.datetime) -> bool:
    """Whether hidden captures of this person's are to be emptied by now."""
    return bool(_due(session, person_id, at))


def empty_due(session: Session, person_id: int, at: dt.datetime) -> None:
    """Empties every hidden capture of this person's whose time is over."""
    for capture in _due(session, person_id, at):
        empty(session, capture, capture.deleted_at or at)


def _hidden(person_id: int, at: dt.datetime) -> ColumnElement[bool]:
    return (Capture.person_id == person_id) & (Capture.deleted_at > at - UNDO_LASTS) & _HOLDS_SOMETHING


def _due(session: Session, person_id: int, at: dt.datetime) -> Sequence[Capture]:
    return session.scalars(_HIDDEN_BEFORE, {"person": person_id, "before": at - UNDO_LASTS}).all()


def _drop_unused_page(session: Session, person_id: int, sha256: bytes) -> None:
    used = select(Capture.id).where(Capture.person_id == person_id, Capture.page_sha256 == sha256).limit(1)
    if session.scalar(used) is None:
        session.execute(delete(Page).where(Page.person_id == person_id, Page.sha256 == sha256))
