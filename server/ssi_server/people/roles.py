"""Who looks after the installation: its owners. Everybody else is a member; who leads a team is said by the team."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ..models import Person
from ..storage import alone
from . import audit
from .audit import Action


class Role(StrEnum):
    OWNER = "owner"
    MEMBER = "member"


class LastOwner(ValueError):
    """Nobody would look after the installation any more."""


def role_of(session: Session, person_id: int) -> Role:
    """Whoever has left has no say, whatever they had."""
    here = select(Person.role).where(Person.id == person_id, Person.left_at.is_(None))
    return Role(session.scalar(here) or Role.MEMBER)


def set_role(session: Session, person_id: int, role: Role, by: int | None) -> bool:
    """False where it is the person's role already. LastOwner where no owner would be left."""
    if role_of(session, person_id) is role:
        return False
    if role is not Role.OWNER:
        require_another_owner(session, person_id)
    session.execute(update(Person).where(Person.id == person_id).values(role=role))
    audit.note(session, person_id, Action.ROLE_CHANGED, by, role=role)
    return True


def require_another_owner(session: Session, person_id: int) -> None:
    """LastOwner where this person is the only one; until the transaction ends, nobody else stops being one."""
    alone(session, "owners")
    owners = select(Person.id).where(Person.role == Role.OWNER, Person.left_at.is_(None)).limit(2)
    if session.scalars(owners).all() == [person_id]:
        raise LastOwner
