"""A browser asks to be let in, the member decides, the browser gets its token: each once, in whatever process."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from ...clock import now
from ...models import Pairing
from ...storage import alone
from .. import devices, names, tokens
from .user_codes import new_user_code

LASTS = dt.timedelta(minutes=10)
INTERVAL = 2
"""Seconds that a browser leaves between two looks for the answer."""

MOST_PENDING = 100
"""Pairings that wait for an answer at the same time."""

_SLOWER_BY = 5
_LEEWAY = dt.timedelta(seconds=0.5)
"""A browser that keeps the interval may still seem early by as much as its last look was slow to arrive."""
_KNOWN_FOR = dt.timedelta(hours=1)
"""How long after its end a pairing is still told apart from one that never was."""


class Answer(StrEnum):
    """Why there is no token, or none yet, in the RFC's words."""

    PENDING = "authorization_pending"
    SLOW_DOWN = "slow_down"
    DENIED = "access_denied"
    EXPIRED = "expired_token"
    UNKNOWN = "invalid_grant"


@dataclass(frozen=True)
class Asked:
    """What the browser keeps for itself, and what it shows."""

    device_code: str
    user_code: str


@dataclass(frozen=True)
class Granted:
    """A token, which is nowhere kept and cannot be had again."""

    token: str
    scope: str


def ask(session: Session, client_id: str, scope: str, device_name: str) -> Asked:
    """A new pairing. BadName for a device that cannot be called that."""
    at, device_name = now(), names.name(device_name)
    alone(session, "pairings")  # Of those who ask at the same time, each finds the room that the others have made.
    session.execute(delete(Pairing).where(Pairing.expires_at < at - _KNOWN_FOR))
    _make_room(session)
    asked = Asked(tokens.new_secret(), _unused_user_code(session))
    pairing = Pairing(
        device_code_hash=tokens.hash_of(asked.device_code),
        user_code=asked.user_code,
        client_id=client_id,
        scope=scope,
        device_name=device_name,
        requested_at=at,
        expires_at=at + LASTS,
        interval=INTERVAL,
        state="pending",
    )
    session.add(pairing)
    return asked


def _make_room(session: Session) -> None:
    """Of too many that wait, those give way whose browsers have not looked for the longest.

    So a program that asks without end locks nobody out, and ends no pairing of a browser that keeps looking.
    """
    last_look = func.coalesce(Pairing.polled_at, Pairing.requested_at)
    looking = select(Pairing.device_code_hash).where(_is_pending()).order_by(last_look.desc()).limit(MOST_PENDING - 1)
    session.execute(delete(Pairing).where(_is_pending(), Pairing.device_code_hash.not_in(looking)))


def pending_pairing(session: Session, user_code: str) -> Pairing | None:
    """The pairing that waits for a decision under this code."""
    return session.scalar(select(Pairing).where(Pairing.user_code == user_code, _is_pending()))


def decide(session: Session, user_code: str, person_id: int, *, allow: bool) -> bool:
    """The member's answer, the first of which counts. False when nothing waits under this code any more."""
    answer = update(Pairing).where(Pairing.user_code == user_code, _is_pending())
    decided = answer.values(state="allowed" if allow else "denied", person_id=person_id)
    return session.scalar(decided.returning(Pairing.user_code)) is not None


def decision(session: Session, user_code: str, person_id: int) -> str | None:
    """What this person has decided about the code, as the state of its pairing, until the code ends."""
    decided = (Pairing.user_code == user_code) & (Pairing.person_id == person_id) & (Pairing.expires_at > now())
    return session.scalar(select(Pairing.state).where(decided))


def exchange(session: Session, device_code: str, client_id: str) -> Granted | Answer:
    """The token of a new device where the member allowed it, to the first who asks with the code; else why not."""
    asked = (Pairing.device_code_hash == tokens.hash_of(device_code)) & (Pairing.client_id == client_id)
    allowed = asked & (Pairing.state == "allowed") & (Pairing.expires_at > now())
    used = update(Pairing).where(allowed).values(state="used")
    pairing = session.scalar(used.returning(Pairing))
    if pairing is not None and pairing.person_id is not None:
        _, token = devices.add_device(session, pairing.person_id, pairing.device_name, pairing.scope)
        return Granted(token, pairing.scope)
    pairing = session.scalar(select(Pairing).where(asked))
    return Answer.UNKNOWN if pairing is None else _not_yet(pairing)


def _not_yet(pairing: Pairing) -> Answer:
    if pairing.state == "used":
        return Answer.UNKNOWN
    if pairing.state == "denied":
        return Answer.DENIED
    at = now()
    if pairing.expires_at <= at:
        return Answer.EXPIRED
    before, pairing.polled_at = pairing.polled_at, at
    if before is not None and at - before < dt.timedelta(seconds=pairing.interval) - _LEEWAY:
        pairing.interval += _SLOWER_BY
        return Answer.SLOW_DOWN
    return Answer.PENDING


def _is_pending() -> ColumnElement[bool]:
    return (Pairing.state == "pending") & (Pairing.expires_at > now())


def _unused_user_code(session: Session) -> str:
    while True:
        user_code = new_user_code()
        if session.scalar(select(Pairing.user_code).where(Pairing.user_code == user_code)) is None:
            return user_code
