"""Backups: everything that a history is made of, as it was in one instant, in one file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, select

from ..config import Settings
from ..keys import session_key
from ..storage import Database
from ..storage.database import SCHEMA
from ..written_whole import written_whole
from .archive import reading, writing
from .archive.manifest import Manifest
from .archive.tables import KEPT
from .archive.writing import Progress

FOLDER = "backups"
"""Where daily backups, and those from before a restore, lie in the data folder."""


def back_up(
    database: Database, settings: Settings, target: Path, progress: Progress, *, replace: bool = False
) -> Manifest:
    """Writes a backup, reads it again to be sure, and only then gives it its name. Captures may arrive meanwhile.

    Raises Unusable where the name is taken and not to be replaced, OSError where the file cannot be written.
    """
    with database.read() as session:
        return write_from(session.connection(), session_key(settings), target, progress, replace=replace)


def write_from(
    connection: Connection, key: bytes, target: Path, progress: Progress, *, replace: bool = False
) -> Manifest:
    """The same from within a transaction."""
    with written_whole(target, replace=replace) as file:
        manifest = writing.write(connection, SCHEMA, key, file, progress)
        file.flush()
        reading.archive_in(target, file).verify(progress)
    return manifest


def row_count(connection: Connection) -> int:
    """How many rows a backup would hold."""
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT.values())
