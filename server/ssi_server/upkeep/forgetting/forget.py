"""Forgetting in its two steps: the rows, then all that still holds what stood in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import facts
from ...config import Settings
from ...models import Person
from ...people import audit
from ...people.audit import Action
from ...people.roles import Role
from ...storage import Database
from ...storage.whole import whole
from .. import backup, chores
from .copies import copies, deleted, strangers
from .rows import Rows, removed

UNFINISHED = "forgetting"
"""The fact that rows are gone, and what held them is not yet. It does not tell whose they were."""

_ELSEWHERE = (
    "backups, exports and reports that lie outside of the data folder, and copies of that folder",
    "browsers: the extension keeps its newest figures, and captures not yet sent, until it is removed from the browser",
    "a server that runs: what is in its memory, until it is restarted; and what your system writes of it to its log",
    "the disk: what it holds of deleted files until it is overwritten; its snapshots, the machine's own backups, swap",
)


@dataclass(frozen=True)
class Finished:
    """The files that were deleted, the backup that was made instead, and what is left where, in words."""

    deleted: list[Path]
    backup: Path | None
    left: list[str]


def people_called(session: Session, called: str) -> list[Person]:
    """Everybody of this name; where there is nobody, the person with this number."""
    found = list(session.scalars(select(Person).where(Person.name == called).order_by(Person.id)))
    if found or not called.isdecimal() or len(called) > 9:
        return found
    return list(session.scalars(select(Person).where(Person.id == int(called))))


def everybody(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).order_by(Person.id)))


def is_unfinished(session: Session) -> bool:
    return facts.fact(session, UNFINISHED) is not None


def remove(database: Database, person_id: int) -> Rows:
    """Every row of the person's, in one transaction; the installation knows from then on that there is more to do."""
    with database.write() as session:
        return take_out(session, person_id)


def take_out(session: Session, person_id: int) -> Rows:
    """The same, in a transaction that does more."""
    gone = removed(session, person_id)
    _note(session)
    facts.note(session, UNFINISHED, True)
    return gone


def _note(session: Session) -> None:
    """Keeps that somebody was forgotten, and not who, with whoever looks after the installation."""
    owner = session.scalar(select(Person.id).where(Person.role == Role.OWNER).order_by(Person.id).limit(1))
    if owner is not None:
        audit.note(session, owner, Action.FORGOTTEN, None)


def finish(settings: Settings, database: Database, *, rewrite: bool) -> Finished:
    """Has nothing of what was removed stay in the database's files, nor in copies beside it.

    InUse where somebody is in the way, OSError where a file cannot be written or deleted: it can be called again.
    """
    whole(database).erase(database.engine, rewrite=rewrite)
    fresh = _fresh_backup(settings, database)
    gone = deleted(settings, database, fresh)
    with database.write() as session:
        facts.forget(session, UNFINISHED)
    unknown = [f"{file}, which is no backup of this program's" for file in strangers(settings, fresh)]
    return Finished(gone, fresh, [*unknown, *whole(database).remains(database.engine, rewrite=rewrite), *_ELSEWHERE])


def _fresh_backup(settings: Settings, database: Database) -> Path | None:
    """One without the person, before those with them go, where there is somebody left to back up."""
    with database.read() as session:
        is_empty = session.scalar(select(Person.id).limit(1)) is None
    if is_empty or not whole(database).files(database.engine) or not copies(settings, database):
        return None
    target = chores.todays_backup(settings)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    backup.back_up(database, settings, target, lambda _: None, replace=True)
    return target
