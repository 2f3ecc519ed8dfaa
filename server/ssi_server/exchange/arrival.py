"""Records, notes, goals and preferences as they come to stay with a person, in batches; once, however often they come.

What is here already stays as it is. What was deleted here stays deleted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..aims.goals import Goal
from ..captures import store
from ..captures.pages import PackedPage
from ..models import Base, Capture, Note, Preference
from ..models import Goal as GoalRow
from ..storage import Database
from .record import Record
from .report import Fate

BATCH = 100
"""Captures of one transaction: everybody who writes waits for it, so it is short."""


@dataclass
class Arrival:
    """What arrives for one person. A rehearsal finds out what would become of it, and writes nothing."""

    database: Database
    person_id: int
    rehearsal: bool = False
    rehearsed_pages: set[tuple[dt.datetime, bytes]] = field(default_factory=set)
    """Instant and SHA-256 of the pages that a rehearsal would have kept."""
    _rehearsed: dict[UUID, Record] = field(default_factory=dict)

    def captures(self, records: Sequence[Record]) -> list[Fate]:
        """What became of each of them; all that is new is kept in one transaction."""
        if self.rehearsal:
            with self.database.read() as session:
                known = self._rehearsed | _kept(session, self.person_id, records)
            fates = _fates(records, known)
            self._remember([record for record, fate in zip(records, fates, strict=True) if fate is Fate.NEW])
            return fates
        pages = [PackedPage.of(record.page) if record.page is not None else None for record in records]
        with self.database.write(self.person_id) as session:
            fates = _fates(records, _kept(session, self.person_id, records))
            triples = zip(records, pages, fates, strict=True)
            new = [(record, page) for record, page, fate in triples if fate is Fate.NEW]
            _keep(session, self.person_id, new)
        return fates

    def _remember(self, new: Sequence[Record]) -> None:
        self._rehearsed |= {record.id: replace(record, page=None) for record in new}
        pages = ((record.captured_at, record.page) for record in new if record.page is not None)
        self.rehearsed_pages |= {(at, hashlib.sha256(page.encode()).digest()) for at, page in pages}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction for the little else that arrives; nothing of it stays in a rehearsal."""
        with self.database.read() if self.rehearsal else self.database.write(self.person_id) as session:
            yield session

    def note(self, session: Session, note: dict[str, Any]) -> Fate:
        """What became of a note, given by the names of its columns."""
        return self._row(session, Note, (self.person_id, note["id"]), note)

    def goal(self, session: Session, goal: Goal) -> Fate:
        return self._row(session, GoalRow, (self.person_id, goal.figure), asdict(goal))

    def preference(self, session: Session, name: str, value: Any) -> Fate:
        return self._row(session, Preference, (self.person_id, name), {"name": name, "value": value})

    def _row(self, session: Session, table: type[Base], key: tuple[Any, ...], columns: dict[str, Any]) -> Fate:
        kept = session.get(table, key)
        if kept is None:
            if not self.rehearsal:
                session.add(table(person_id=self.person_id, **columns))
            return Fate.NEW
        is_same = all(getattr(kept, name) == value for name, value in columns.items())
        return Fate.KNOWN if is_same else Fate.CONFLICTING


def _kept(session: Session, person_id: int, records: Sequence[Record]) -> dict[UUID, Record]:
    """The person's captures that have the ids of these."""
    ids = {record.id for record in records}
    found = session.scalars(select(Capture).where(Capture.person_id == person_id, Capture.id.in_(ids))).all()
    return {entry.capture.id: Record.of(entry, None) for entry in store.entries(session, found)}


def _fates(records: Sequence[Record], kept: Mapping[UUID, Record]) -> list[Fate]:
    """What becomes of them one after the other: the second of two with the same id meets the first."""
    known, fates = dict(kept), []
    for record in records:
        fates.append(_fate(record, known.get(record.id)))
        known.setdefault(record.id, record)
    return fates


def _fate(record: Record, kept: Record | None) -> Fate:
    if kept is None:
        return Fate.NEW
    if kept.deleted_at is not None:
        return Fate.KNOWN if record.deleted_at is not None else Fate.DELETED
    return Fate.KNOWN if record.same_as(kept) else Fate.CONFLICTING


def _keep(session: Session, person_id: int, new: Sequence[tuple[Record, PackedPage | None]]) -> None:
    sha256s = [page.keep(session, person_id) if page else None for _record, page in new]
    rows = [_row(person_id, record, sha256) for (record, _page), sha256 in zip(new, sha256s, strict=True)]
    session.add_all(rows)
    session.flush()
    for row, (record, _page) in zip(rows, new, strict=True):
        if record.reading is not None:
            store.add_reading(session, row, record.reading)


def _row(person_id: int, record: Record, page_sha256: bytes | None) -> Capture:
    offset = record.captured_at.utcoffset() or dt.timedelta()
    reading = record.reading
    return Capture(
        person_id=person_id,
        id=record.id,
        captured_at=record.captured_at,
        utc_offset=int(offset.total_seconds() // 60),
        day=record.captured_at.date(),
        received_at=record.received_at,
        device_id=record.device,
        trigger=record.trigger,
        client=record.client,
        body_sha256=record.told_digest(),
        page_sha256=page_sha256,
        outcome=record.outcome,
        code=record.code,
        reader_version=record.reader_version,
        verdict=reading.verdict if reading else None,
        doubts=[doubt.to_dict() for doubt in reading.doubts] if reading else [],
        deleted_at=record.deleted_at,
    )
