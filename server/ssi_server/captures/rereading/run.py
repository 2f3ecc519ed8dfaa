"""A run over everybody's pages, or one person's; interrupted, it is gone on with by the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssi_parser.reading import READER_VERSION

from ... import facts
from ...clock import now
from ...models import Person
from ...storage import Database
from .batches import Look, batches, count, count_without_page
from .progress import Progress, noted

_NAME = "reread"


@dataclass
class Part:
    """What a run has to do for one person: `to_do` captures, from where `progress` has come."""

    person: Person
    progress: Progress
    to_do: int
    without_page: int

    def looks(self, database: Database, *, keeping: bool) -> Iterator[list[Look]]:
        """The captures, batch by batch, once what was found of them is kept, unless nothing is to be kept."""
        for further, looked in batches(database, self.person.id, self.progress, keeping=keeping):
            self.progress = further
            yield looked


class Run:
    """A run over all persons, or `only` one. One that keeps nothing leaves no trace, and always begins anew."""

    def __init__(self, database: Database, only: Person | None, *, keeping: bool) -> None:
        self._database, self._keeping = database, keeping
        self._over_all = keeping and only is None
        self._persons = [only.id] if only else self._everybody()
        self._began = self._begin() if self._over_all else None

    def parts(self) -> Iterator[Part]:
        """Everybody's part, those that an interrupted run has finished among them; then the run has ended."""
        for person_id in self._persons:
            with self._database.read() as session:
                person = session.get(Person, person_id)
                if person is None:
                    continue
                progress = self._progress(session, person_id)
                to_do = 0 if progress.finished else count(session, person_id, progress)
                part = Part(person, progress, to_do, count_without_page(session, person_id))
            yield part
        if self._over_all:
            with self._database.write() as session:
                facts.forget(session, _NAME)

    def _everybody(self) -> list[int]:
        with self._database.read() as session:
            return list(session.scalars(select(Person.id).order_by(Person.id)))

    def _progress(self, session: Session, person_id: int) -> Progress:
        """Where to go on with this person's pages."""
        known = noted(session, person_id) if self._keeping else None
        if known is None or (known.finished if self._began is None else known.began < self._began):
            return Progress()
        return known

    def _begin(self) -> dt.datetime:
        """When the run began: now, unless an earlier one with the same reader was interrupted."""
        with self._database.write() as session:
            known = facts.fact(session, _NAME)
            if known and known["by"] == READER_VERSION:
                return dt.datetime.fromisoformat(known["began"])
            began = now()
            facts.note(session, _NAME, {"by": READER_VERSION, "began": began.isoformat()})
            return began
