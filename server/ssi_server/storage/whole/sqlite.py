"""SQLite as a whole: one file, its journals, and the locks that tell who else has it open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from . import Ailment, InUse
from .sqlite_substitute import DAMAGED, DRAFT, RUNNING, Substitute

BYTE_ORDER = "BINARY"

_PATIENCE = 1_000
"""Milliseconds that others are given to go away: a command that just ends, but no server."""
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_RESTORE = "stop SSI History, then run 'ssi-history restore' with the newest backup; what is there is kept beside"
_IN_THE_WAY = (
    "Somebody reads or writes this history all the time, so that its file cannot be cleaned: stop SSI History, and run"
    " the same again."
)


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Out of the write-ahead log, which SQLite leaves only for who is the one to have the file open.

    Everybody else who comes would begin by going back to that log, and is refused as long as this transaction lasts.
    """
    engine.dispose()  # This process's own connections count as well.
    try:
        with engine.execution_options(writes=True).connect() as connection:
            _leave_the_log(connection.connection.driver_connection)
            with connection.begin():
                yield connection
    finally:
        engine.dispose()  # The next connection goes back to the log.


def compact(engine: Engine) -> None:
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def erase(engine: Engine, *, rewrite: bool) -> None:
    """The file written anew from what is in it, and the write-ahead log emptied; a running server may go on."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        try:
            raw.execute("VACUUM")
            [is_in_use, _, _] = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            is_in_use = True
    if is_in_use:
        raise InUse(_IN_THE_WAY)


def remains(engine: Engine, *, rewrite: bool) -> Iterator[str]:
    """Nothing: the file is all there is."""
    yield from ()


def number_on(connection: Connection) -> None:
    """Nothing: SQLite looks for the highest number by itself."""


def described(connection: Connection) -> str:
    journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    return f"SQLite {sqlite3.sqlite_version}, journal {journal}, every commit written through to the disk"


def ailments(connection: Connection) -> Iterator[Ailment]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Ailment(f"the file is damaged: {' '.join(line.split())}", _RESTORE)
    broken = [row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    for table in sorted(set(broken)):
        yield Ailment(f"{broken.count(table)} rows of {table} refer to something that is gone", _RESTORE)
    if connection.exec_driver_sql("PRAGMA synchronous").scalar_one() < 2:
        yield Ailment("commits are not written through to the disk", "use the SQLite that comes with Python")


def files(engine: Engine) -> list[Path]:
    main = engine.url.database or ""
    return [file for file in (Path(main + ending) for ending in ("", "-wal", "-shm", "-journal")) if file.exists()]


def leftovers(engine: Engine) -> list[Path]:
    main = Path(engine.url.database or "")
    return [file for ending in (DAMAGED, DRAFT) for file in main.parent.glob(f"{escape(main.name + ending)}*")]


def substitute(engine: Engine, error: BaseException) -> Substitute | None:
    return Substitute(Path(engine.url.database or "")) if _is_damage(error) else None


def _is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says so, in the error or in what caused it."""
    if error is None:
        return False
    original = error.orig if isinstance(error, DBAPIError) else error
    code = original.sqlite_errorcode if isinstance(original, sqlite3.DatabaseError) else 0
    return code & 0xFF in _DAMAGED or _is_damage(error.__cause__)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _leave_the_log(raw: Any) -> None:
    raw.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        [mode] = raw.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
        mode = "wal"
    if mode != "delete":
        raise InUse(RUNNING)
