"""The database: how it is opened, and the two kinds of transaction.

On SQLite a write transaction takes the lock when it begins, so that it waits its turn instead of failing halfway,
and a commit returns only when the operating system has the data on disk. The file is its owner's alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from flask import Flask, current_app
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from .config import Settings, Unusable

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000")


class Database:
    """One database, opened lazily. Unusable where the file that it lies in cannot be made."""

    def __init__(self, settings: Settings) -> None:
        url = make_url(settings.database_url)
        self._is_sqlite = url.get_backend_name() == "sqlite"
        self._place = url.render_as_string()
        if self._is_sqlite and url.database:
            self._place = url.database
            _make_file(Path(url.database))
        self.engine = create_engine(url)
        self._writing = self.engine.execution_options(writes=True)
        if self._is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only looks."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits when its block ends well, and leaves no trace otherwise."""
        with Session(self._writing) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Brings the schema to this program's. Unusable where there is no such database, or one of a newer program."""
        try:
            with self._writing.begin() as connection:
                command.upgrade(alembic_config(connection), "head")
        except CommandError as error:
            raise Unusable(
                f"The history in {self._place} was written by a newer version of SSI History: update this one."
            ) from error
        except DBAPIError as error:
            raise Unusable(
                f"The history in {self._place} cannot be used: {error.orig}. It was left as it is;"
                " put a copy from before in its place, or choose another folder with --data-dir."
            ) from error

    def check(self) -> None:
        """Raises a DBAPIError unless the database can be read and its file written."""
        with self.write() as session:
            session.execute(text("SELECT version_num FROM alembic_version")).one()

    def close(self) -> None:
        self.engine.dispose()


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["ssi_database"] = Database(settings)


def database() -> Database:
    """The running application's database."""
    found: Database = current_app.extensions["ssi_database"]
    return found


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


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver.
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
