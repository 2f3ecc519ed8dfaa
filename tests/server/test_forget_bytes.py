"""After `forget` no byte of a person is left in any file of the installation."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from engines import on_postgresql, on_sqlite
from forgotten import MARK, Planted, found_in
from server_parts import data_file
from ssi_server.config import Settings
from ssi_server.models import Base
from ssi_server.storage import Database
from ssi_server.upkeep import chores
from ssi_server.upkeep.forgetting import forget
from throwaway_postgresql import Cluster
from upkept import backed_up, run

CONSTRAINTS = text(
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint"
    " WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


@on_sqlite
def test_no_byte_is_left_in_any_file(ann: Planted, bob: Planted, database: Database, settings: Settings) -> None:
    assert chores.keep_backups(database, settings)
    main, folder = data_file(settings), settings.data_dir / "backups"
    aside = [main.with_name(f"{main.name}.damaged-20260101T000000Z"), main.with_name(f"{main.name}.restoring")]
    old = [
        folder / "history-2026-01-01.zip",
        folder / "before-restore-20260101T000000Z.zip",
        settings.data_dir / "a.zip",
    ]
    for file in old:
        backed_up(settings, file)
    for file in (*aside, folder / ".history-2026-01-02.zip.0a1b2c3d.draft"):
        file.write_bytes(main.read_bytes() + ann.name.encode())
    assert set().union(*found_in(ann, main.parent.glob(f"{main.name}*")).values()) == ann.traces

    said = run(settings, "forget", ann.name, "--yes")

    assert said.exit_code == 0, said.output
    assert Path(f"{main}-wal").stat().st_size > 0  # this test's own connection holds it open, as a server would
    assert found_in(ann, settings.data_dir.rglob("*")) == {}
    assert found_in(bob, iter([main]))[main.name] == bob.traces
    fresh = chores.todays_backup(settings)
    assert list(folder.iterdir()) == [fresh]
    with ZipFile(fresh) as archive:
        tables = b"".join(archive.read(name) for name in archive.namelist())
    assert f"{MARK}Ann".encode() not in tables
    assert f"{MARK}Bob".encode() in tables
    for file in (*aside, *old):
        assert f"Deleted {file}\n" in said.stdout
    assert f"Made {fresh} instead" in said.stdout


@on_sqlite
def test_without_the_cleaning_bytes_would_be_left(ann: Planted, database: Database, settings: Settings) -> None:
    """The search is one that finds."""
    forget.remove(database, ann.person_id)
    assert found_in(ann, settings.data_dir.iterdir())
    forget.finish(settings, database, rewrite=True)
    assert not found_in(ann, settings.data_dir.iterdir())


@on_sqlite
def test_a_reader_in_the_way_is_told_of_and_the_rest_is_done_when_it_is_run_again(
    ann: Planted, bob: Planted, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_server.storage.sqlite.PATIENCE", 100)
    with closing(sqlite3.connect(data_file(settings), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        said = run(settings, "forget", ann.name, "--yes")
        assert said.exit_code == 1
        assert "stop SSI History, and run the same again" in said.stderr
    said = run(settings, "forget", ann.name, "--yes")
    assert said.exit_code == 0, said.output
    assert "finished now" in said.stdout
    assert found_in(ann, settings.data_dir.rglob("*")) == {}
    assert "There is no person named" in run(settings, "forget", ann.name, "--yes").stderr


@on_sqlite
def test_a_file_that_cannot_be_deleted_is_named_and_comes_first_the_next_time(
    ann: Planted, bob: Planted, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(settings, settings.data_dir / "old.zip")
    with monkeypatch.context() as patch:
        unlink = Path.unlink
        patch.setattr(
            Path, "unlink", lambda file, **how: refuse(file) if file.suffix == ".zip" else unlink(file, **how)
        )
        said = run(settings, "forget", ann.name, "--yes")
    assert said.exit_code == 1
    assert "old.zip" in said.stderr
    assert "Run the same again" in said.stderr
    assert run(settings, "forget", ann.name, "--yes").exit_code == 0
    assert found_in(ann, settings.data_dir.rglob("*")) == {}


@on_postgresql
def test_no_byte_is_left_in_the_tables_files(
    ann: Planted, database: Database, settings: Settings, postgresql: Cluster
) -> None:
    """Nobody else has anything, so that all tables are empty after; samples of values in statistics go too."""
    autocommit = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with autocommit.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.execute(text("CHECKPOINT"))
        constraints = connection.execute(CONSTRAINTS).all()
        number = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
    assert found_in(ann, (postgresql.data / "base" / str(number)).iterdir())
    said = run(settings, "forget", ann.name, "--yes")
    assert said.exit_code == 0, said.output
    with autocommit.connect() as connection:
        assert connection.execute(CONSTRAINTS).all() == constraints
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        connection.execute(text("CHECKPOINT"))
        assert found_in(ann, (postgresql.data / "base" / str(number)).iterdir()) == {}
    for place in ("pg_wal", "archived WAL and base backups", "standbys", "the server's log"):
        assert f"  - {place}" in said.stdout


@on_postgresql
def test_without_rewriting_nobody_waits_and_what_that_leaves_is_said(
    ann: Planted, bob: Planted, database: Database, settings: Settings
) -> None:
    said = run(settings, "forget", ann.name, "--yes", "--no-rewrite")
    assert said.exit_code == 0, said.output
    assert "the gaps in the tables' files" in said.stdout
    assert "the gaps" not in run(settings, "forget", bob.name, "--yes").stdout


def test_other_files_among_the_backups_are_left_and_named(ann: Planted, database: Database, settings: Settings) -> None:
    folder = settings.data_dir / "backups"
    folder.mkdir()
    (folder / "letters.zip").write_bytes(b"mine")
    said = run(settings, "forget", ann.name, "--yes")
    assert (folder / "letters.zip").read_bytes() == b"mine"
    assert f"{folder / 'letters.zip'}, which is no backup" in said.stdout


def refuse(file: Path) -> None:
    raise PermissionError(13, "Permission denied", str(file))
