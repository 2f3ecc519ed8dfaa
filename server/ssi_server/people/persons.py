"""The persons whose history is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Person
from ..storage import alone

FIRST = "Me"


def first_person(session: Session) -> Person:
    """The owner of this installation, made when there is none yet; once, however many servers start."""
    oldest = select(Person).order_by(Person.id).limit(1)
    person = session.scalar(oldest)
    if person is None:
        alone(session, "the first person")
        person = session.scalar(oldest)
    return person or add_person(session, FIRST)


def person_named(session: Session, name: str) -> Person | None:
    return session.scalar(select(Person).where(Person.name == name))


def with_password(session: Session, name: str) -> int | None:
    """Who is called that and has a password; without a name, the only one who has."""
    if "\0" in name:  # Of which PostgreSQL would say that it is no text.
        return None
    having = select(Person.id).where(Person.password_hash.is_not(None)).order_by(Person.id).limit(2)
    found = session.scalars(having.where(Person.name == name) if name else having).all()
    return found[0] if len(found) == 1 else None


def are_several(session: Session) -> bool:
    return len(session.scalars(select(Person.id).limit(2)).all()) > 1


def add_person(session: Session, name: str) -> Person:
    person = Person(name=name, created_at=now())
    session.add(person)
    session.flush()
    return person
