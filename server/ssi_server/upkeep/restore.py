"""Restoring: everything that a backup holds in the place of everything that is there, in one step.

The step is a transaction. Whatever ends the program, the history is either the old or the new one, whole. What was
there before is kept as a backup of its own; a database file that is damaged is kept as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from ..clock import now
from ..config import Settings, Unusable
from ..keys import session_key
from ..models import Capture
from ..storage import Database
from ..storage.whole import Substitute, whole
from . import backup
from .archive.reading import Archive
from .archive.writing import Progress
from .key_change import KeyChange
from .loading import load, require_known_schema


@dataclass(frozen=True)
class Restored:
    """What a restore left behind: what was there before, where it was anything, and whether the key is another now."""

    before: Path | None
    has_new_key: bool


def verify(archive: Archive, progress: Progress) -> None:
    """Reads the whole archive. Raises BadArchive where it is not whole, or of a newer program."""
    require_known_schema(archive)
    archive.verify(progress)


def restore(settings: Settings, archive: Archive, progress: Progress) -> Restored:
    """Puts the archive, which was verified, in the place of what is there.

    Raises Unusable where a server uses the history, where the rows do not fit each other, where the key cannot be
    kept; DBAPIError and OSError where there is no room. The old history is untouched then.
    """
    database = Database(settings)
    try:
        database.migrate()
        return _replace(settings, database, archive, progress)
    except (DBAPIError, Unusable) as error:
        substitute = whole(database).substitute(database.engine, error)
        if substitute is None:
            raise
        database.close()
        return _instead_of_damaged(settings, substitute, archive, progress)
    finally:
        database.close()


def captures_in(database: Database) -> int:
    """How many captures are there, everybody's."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Capture)) or 0


def _replace(settings: Settings, database: Database, archive: Archive, progress: Progress) -> Restored:
    with whole(database).alone(database.engine) as connection:
        change = KeyChange.prepared(settings, archive.key)
        before = _keep_what_is_there(connection, settings)
        load(connection, archive, progress)
        change.note(connection)
    change.finish()
    whole(database).compact(database.engine)
    return Restored(before, change.is_one)


def _instead_of_damaged(settings: Settings, substitute: Substitute, archive: Archive, progress: Progress) -> Restored:
    database = Database(replace(settings, database_url=substitute.url))
    database.migrate()
    with whole(database).alone(database.engine) as connection:
        change = KeyChange.prepared(settings, archive.key)
        load(connection, archive, progress)
        change.note(connection)
    database.close()
    before = substitute.swap_in()
    change.finish()
    return Restored(before, change.is_one)


def _keep_what_is_there(connection: Connection, settings: Settings) -> Path | None:
    """A backup of it, unless there is nothing."""
    if not backup.row_count(connection):
        return None
    folder = settings.data_dir / backup.FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = _unused(folder / f"before-restore-{now():%Y%m%dT%H%M%SZ}.zip")
    backup.write_from(connection, session_key(settings), target, lambda _: None)
    return target


def _unused(target: Path) -> Path:
    """The path itself, or beside it the first that is free: two restores may begin within a second."""
    numbered = (target.with_stem(f"{target.stem}-{number}") for number in count(2))
    return next(path for path in chain([target], numbered) if not path.exists())
