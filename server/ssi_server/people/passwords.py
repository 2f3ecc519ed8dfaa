"""The password that a person may have beside sign-in links, where several people use one machine."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..models import Person

SHORTEST, LONGEST = 12, 1_000
"""Letters. There are no other rules: they would only make passwords alike."""

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
"""Argon2id with the second choice of RFC 9106, in one thread: 64 MiB at a time, since one is worked out at a time."""
_ONE_AT_A_TIME = threading.Lock()


class BadPassword(ValueError):
    """That cannot be a password; the message says what can."""


def set_password(session: Session, person_id: int, password: str) -> None:
    """BadPassword for what is none."""
    if not is_allowed(password):
        raise BadPassword(f"A password has at least {SHORTEST} characters, and at most {LONGEST:,}.")
    _keep(session, person_id, _hash(password))


def is_allowed(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST and _is_text(password)


def remove_password(session: Session, person_id: int) -> None:
    _keep(session, person_id, None)


def has_password(session: Session, person_id: int) -> bool:
    return hash_of(session, person_id) is not None


def anybody_has_one(session: Session) -> bool:
    return session.scalar(select(Person.id).where(Person.password_hash.is_not(None)).limit(1)) is not None


def hash_of(session: Session, person_id: int | None) -> str | None:
    """The person's, as it is kept; None for nobody, and for somebody without a password."""
    return session.scalar(select(Person.password_hash).where(Person.id == person_id))


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether this is the password with that hash. Where there is no hash, the answer takes the same time."""
    fits = len(password) <= LONGEST and _is_text(password)
    with _ONE_AT_A_TIME:
        try:
            _HASHER.verify(password_hash or _nobodys(), _bytes(password if fits else ""))
        except VerifyMismatchError:
            return False
    return fits and password_hash is not None


def renew(session: Session, person_id: int, password: str, password_hash: str) -> None:
    """Keeps the right password in today's way, where it is kept in an earlier one, unless it was changed meanwhile."""
    if _HASHER.check_needs_rehash(password_hash):
        unchanged = (Person.id == person_id) & (Person.password_hash == password_hash)
        session.execute(update(Person).where(unchanged).values(password_hash=_hash(password)))


def _keep(session: Session, person_id: int, password_hash: str | None) -> None:
    session.execute(update(Person).where(Person.id == person_id).values(password_hash=password_hash))


def _hash(password: str) -> str:
    with _ONE_AT_A_TIME:
        return _HASHER.hash(_bytes(password))


@cache
def _nobodys() -> str:
    """The hash of what nobody can type, as costly to try as anybody's."""
    return _HASHER.hash(b"\0")


def _bytes(password: str) -> bytes:
    """The same for the same letters, however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password).encode()


def _is_text(password: str) -> bool:
    """Without what stands for no letter: lone surrogates, and NUL, with which nobody's hash is made."""
    return not any(unicodedata.category(letter) == "Cs" or letter == "\0" for letter in password)
