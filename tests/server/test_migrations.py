"""The schema that migrations make is the one that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server_parts import data_file, rows
from ssi_server.config import Settings
from ssi_server.db import Database
from ssi_server.models import Base


def test_migrations_lead_to_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_again_changes_nothing(database: Database, settings: Settings) -> None:
    before = data_file(settings).read_bytes()
    database.migrate()
    assert data_file(settings).read_bytes() == before


def test_the_file_is_written_through_to_the_disk(database: Database, settings: Settings) -> None:
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    assert rows(settings, "PRAGMA journal_mode") == [("wal",)]
