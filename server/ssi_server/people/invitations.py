"""Links with which somebody joins: each works once, for seven days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Invitation, Team
from . import audit, memberships, persons, tokens
from .audit import Action
from .roles import Role, set_role

LASTS = dt.timedelta(days=7)
_KNOWN_FOR = dt.timedelta(days=30)
"""After its end."""


@dataclass(frozen=True)
class Terms:
    """What whoever comes with the link becomes; `name` says whom it is meant for."""

    team: Team | None = None
    is_lead: bool = False
    role: Role = Role.MEMBER
    name: str = ""


@dataclass(frozen=True)
class Arrival:
    """Who came with a link, and the team that they belong to now, if it was for one."""

    person_id: int
    team_id: str | None


def invite(session: Session, terms: Terms, concerns: int, by: int | None) -> str:
    """The secret part of a new link. That it was made is noted with whom it `concerns`: the inviter, or an owner."""
    at, secret = now(), tokens.new_secret()
    session.execute(delete(Invitation).where(Invitation.expires_at < at - _KNOWN_FOR))
    session.add(
        Invitation(
            token_hash=tokens.hash_of(secret),
            id=tokens.new_id(),
            team_id=terms.team and terms.team.id,
            is_lead=terms.is_lead,
            role=terms.role,
            name=terms.name,
            invited_by=by,
            created_at=at,
            expires_at=at + LASTS,
        )
    )
    audit.note(session, concerns, Action.INVITED, by, team=terms.team and terms.team.name)
    return secret


def find(session: Session, secret: str) -> Invitation | None:
    """The invitation that this link still is."""
    fresh = (Invitation.token_hash == tokens.hash_of(secret)) & _is_open()
    return session.scalar(select(Invitation).where(fresh))


def open_ones(session: Session, team_id: str | None = None) -> list[Invitation]:
    """Those that wait for somebody, to the whole installation or to one team, the newest first."""
    query = select(Invitation).where(_is_open()).order_by(Invitation.created_at.desc(), Invitation.id)
    return list(session.scalars(query if team_id is None else query.where(Invitation.team_id == team_id)))


def with_id(session: Session, invitation_id: str) -> Invitation | None:
    """The one of this id that still waits, whatever was sent as one."""
    if not (invitation_id.isascii() and invitation_id.isalnum()):
        return None
    return session.scalar(select(Invitation).where(Invitation.id == invitation_id, _is_open()))


def withdraw(session: Session, invitation: Invitation, by: int) -> None:
    """The link opens nothing any more."""
    team = invitation.team_id and session.get(Team, invitation.team_id)
    session.execute(delete(Invitation).where(Invitation.token_hash == invitation.token_hash))
    audit.note(session, by, Action.INVITATION_WITHDRAWN, by, team=team and team.name)


def accept_anew(session: Session, secret: str, name: str) -> Arrival | None:
    """Makes a new person of who comes with the link. None where it is unknown, used or too old; NameTaken, BadName."""
    invitation = _use(session, secret)
    if invitation is None:
        return None
    person = persons.add_named(session, name)
    audit.note(session, person.id, Action.JOINED, person.id)
    return _come_in(session, invitation, person.id)


def accept_as(session: Session, secret: str, person_id: int) -> Arrival | None:
    """Gives somebody who is here already what the link is for. None where it is unknown, used or too old."""
    invitation = _use(session, secret)
    return None if invitation is None else _come_in(session, invitation, person_id)


def _use(session: Session, secret: str) -> Invitation | None:
    """The invitation, to the first who comes with it."""
    fresh = (Invitation.token_hash == tokens.hash_of(secret)) & _is_open()
    return session.scalar(update(Invitation).where(fresh).values(used_at=now()).returning(Invitation))


def _come_in(session: Session, invitation: Invitation, person_id: int) -> Arrival:
    invitation.person_id = person_id
    if invitation.role == Role.OWNER:
        set_role(session, person_id, Role.OWNER, invitation.invited_by)
    team = invitation.team_id and session.get(Team, invitation.team_id)
    if team:
        memberships.join(session, person_id, team, person_id, is_lead=invitation.is_lead)
        if invitation.is_lead:
            memberships.set_lead(session, person_id, team, True, invitation.invited_by)
    return Arrival(person_id, invitation.team_id)


def _is_open() -> ColumnElement[bool]:
    return Invitation.used_at.is_(None) & (Invitation.expires_at > now())
