"""Sign-in to the dashboard: a link that works once, then a session that can be ended."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import SignInLink, WebSession
from . import tokens

LINK_LASTS = dt.timedelta(minutes=10)
SESSION_LASTS = dt.timedelta(days=30)


def new_link(session: Session, person_id: int) -> str:
    """The secret part of a link that signs this person in, once, within ten minutes."""
    secret = tokens.new_secret()
    session.execute(delete(SignInLink).where(SignInLink.expires_at < now()))
    session.add(SignInLink(token_hash=tokens.hash_of(secret), person_id=person_id, expires_at=now() + LINK_LASTS))
    return secret


def use_link(session: Session, secret: str) -> str | None:
    """The secret of a new session, or None if the link is unknown, used or too old."""
    fresh = (SignInLink.token_hash == tokens.hash_of(secret)) & SignInLink.used_at.is_(None)
    used = update(SignInLink).where(fresh, SignInLink.expires_at > now()).values(used_at=now())
    person_id = session.scalar(used.returning(SignInLink.person_id))
    return None if person_id is None else _start_session(session, person_id)


def person_of(session: Session, secret: str) -> int | None:
    """Whose session this is, as long as it lasts."""
    mine = WebSession.token_hash == tokens.hash_of(secret)
    return session.scalar(select(WebSession.person_id).where(mine, WebSession.expires_at > now()))


def end_session(session: Session, secret: str) -> None:
    session.execute(delete(WebSession).where(WebSession.token_hash == tokens.hash_of(secret)))


def _start_session(session: Session, person_id: int) -> str:
    secret = tokens.new_secret()
    session.execute(delete(WebSession).where(WebSession.expires_at < now()))
    started = WebSession(
        token_hash=tokens.hash_of(secret), person_id=person_id, created_at=now(), expires_at=now() + SESSION_LASTS
    )
    session.add(started)
    return secret
