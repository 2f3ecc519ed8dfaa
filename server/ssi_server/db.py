"""The database: how it is opened, and the two kinds of transaction.

On SQLite a write transaction takes the lock when it begins, so that it waits its turn instead of failing halfway,
and a commit returns only when the operating system has the data on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from flask import Flask, current_app
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from .config import Settings

_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 10000")


class Database:
    """One database, opened lazily."""

    def __init__(self, settings: Settings) -> None:
        url = make_url(settings.database_url)
        self._is_sqlite = url.get_backend_name() == "sqlite"
        if self._is_sqlite and url.database:
            Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        """Brings the schema to this program's."""
        with self._writing.begin() as connection:
            command.upgrade(alembic_config(connection), "head")

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


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, not the driver.
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")
