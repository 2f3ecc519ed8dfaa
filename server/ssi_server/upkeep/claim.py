"""Who does a piece of work that is to be done once, however many servers there are: noted in the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Fact
from ..storage import Database, alone, insert

_LEASE = dt.timedelta(hours=2)
"""After so long, whoever took the work and did not end it is believed to be gone."""
_TAKEN, _DONE, _FAILED = "taken", "done", "failed"


@dataclass(frozen=True)
class Claim:
    """A claim on one piece (`which`) of a kind of work (`work`, which is the fact's name)."""

    database: Database
    work: str
    which: str

    def take(self) -> bool:
        """Whether the work is ours: nobody has done it, or is about to."""
        with self.database.write() as session:
            alone(session, self.work)
            noted = session.get(Fact, self.work)
            if noted and noted.value["which"] == self.which:
                state, is_recent = noted.value["state"], now() - noted.noted_at < _LEASE
                if state == _DONE or (state == _TAKEN and is_recent):
                    return False
            self._note(session, _TAKEN)
        return True

    def done(self) -> None:
        with self.database.write() as session:
            self._note(session, _DONE)

    def failed(self, why: str) -> None:
        """The work is anybody's again, and `failure` tells why it was not done."""
        with self.database.write() as session:
            self._note(session, _FAILED, why)

    def _note(self, session: Session, state: str, why: str = "") -> None:
        noted = {"value": {"which": self.which, "state": state, "why": why}, "noted_at": now()}
        row = insert(session, Fact).values(name=self.work, **noted)
        session.execute(row.on_conflict_do_update(index_elements=["name"], set_=noted))


def failure(session: Session, work: str) -> str | None:
    """Why this kind of work failed the last time; None where it did not."""
    value = session.scalar(select(Fact.value).where(Fact.name == work))
    return value["why"] if value and value["state"] == _FAILED else None
