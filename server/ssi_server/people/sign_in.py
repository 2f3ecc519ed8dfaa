"""Links that sign in to the dashboard: each works once, for ten minutes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Person, SignInLink
from . import tokens

LINK_LASTS = dt.timedelta(minutes=10)


def new_link(session: Session, person_id: int) -> str:
    """The secret part of a link that signs this person in, once, within ten minutes."""
    secret = tokens.new_secret()
    session.execute(delete(SignInLink).where(SignInLink.expires_at < now()))
    session.add(SignInLink(token_hash=tokens.hash_of(secret), person_id=person_id, expires_at=now() + LINK_LASTS))
    return secret


def use_link(session: Session, secret: str) -> int | None:
    """Whom the link signs in, to the first who asks; None if it is unknown, used or too old, or they have left."""
    fresh = (SignInLink.token_hash == tokens.hash_of(secret)) & SignInLink.used_at.is_(None)
    here = SignInLink.person_id.in_(select(Person.id).where(Person.left_at.is_(None)))
    used = update(SignInLink).where(fresh, here, SignInLink.expires_at > now()).values(used_at=now())
    return session.scalar(used.returning(SignInLink.person_id))
