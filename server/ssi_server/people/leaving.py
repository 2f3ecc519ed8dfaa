"""Leaving: from then on nobody is let in as this person, and nobody sees them. Their history waits to be forgotten."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Device, Membership, Pairing, Person, SignInLink, WebSession
from . import audit
from .audit import Action
from .roles import require_another_owner

_WAYS_IN = (WebSession, SignInLink, Pairing, Membership)
"""Not who the company's sign-in says that they are: by that they are known as somebody who has left."""


def leave(session: Session, person_id: int, by: int | None) -> None:
    """Closes every way in and ends every membership. LastOwner where no owner would be left."""
    require_another_owner(session, person_id)
    for table in _WAYS_IN:
        session.execute(delete(table).where(table.__table__.c.person_id == person_id))
    in_force = (Device.person_id == person_id) & Device.revoked_at.is_(None)
    session.execute(update(Device).where(in_force).values(revoked_at=now()))
    gone = {"left_at": now(), "role": "member", "password_hash": None}
    session.execute(update(Person).where(Person.id == person_id).values(gone))
    audit.note(session, person_id, Action.LEFT, by)
