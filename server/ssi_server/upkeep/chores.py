"""What is to be done again and again, whoever comes or not: emptying what was deleted, keeping daily backups."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from ..captures import deletion
from ..clock import now
from ..config import Settings, Unusable
from ..models import Person
from ..storage import Database, Forgotten
from ..storage.whole import whole
from . import backup
from .claim import Claim

KEPT = 7
"""How many daily backups are kept."""
WORK = "daily_backup"
"""The fact that tells who makes them, and what went wrong."""
_NAME = "history-{day}.zip"
_PATTERN = "history-????-??-??.zip"


def empty_deleted(database: Database) -> None:
    """Empties everybody's deleted captures whose ten minutes are over, person by person."""
    with database.read() as session:
        people = list(session.scalars(select(Person.id)))
    for person_id in people:
        with database.read() as session:
            is_due = deletion.any_due(session, person_id, now())
        if is_due:
            with suppress(Forgotten), database.write(person_id) as session:
                deletion.empty_due(session, person_id, now())


def keep_backups(database: Database, settings: Settings) -> Path | None:
    """Makes today's backup, unless there is one or another server makes it; where it is, if it was made now.

    Nothing is done where the history is in the care of a database server, which has its own ways. Older ones than the
    newest seven go as soon as the new one was read again and found whole. Raises what `backup.back_up` raises.
    """
    if not whole(database).files(database.engine):
        return None
    target = todays_backup(settings)
    claim = Claim(database, WORK, target.stem)
    if target.exists() or not claim.take():
        return None
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        backup.back_up(database, settings, target, lambda _: None)
    except (DBAPIError, OSError, Unusable) as error:
        with suppress(DBAPIError):  # The disk may be full: the log names it all the same.
            claim.failed(str(error))
        raise
    claim.done()
    for old in daily_backups(settings)[:-KEPT]:
        old.unlink()
    return target


def todays_backup(settings: Settings) -> Path:
    """Where today's daily backup lies, or will."""
    return settings.data_dir / backup.FOLDER / _NAME.format(day=now().astimezone().date())


def daily_backups(settings: Settings) -> list[Path]:
    """Those that are there, the oldest first."""
    return sorted((settings.data_dir / backup.FOLDER).glob(_PATTERN))
