"""SQLite: one file, its owner's alone.

A transaction that writes takes the lock when it begins, so that it waits its turn instead of failing halfway, and a
commit returns only when the operating system has the data on disk.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import OperationalError

from ..config import Unusable

__all__ = ["ADVICE", "GLANCING", "READING", "WRITING", "insert", "lock", "opened", "place", "require_room"]

READING: dict[str, Any] = {}
GLANCING: dict[str, Any] = {}
WRITING = {"writes": True}
ADVICE = "put a copy from before in its place, or choose another folder with --data-dir"
PATIENCE = 10_000
"""Milliseconds that a transaction waits for others to end."""

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
ROOM = 1024 * 1024
"""Bytes free on the disk, below which no capture is promised to fit."""


def opened(url: URL) -> Engine:
    _make_file(_file(url))
    engine = create_engine(url, hide_parameters=True)  # In no log: they are what members have sent.
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def place(url: URL) -> str:
    return str(_file(url))


def lock(connection: Connection, what: str) -> None:
    """Nothing: whoever writes is alone already."""


def require_room(url: URL) -> None:
    if shutil.disk_usage(_file(url).parent).free < ROOM:
        full = sqlite3.OperationalError(f"database or disk is full: less than {ROOM} bytes are free")
        raise OperationalError("", None, full)


def _file(url: URL) -> Path:
    return Path(url.database or "")


def _make_file(file: Path) -> None:
    """Makes an empty file for its owner alone, unless there is one: SQLite gives its journals the file's own mode.

    One that is there is never opened: closing it would drop all locks that this process holds on it, and SQLite, with
    another process believing itself alone, would go on in a journal that is deleted.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise Unusable(
            f"The history cannot be kept in {file.parent}: {error.strerror}. Choose another folder with --data-dir."
        ) from error


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver.
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
