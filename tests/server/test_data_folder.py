"""The data folder: its files are their owner's alone, and what is wrong with it is said in a sentence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from engines import on_sqlite
from server_parts import data_file
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.storage import Database

COMMANDS = ("serve --no-browser --port 0", "sign-in", "device add Laptop", "device list", "device revoke x")


def complaint(command: str, folder: Path) -> str:
    """What a command says on standard error before it gives up."""
    result = CliRunner().invoke(main, ["--data-dir", str(folder), *command.split()])
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


@on_sqlite
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database_is_named_and_left_as_it_is(command: str, settings: Settings) -> None:
    settings.data_dir.mkdir()
    data_file(settings).write_bytes(b"not a database" * 1000)
    assert "history.sqlite3 cannot be used: file is not a database" in complaint(command, settings.data_dir)
    assert data_file(settings).read_bytes() == b"not a database" * 1000


@pytest.mark.parametrize("command", COMMANDS)
def test_a_history_of_a_newer_version_is_left_to_it(command: str, database: Database, settings: Settings) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer version" in complaint(command, settings.data_dir)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_made_is_named(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    assert f"cannot be kept in {folder}: Not a directory" in complaint(command, folder)


@on_sqlite
@pytest.mark.parametrize("command", ["device list", "device add Laptop"])
def test_damage_that_shows_later_is_told_as_well(command: str, database: Database, settings: Settings) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE devices"))
    assert "The history cannot be read or written: no such table" in complaint(command, settings.data_dir)


def test_a_key_that_cannot_be_kept_is_named(database: Database, settings: Settings) -> None:
    (settings.data_dir / "session.key").mkdir()
    assert "session.key: Is a directory" in complaint("serve --no-browser --port 0", settings.data_dir)


@on_sqlite
def test_the_files_are_their_owners_alone_in_a_folder_open_to_all(settings: Settings) -> None:
    settings.data_dir.mkdir()
    settings.data_dir.chmod(0o755)
    database = Database(settings)
    database.migrate()
    with database.read() as session:
        session.connection()
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in settings.data_dir.iterdir()}
    database.close()
    assert modes == {f"history.sqlite3{ending}": 0o600 for ending in ("", "-wal", "-shm")}
