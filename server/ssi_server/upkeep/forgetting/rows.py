"""The rows that are a person's, or tell of them, in all tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_

from sqlalchemy import ColumnElement, Table, delete, false, func, select, true
from sqlalchemy.orm import Session

from ...captures.dictionary import todays
from ...clock import now
from ...models import Base, Device, Dictionary, Fact, Invitation, LimitCount, Page, Pairing, Person
from ...people import audit

Rows = Mapping[str, int]
"""How many, by table; tables without any are left out."""


def counted(session: Session, person_id: int) -> Rows:
    """What `removed` would remove."""
    found = {table: select(func.count()).select_from(table).where(rows) for table, rows in _theirs(session, person_id)}
    return _some({table.name: session.scalar(count) or 0 for table, count in found.items()})


def removed(session: Session, person_id: int) -> Rows:
    """Removes them all; whoever writes for this person at the same time is waited for."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    audit.forget_actor(session, person_id)
    theirs = list(_theirs(session, person_id))
    return _some(
        {table.name: session.connection().execute(delete(table).where(rows)).rowcount for table, rows in theirs}
    )


def _theirs(session: Session, person_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The tables, those first that refer to others, and which of their rows go."""
    is_last = session.scalar(select(Person.id).where(Person.id != person_id).limit(1)) is None
    devices = session.scalars(select(Device.id).where(Device.person_id == person_id))
    ends = [f" {whom}" for whom in (person_id, *devices)]
    needed = select(Page.dictionary_id).where(Page.person_id != person_id, Page.dictionary_id.is_not(None))
    beyond_own = {
        "people": Person.id == person_id,
        "invitations": Invitation.invited_by == person_id,
        "facts": Fact.name.endswith(ends[0]),
        # Names of limits, as those of facts, end in whom they are about.
        "limits": true() if is_last else reduce(or_, (LimitCount.key.endswith(end) for end in ends)),
        # Whose they were going to be, nobody has said.
        "pairings": true() if is_last else Pairing.expires_at < now(),
        "dictionaries": Dictionary.id.not_in(needed) & (Dictionary.id != todays().dict_id()),
    }
    for table in reversed(Base.metadata.sorted_tables):
        own = table.columns.get("person_id")
        yield table, (false() if own is None else own == person_id) | beyond_own.get(table.name, false())


def _some(counts: dict[str, int]) -> Rows:
    return {name: count for name, count in sorted(counts.items()) if count}
