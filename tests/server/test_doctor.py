"""What is wrong with an installation shows in `doctor`, with the way to mend it."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from engines import on_postgresql, on_sqlite
from server_parts import Api, capture_body, data_file
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.storage import Database, sqlite
from ssi_server.storage.database import SCHEMA
from throwaway_postgresql import free_port
from upkept import backed_up, findings, run

AT = text("UPDATE alembic_version SET version_num = :schema")


@pytest.fixture
def used(app: Flask, api: Api, kept: str, database: Database, settings: Settings) -> Settings:
    """An installation with a capture in it, which nothing has open."""
    app.extensions["ssi_database"].close()
    database.close()
    settings.data_dir.chmod(0o700)
    for file in settings.data_dir.glob("history*"):
        file.chmod(0o600)
    return settings


def told(settings: Settings, subject: str, *words: str) -> str:
    return "\n".join(findings(settings, *words)[subject])


def test_a_healthy_installation_has_nothing_to_mend(used: Settings) -> None:
    found = findings(used)
    bad = [line for lines in found.values() for line in lines if not line.startswith("ok")]
    of_these_tests = ("no daily backup", "may be lost with the power")
    assert [line for line in bad if not any(words in line for words in of_these_tests)] == []
    assert "1 captures" in found["references"][0]
    assert "1 opened" in found["pages"][0]


def test_it_prints_no_secret(used: Settings, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSI_HISTORY_DATABASE_URI", "postgresql://me:swordfish@host/ssi")
    said = run(used, "doctor", "--thorough").output
    assert "swordfish" not in said
    assert token not in said
    assert used.key_file.read_bytes().hex() not in said


def test_an_installation_that_nobody_looks_after_is_named(used: Settings, database: Database) -> None:
    assert told(used, "people").startswith("ok")
    with database.write() as session:
        session.execute(text("UPDATE people SET role = 'member'"))
    assert "nobody looks after the installation" in told(used, "people")


def test_a_misspelt_setting_is_named(used: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSI_HISTORY_DATABASE_URI", "x")
    assert "SSI_HISTORY_DATABASE_URI is set, but nothing reads it" in told(used, "settings")
    assert "did you mean SSI_HISTORY_DATABASE_URL?" in told(used, "settings")


def test_a_folder_that_is_not_there_is_named_and_not_made(settings: Settings) -> None:
    assert "failed there is no folder" in told(settings, "folder")
    assert not settings.data_dir.exists()


def test_a_folder_open_to_others_is_named(used: Settings) -> None:
    used.data_dir.chmod(0o755)
    used.key_file.chmod(0o644)
    assert f"chmod 700 '{used.data_dir}'" in told(used, "files")
    assert f"chmod 600 '{used.key_file}'" in told(used, "files")


def test_a_full_disk_shows(used: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 5 * 1024 * 1024

    monkeypatch.setattr("ssi_server.upkeep.doctor.disk.shutil.disk_usage", lambda _: Usage)
    assert "failed 5 MB are free" in told(used, "disk")


@on_sqlite
def test_what_locks_the_file_shows(used: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 100)
    with closing(sqlite3.connect(data_file(used))) as other:
        other.execute("BEGIN IMMEDIATE")
        said = told(used, "writing")
    assert "database is locked" in said
    assert "another program holds the file" in said


@on_sqlite
@pytest.mark.parametrize(
    ("damage", "subject"), [("no database", "history"), ("a damaged page", "soundness"), ("a lost row", "soundness")]
)
def test_damage_shows_with_the_way_back(damage: str, subject: str, used: Settings) -> None:
    file = data_file(used)
    if damage == "no database":
        file.write_bytes(b"not a database" * 1000)
    elif damage == "a damaged page":
        data = bytearray(file.read_bytes())
        data[-3 * 4096 :] = b"\xff" * (3 * 4096)
        file.write_bytes(data)
    else:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("DELETE FROM pages")
    said = told(used, subject)
    assert said.startswith("failed")
    assert "ssi-history restore" in said


def test_figures_that_are_lost_show(used: Settings) -> None:
    database = Database(used)
    with database.write() as session:
        session.execute(text("DELETE FROM readings"))
    database.close()
    assert "failed 1 captures have lost their figures" in told(used, "references")


def test_a_page_that_cannot_be_opened_shows(used: Settings) -> None:
    database = Database(used)
    with database.write() as session:
        session.execute(text("UPDATE pages SET html_zstd = :nonsense"), {"nonsense": b"nonsense"})
    database.close()
    assert "cannot be opened" in told(used, "pages")


@on_postgresql
def test_a_server_that_may_lose_commits_is_named(used: Settings) -> None:
    """The one of these tests does: it is made for speed."""
    said = findings(used)["soundness"]
    assert any("fsync is off" in line for line in said)
    assert any("synchronous_commit is off" in line for line in said)


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://me:swordfish@127.0.0.1:{free_port()}/ssi"
    (tmp_path / "data").mkdir()
    gone = Settings(tmp_path / "data", url, tmp_path / "data" / "session.key")
    said = told(gone, "history")
    assert said.startswith("failed the history cannot be opened")
    assert "start the database server" in said
    assert "swordfish" not in said


@pytest.mark.parametrize(
    ("schema", "said"), [("0003", "warning 0003, older than"), ("9999", "failed 9999: a newer version")]
)
def test_another_schema_is_named(schema: str, said: str, used: Settings) -> None:
    database = Database(used)
    with database.write() as session:
        session.execute(AT, {"schema": schema})
    try:
        assert told(used, "schema").startswith(said)
    finally:
        with database.write() as session:
            session.execute(AT, {"schema": SCHEMA})
        database.close()


def test_a_clock_that_is_behind_shows(used: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_server.upkeep.doctor.machine.now", lambda: now() - dt.timedelta(hours=3))
    assert "warning the clock says" in told(used, "clock")


def test_another_key_shows(used: Settings) -> None:
    assert told(used, "key").startswith("ok")
    used.key_file.write_bytes(b"k" * 32)
    assert "but the history was made with" in told(used, "key")
    used.key_file.unlink()
    assert "failed there is no key" in told(used, "key")
    assert not used.key_file.exists()


def test_what_was_interrupted_shows(used: Settings) -> None:
    used.key_file.with_name("session.key.incoming").touch()
    (used.data_dir / "history.sqlite3.restoring").touch()
    for said in ("a restore was interrupted", "history.sqlite3.restoring"):
        assert said in told(used, "leftovers")


@on_sqlite
def test_backups_that_are_old_or_damaged_show(used: Settings) -> None:
    folder = used.data_dir / "backups"
    folder.mkdir()
    file = folder / "history-2026-03-01.zip"
    assert "there is no daily backup" in told(used, "backups")
    whole = backed_up(used, file)
    assert told(used, "backups").startswith("ok 1 daily ones, the newest history-2026-03-01.zip")
    week_ago = time.time() - 7 * 24 * 3600
    os.utime(file, (week_ago, week_ago))
    assert "the newest daily backup is 7 days old" in told(used, "backups")
    file.write_bytes(whole[:-1])
    assert f"failed {file} is damaged" in told(used, "backups")


class Answering(BaseHTTPRequestHandler):
    """Something that answers every question in the same way."""

    said = b""

    def do_GET(self) -> None:  # Its name in the standard library.
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.said)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def answering() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@on_sqlite
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"It works!", "something else listens on 127.0.0.1"),
        (b'{"name": "other", "version": "1"}', "something else listens on 127.0.0.1"),
        (b"[1]", "something else listens on 127.0.0.1"),
        (json.dumps({"name": "ssi-history", "version": "0.0.1"}).encode(), "SSI History 0.0.1 runs on"),
    ],
)
def test_who_listens_instead_is_told(
    said: bytes, told: str, used: Settings, answering: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "said", said)
    assert told in run(used, "doctor", "--port", str(answering.server_port)).stdout


def test_an_installation_that_was_never_started_is_none_to_worry_about(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700)
    found = findings(settings)
    assert "nothing is kept yet" in found["schema"][0]
    assert [lines for lines in found.values() if not lines[0].startswith("ok")] in ([], [found.get("soundness")])


def test_a_capture_is_still_taken_afterwards(used: Settings, app: Flask, token: str) -> None:
    findings(used)
    assert Api(app.test_client(), token).send(capture_body("english")).status_code == 201
