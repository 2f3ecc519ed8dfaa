"""Browsers that are signed in to the dashboard: each has a session, which ends by itself or is ended.

The secret of a session is in the browser's cookie only; the database knows its hash.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Invitation, Membership, Person, Team, WebSession
from . import tokens
from .roles import Role

LASTS = dt.timedelta(days=30)
"""From the sign-in on, however often it is used."""
IDLE_FOR = dt.timedelta(days=14)
"""After so long without use it ends as well."""

_LAST_USE_IS_KEPT_TO = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page, and as what. `has_company`: there is a team that concerns them, or an invitation.

    `unnoted`: this use of the session is not kept yet, not even to the minute.
    """

    person_id: int
    session_id: str
    role: Role
    has_company: bool
    unnoted: bool


_IN_A_TEAM = exists().where(Membership.person_id == WebSession.person_id)
_HAS_COMPANY = _IN_A_TEAM | ((Person.role == Role.OWNER) & (exists(select(Team.id)) | exists(select(Invitation.id))))


def start(session: Session, person_id: int, name: str, instead_of: str | None = None) -> str:
    """The secret of a new session, for a browser of this name; the one that the browser had before ends."""
    at, secret = now(), tokens.new_secret()
    session.execute(delete(WebSession).where(~_lasts(at)))
    if instead_of is not None:
        end(session, instead_of)
    started = WebSession(
        token_hash=tokens.hash_of(secret),
        person_id=person_id,
        created_at=at,
        expires_at=at + LASTS,
        id=tokens.new_id(),
        name=name,
        last_used_at=at,
    )
    session.add(started)
    return secret


def visitor(session: Session, secret: str) -> Visitor | None:
    """Whose session this is, as long as it lasts."""
    at = now()
    wanted = select(
        WebSession.person_id, WebSession.id, WebSession.last_used_at, Person.role, _HAS_COMPANY.label("company")
    )
    lasting = wanted.join(Person, Person.id == WebSession.person_id).where(_lasts(at), Person.left_at.is_(None))
    found = session.execute(lasting.where(WebSession.token_hash == tokens.hash_of(secret))).one_or_none()
    if found is None:
        return None
    unnoted = at - found.last_used_at > _LAST_USE_IS_KEPT_TO
    return Visitor(found.person_id, found.id, Role(found.role), bool(found.company), unnoted)


def note_use(session: Session, visitor: Visitor) -> None:
    """Keeps that the session is used now."""
    session.execute(update(WebSession).where(WebSession.id == visitor.session_id).values(last_used_at=now()))


def sessions_of(session: Session, person_id: int) -> list[WebSession]:
    """Those that last, the one that was used last first."""
    query = select(WebSession).where(WebSession.person_id == person_id, _lasts(now()))
    return list(session.scalars(query.order_by(WebSession.last_used_at.desc(), WebSession.id)))


def end(session: Session, secret: str) -> None:
    session.execute(delete(WebSession).where(WebSession.token_hash == tokens.hash_of(secret)))


def end_one(session: Session, person_id: int, session_id: str) -> bool:
    """False when this person has no such session."""
    if not session_id.isalnum():
        return False
    ended = delete(WebSession).where(WebSession.person_id == person_id, WebSession.id == session_id)
    return session.scalar(ended.returning(WebSession.id)) is not None


def end_others(session: Session, person_id: int, but: str | None = None) -> int:
    """Ends all of the person's sessions but this one; how many there were."""
    ended = delete(WebSession).where(WebSession.person_id == person_id, WebSession.id != (but or ""))
    return len(session.scalars(ended.returning(WebSession.id)).all())


def _lasts(at: dt.datetime) -> ColumnElement[bool]:
    return (WebSession.expires_at > at) & (WebSession.last_used_at > at - IDLE_FOR)
