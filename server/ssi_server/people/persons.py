"""The persons whose history is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Person
from ..storage import alone
from . import names
from .names import NameTaken
from .roles import Role

FIRST = "Me"


def first_person(session: Session) -> Person:
    """The owner of this installation, made when there is none yet; once, however many servers start."""
    oldest = select(Person).order_by(Person.id).limit(1)
    person = session.scalar(oldest)
    if person is None:
        alone(session, "the first person")
        person = session.scalar(oldest)
    return person or add_person(session, FIRST, Role.OWNER)


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


def everybody(session: Session) -> list[Person]:
    """All persons, those who have left as well, in the order in which they came."""
    return list(session.scalars(select(Person).order_by(Person.id)))


def an_owner(session: Session) -> Person:
    """Who is told of what was done by a command: the first owner, else the first person."""
    owners = select(Person).where(Person.role == Role.OWNER, Person.left_at.is_(None)).order_by(Person.id).limit(1)
    return session.scalar(owners) or first_person(session)


def add_named(session: Session, name: str, role: Role = Role.MEMBER) -> Person:
    """Somebody new. NameTaken where somebody is called that, since people sign in by name; BadName for what is none."""
    return add_person(session, _free(session, name), role)


def rename(session: Session, person: Person, name: str) -> None:
    """Has the person be called that from now on. NameTaken, BadName."""
    if names.name(name) != person.name:
        person.name = _free(session, name)


def add_person(session: Session, name: str, role: Role = Role.MEMBER) -> Person:
    person = Person(name=name, created_at=now(), role=role)
    session.add(person)
    session.flush()
    return person


def _free(session: Session, name: str) -> str:
    """The text as a name that nobody has; until the transaction ends, nobody else can take it."""
    called = names.name(name)
    alone(session, "names of persons")
    if person_named(session, called) is not None:
        raise NameTaken(called)
    return called
