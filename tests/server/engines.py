"""The two engines under the server's tests, and the database that each of these tests has to itself."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from server_parts import data_file
from ssi_server.config import Settings
from ssi_server.models import Base
from ssi_server.people import persons
from ssi_server.storage import Database
from ssi_server.storage.database import SCHEMA
from throwaway_postgresql import Cluster

URL = "SSI_HISTORY_DATABASE_URL"

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For a test of what only a file can have happen to it."""

on_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
"""For a test of what only a server can have happen to it."""


class Installations(Protocol):
    """Installations on one engine."""

    def never_started(self, data_dir: Path) -> Settings:
        """The settings of one that has no schema yet."""

    def fresh(self, data_dir: Path) -> Settings:
        """The settings of one that has today's schema, the first person, and nothing else."""


class OnSqlite:
    """Each has a file of its own, copied from one that was made once."""

    def __init__(self, folder: Path) -> None:
        settings = self.never_started(folder)
        _start(settings)
        self._made = data_file(settings)

    def never_started(self, data_dir: Path) -> Settings:
        return Settings.load(data_dir, environ={})

    def fresh(self, data_dir: Path) -> Settings:
        settings = self.never_started(data_dir)
        data_dir.mkdir()
        shutil.copy(self._made, data_file(settings))
        return settings


class OnPostgresql:
    """The fresh ones follow each other in one database, which is emptied in between: a new one would cost 75 ms."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster, self._numbers = cluster, count()
        settings = self.never_started(cluster.folder)
        _start(settings)
        self._url = settings.database_url
        self._database = create_engine(self._url, pool_pre_ping=True)

    def close(self) -> None:
        self._database.dispose()

    def never_started(self, data_dir: Path) -> Settings:
        name = f"test_{next(self._numbers)}"
        server = create_engine(self._cluster.url(), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        server.dispose()
        return Settings.load(data_dir, environ={URL: self._cluster.url(name)})

    def fresh(self, data_dir: Path) -> Settings:
        data_dir.mkdir()
        with Session(self._database) as session, session.begin():
            session.connection().exec_driver_sql(_EMPTYING)
            persons.first_person(session)
        return Settings.load(data_dir, environ={URL: self._url})


_EMPTYING = "; ".join(
    [f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)]
    + ["ALTER SEQUENCE people_id_seq RESTART", f"UPDATE alembic_version SET version_num = '{SCHEMA}'"]
)


def _start(settings: Settings) -> None:
    """What a first start does."""
    database = Database(settings)
    database.migrate()
    with database.write() as session:
        persons.first_person(session)
    database.close()
