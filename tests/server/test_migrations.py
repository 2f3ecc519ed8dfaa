"""Every earlier schema, with something in each of its tables, comes along to today's."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select

from earlier_rows import BODY, DELETED, DEVICE_CODE, EARLIER, KEPT, LINK, SESSION, TOKEN
from server_parts import Api, Browser, capture_body, rows
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.models import Base
from ssi_server.storage import Database, migration
from ssi_server.storage.database import SCHEMA

A_START = """
import sys
from pathlib import Path
from ssi_server.config import Settings
from ssi_server.people.persons import first_person
from ssi_server.storage import Database
database = Database(Settings.load(Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
database.migrate()
with database.write() as session:
    first_person(session)
"""


def test_migrations_lead_to_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_program_knows_which_migration_is_the_last() -> None:
    assert ScriptDirectory(str(migration.MIGRATIONS)).get_heads() == [SCHEMA]
    assert set(EARLIER) | {SCHEMA} == {
        one.revision for one in ScriptDirectory(str(migration.MIGRATIONS)).walk_revisions()
    }


@pytest.mark.parametrize("revision", EARLIER)
def test_a_history_of_an_earlier_schema_comes_along(revision: str, settings: Settings) -> None:
    settings.data_dir.mkdir(exist_ok=True)
    database = Database(settings)
    with database.engine.begin() as connection:
        migration.upgrade(connection, database.place, revision)
        fill(connection, revision)
        assert contents(connection, revision) == {
            name: sorted(rows, key=str) for name, rows in EARLIER[revision].items()
        }
    database.migrate()
    with database.engine.connect() as connection:
        assert contents(connection, revision) == {
            name: sorted(rows, key=str) for name, rows in EARLIER[revision].items()
        }
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()
    app = create_app(settings)
    api = Api(app.test_client(), TOKEN)
    assert [row["score"] for row in api.get("/api/history")["items"]] == [52.648]
    kept = api.get(f"/api/captures/{KEPT}")
    assert (kept["reading"]["industry"]["rank"], kept["sightings"]["total"][0]["value"]) == (9, 53)
    assert api.send(BODY).status_code == 200
    assert api.send(BODY | {"id": str(DELETED)}).status_code == 410
    assert api.send(capture_body()).status_code == (201 if revision == "0001" else 409)  # the account is another's
    browser = app.test_client()
    assert browser.get(f"/sign-in/{LINK}").status_code == 303
    assert "53" in browser.get("/").text
    signed_in = app.test_client()
    with signed_in.session_transaction() as cookie:
        cookie["session"] = SESSION
    assert signed_in.get("/devices").text.count("<bdi>A browser</bdi>") == 2
    if revision >= "0002":
        assert Browser(app.test_client(), DEVICE_CODE).poll().json["scope"] == "capture"
    if revision >= "0003":
        assert "Wrote an article" in browser.get("/notes").text
        assert api.get("/api/summary")["goal"]["total"]["target"] == 60
    app.extensions["ssi_database"].close()


def fill(connection: Connection, revision: str) -> None:
    """Puts rows in each table of the schema, and leaves none out."""
    assert set(inspect(connection).get_table_names()) == {"alembic_version", *EARLIER[revision]}
    for name, filled in EARLIER[revision].items():
        for row in filled:
            connection.execute(Base.metadata.tables[name].insert().values(row))


def contents(connection: Connection, revision: str) -> dict[str, list[dict[str, Any]]]:
    """What stands in the columns that were filled."""
    found = {}
    for name, filled in EARLIER[revision].items():
        columns = [Base.metadata.tables[name].c[column] for column in filled[0]]
        found[name] = sorted((dict(row) for row in connection.execute(select(*columns)).mappings()), key=str)
    return found


def test_servers_that_start_at_the_same_time_make_one_history(settings: Settings) -> None:
    command = [sys.executable, "-c", A_START, str(settings.data_dir)]
    starts = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for start in starts:
        assert start.stdout
        assert start.stdout.readline() == "ready\n"
    for start in starts:
        assert start.stdin
        start.stdin.write("go\n")
        start.stdin.flush()
    for start in starts:
        start.communicate()
        assert start.returncode == 0
    assert rows(settings, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]
    assert rows(settings, "SELECT name FROM people") == [("Me",)]
