"""The settings from the environment, and what is no address of a database."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from engines import on_postgresql
from ssi_server.cli import main
from ssi_server.config import Settings, Unusable
from ssi_server.storage import Database
from ssi_server.storage.address import parsed

URL = "SSI_HISTORY_DATABASE_URL"
HOSTS = "ann:secret@one:5432,two:5433/ssi?target_session_attrs=read-write"


def test_by_default_all_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, environ={})
    assert settings.database_url == f"sqlite:///{tmp_path}/history.sqlite3"
    assert settings.key_file == tmp_path / "session.key"


def test_each_may_lie_elsewhere(tmp_path: Path) -> None:
    environ = {
        "SSI_HISTORY_DATA_DIR": str(tmp_path),
        URL: "postgresql+psycopg://h/d",
        "SSI_HISTORY_KEY_FILE": "/etc/key",
    }
    settings = Settings.load(environ=environ)
    assert settings == Settings(tmp_path, "postgresql+psycopg://h/d", Path("/etc/key"))


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("mysql://ann:secret@host/ssi", "begins with mysql://"),
        ("postgresql+psycopg2://ann:secret@host/ssi", "begins with postgresql+psycopg2://"),
        ("not an address: secret", "is no database's address"),
        ("postgresql+psycopg://ann:secret@host:port/ssi", "is no database's address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_of_nothing_of_ours_is_told_without_its_password(
    address: str, complaint: str, tmp_path: Path
) -> None:
    result = CliRunner().invoke(main, ["--data-dir", str(tmp_path), "device", "list"], env={URL: address})
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert "Examples: sqlite:////" in result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize("scheme", ["postgresql+psycopg", "postgresql", "postgres"])
def test_a_server_is_named_as_libpq_names_it(scheme: str) -> None:
    url = parsed(f"{scheme}://{HOSTS}")
    assert (url.drivername, url.username, url.database) == ("postgresql+psycopg", "ann", "ssi")
    assert url.query == {"host": ("one:5432", "two:5433"), "target_session_attrs": "read-write"}


def test_what_is_said_of_a_server_holds_no_password(tmp_path: Path) -> None:
    database = Database(Settings.load(tmp_path, environ={URL: f"postgresql+psycopg://{HOSTS}&password=secret"}))
    assert "ann:***@" in database.place
    assert "secret" not in database.place


def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, environ={URL: "postgresql+psycopg://ann:secret@127.0.0.1:1/ssi"})
    with pytest.raises(Unusable, match=r"cannot be used: .*[Cc]onnection refused") as raised:
        Database(settings).migrate()
    assert "start the server that SSI_HISTORY_DATABASE_URL names" in str(raised.value)
    assert "secret" not in str(raised.value)


@on_postgresql
def test_of_several_servers_the_one_that_takes_writes_is_found(database: Database, settings: Settings) -> None:
    there = parsed(settings.database_url)
    several = f"postgresql+psycopg://postgres@127.0.0.1:1,127.0.0.1:{there.port}/{there.database}"
    found = Database(Settings(settings.data_dir, f"{several}?target_session_attrs=read-write", settings.key_file))
    found.check()
    found.close()
