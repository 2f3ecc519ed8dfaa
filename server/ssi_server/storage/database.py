"""The database of an installation: the two kinds of transaction, its schema, and how it is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app
from sqlalchemy import bindparam, delete, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..clock import now
from ..config import Settings, Unusable
from ..models import Fact, Person
from .address import parsed
from .backends import backend

SCHEMA = "0007"
"""The last migration: what this program reads and writes."""

_ROOM, _BYTES = "room", 64 * 1024
"""A fact that is never there for longer than a look at whether it fits, and its size."""

_MINE = (
    select(Person.__table__.c.id).where(Person.__table__.c.id == bindparam("person")).with_for_update(key_share=True)
)


class Forgotten(Exception):
    """The person whose data are to be written is here no more."""


class Database:
    """One database, opened lazily. Unusable where its address is none, or its file cannot be made."""

    def __init__(self, settings: Settings) -> None:
        self._url = parsed(settings.database_url)
        self._backend = backend(self._url.get_backend_name())
        self.engine = self._backend.opened(self._url)
        self._reading = self.engine.execution_options(**self._backend.READING)
        self._glancing = self.engine.execution_options(**self._backend.GLANCING)
        self._writing = self.engine.execution_options(**self._backend.WRITING)

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self._backend.place(self._url)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only looks, and sees the same state from its first query to its last."""
        with Session(self._reading) as session:
            yield session

    @contextmanager
    def glance(self) -> Iterator[Session]:
        """For a single query: on a server far away, a third of what `read` takes."""
        with Session(self._glancing) as session:
            yield session

    @contextmanager
    def write(self, person_id: int | None = None) -> Iterator[Session]:
        """A transaction that commits when its block ends well, and leaves no trace otherwise.

        With a person, it is alone with what is theirs: those of the same person come one after the other, on both
        engines, so that what it has looked for and not found is not there when it writes. Raises Forgotten where there
        is no such person any more.
        """
        with Session(self._writing) as session, session.begin():
            if person_id is not None and session.scalar(_MINE, {"person": person_id}) is None:
                raise Forgotten
            yield session

    def migrate(self) -> None:
        """Brings the schema to this program's. Unusable where there is no such database, or one of a newer program."""
        try:
            if self._schema() == SCHEMA:
                return
            from .migration import upgrade  # Alembic is not for every start.

            with self._writing.begin() as connection:
                self._backend.lock(connection, "migrations")
                upgrade(connection, self.place)
        except DBAPIError as error:
            raise Unusable(
                f"The history in {self.place} cannot be used: {error.orig}. It was left as it is;"
                f" {self._backend.ADVICE}."
            ) from error

    def check(self) -> None:
        """Raises a DBAPIError unless the database can be read, and has room for as much as a page."""
        self._backend.require_room(self._url)
        with self.write() as session:
            session.execute(text("SELECT version_num FROM alembic_version")).one()
            session.execute(insert(Fact).values(name=_ROOM, value=secrets.token_hex(_BYTES // 2), noted_at=now()))
            session.execute(delete(Fact).where(Fact.name == _ROOM))

    def close(self) -> None:
        self.engine.dispose()

    def _schema(self) -> str | None:
        """The migration that the database is at; None before the first."""
        with self._reading.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found


def init_app(app: Flask, settings: Settings) -> Database:
    """The application's database from now on, brought to this program's schema. Raises Unusable."""
    opened = app.extensions["ssi_database"] = Database(settings)
    opened.migrate()
    return opened


def database() -> Database:
    """The running application's database."""
    found: Database = current_app.extensions["ssi_database"]
    return found
