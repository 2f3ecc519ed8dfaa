"""Dropping old pages, which can then not be read again. Figures, and that there was a capture, stay for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from ..models import Capture, Page, Person
from ..storage import Database, Forgotten

_AT_ONCE = 200
"""Captures in one transaction: captures that arrive meanwhile wait no longer than for that many."""


@dataclass(frozen=True)
class Pages:
    """How many pages, and how many bytes they take as they are kept."""

    count: int
    bytes: int

    def __add__(self, other: Pages) -> Pages:
        return Pages(self.count + other.count, self.bytes + other.bytes)


NONE = Pages(0, 0)


@dataclass(frozen=True)
class Old:
    """What is to go: pages of captures from before a day. Those that no reader could read yet stay for a later one,
    unless `unread_too`.
    """

    before: dt.date
    unread_too: bool = False

    def captures(self, person_id: int) -> ColumnElement[bool]:
        found = (Capture.person_id == person_id) & (Capture.day < self.before) & Capture.page_sha256.is_not(None)
        return found if self.unread_too else found & (Capture.outcome == "read")


def people(database: Database, name: str | None) -> list[int]:
    """Everybody, or who is called that."""
    with database.read() as session:
        query = select(Person.id).order_by(Person.id)
        return list(session.scalars(query if name is None else query.where(Person.name == name)))


def found(database: Database, person_id: int, old: Old) -> Pages:
    """The pages of this person's that would go: those that no newer capture has as well."""
    with database.read() as session:
        aged = select(Capture.page_sha256).where(old.captures(person_id))
        kept = select(Capture.page_sha256).where(
            Capture.person_id == person_id, Capture.page_sha256.is_not(None), ~old.captures(person_id)
        )
        going = select(func.count(), func.coalesce(func.sum(func.length(Page.html_zstd)), 0)).where(
            Page.person_id == person_id, Page.sha256.in_(aged), Page.sha256.not_in(kept)
        )
        count, size = session.execute(going).one()
    return Pages(count, int(size))


def prune(database: Database, person_id: int, old: Old) -> Iterator[Pages]:
    """Drops this person's old pages, a few at a time, until none is left or the person is forgotten; what each step
    let go of.
    """
    with suppress(Forgotten):
        while True:
            with database.write(person_id) as session:
                step = _step(session, person_id, old)
            if step is None:
                return
            yield step


def _step(session: Session, person_id: int, old: Old) -> Pages | None:
    """None when there was nothing left to do."""
    rows = session.execute(select(Capture.id, Capture.page_sha256).where(old.captures(person_id)).limit(_AT_ONCE)).all()
    if not rows:
        return None
    ids, pages = [row.id for row in rows], {row.page_sha256 for row in rows}
    session.execute(update(Capture).where(Capture.person_id == person_id, Capture.id.in_(ids)).values(page_sha256=None))
    used = select(Capture.page_sha256).where(Capture.person_id == person_id, Capture.page_sha256.in_(pages))
    unused = pages - set(session.scalars(used))
    mine = (Page.person_id == person_id) & Page.sha256.in_(unused)
    size = session.scalar(select(func.coalesce(func.sum(func.length(Page.html_zstd)), 0)).where(mine)) or 0
    session.execute(delete(Page).where(mine))
    return Pages(len(unused), int(size))
