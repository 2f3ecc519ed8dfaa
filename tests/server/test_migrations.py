"""The schema that migrations make is the one that the models describe."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server_parts import Api, capture_body, data_file, rows
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.db import Database, alembic_config
from ssi_server.models import Base

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
FIRST_TABLES = set(
    "alembic_version people devices sign_in_links web_sessions pages captures readings group_readings".split()
)
WITH_DATA = ("people", "devices", "pages", "captures", "readings", "group_readings", "accounts")


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


def test_a_history_of_the_first_schema_comes_along(database: Database, settings: Settings, token: str) -> None:
    app = create_app(settings)
    api = Api(app.test_client(), token)
    body = capture_body()
    first = api.send(body)
    assert first.status_code == 201
    with database.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
    assert {name for (name,) in rows(settings, TABLES)} == FIRST_TABLES
    database.migrate()
    again = api.send(body)
    assert again.status_code == 200
    assert again.text == first.text
    assert api.send(capture_body()).status_code == 201
    assert rows(settings, "SELECT count(*) FROM accounts") == [(1,)]
    app.extensions["ssi_database"].close()


def test_a_history_of_the_second_schema_comes_along(database: Database, settings: Settings, token: str) -> None:
    app = create_app(settings)
    api = Api(app.test_client(), token)
    kept, deleted = capture_body(), capture_body()
    first = api.send(kept)
    assert api.send(deleted).status_code == 201
    assert api.client.delete(f"/api/captures/{deleted['id']}", headers=api.headers).status_code == 204
    before = {table: rows(settings, f"SELECT * FROM {table} ORDER BY 1, 2") for table in WITH_DATA}
    with database.engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0002")
    assert {name for (name,) in rows(settings, TABLES)} == FIRST_TABLES | {"pairings", "limits", "accounts"}
    database.migrate()
    assert {table: rows(settings, f"SELECT * FROM {table} ORDER BY 1, 2") for table in WITH_DATA} == before
    assert all(before.values())
    assert api.send(kept).text == first.text
    assert api.send(deleted).status_code == 410
    for table in ("notes", "goals", "preferences"):
        assert rows(settings, f"SELECT count(*) FROM {table}") == [(0,)]
    app.extensions["ssi_database"].close()
