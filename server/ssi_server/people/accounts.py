"""Whose page it is: the LinkedIn accounts that a person has said to be theirs, kept so that nothing names them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Account

_KNOWN = select(Account.__table__.c.mark).where(Account.__table__.c.person_id == bindparam("person"))


@dataclass(frozen=True)
class Ownership:
    """How a page is told to be a person's: the key of the marks, and whether they say that the page is theirs."""

    key: bytes = field(repr=False)
    said_mine: bool = False

    def mark(self, person_id: int, account: str | None) -> bytes | None:
        """What is kept of an account: HMAC-SHA256 of person and account. None for a page that names nobody."""
        if account is None:
            return None
        return hmac.new(self.key, f"{person_id} {account}".encode(), hashlib.sha256).digest()

    def admits(self, session: Session, person_id: int, mark: bytes | None) -> bool:
        """Whether the page is to be kept among this person's, in a transaction that is alone with what is theirs.

        The first account is learned, and any that the person says to be theirs. A page that names nobody is taken.
        """
        if mark is None:
            return True
        known = set(session.scalars(_KNOWN, {"person": person_id}))
        if mark in known:
            return True
        if known and not self.said_mine:
            return False
        session.add(Account(person_id=person_id, mark=mark, learned_at=now()))
        return True
