"""A restore checks first, replaces in one step, and keeps what was there."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from flask import Flask

from e2e.forked import ssi_history
from e2e.service import MemberService, Process, clean, ended, running
from engines import URL, Installations, on_sqlite
from parser_pages import fixture
from server_parts import Api, capture_body, data_file, problem, rows
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.people import devices, persons
from ssi_server.storage import Database
from ssi_server.storage.database import SCHEMA
from ssi_server.storage.whole import InUse
from ssi_server.upkeep.archive.reading import BadArchive
from upkept import Contents, backed_up, changed, restored, retold, run, send_some

KILLS = 8


@pytest.fixture
def backup(app: Flask, api: Api, database: Database, settings: Settings, tmp_path: Path) -> Path:
    """A backup of three captures and a refusal; nobody uses the history any more."""
    send_some(api)
    app.extensions["ssi_database"].close()
    database.close()
    file = tmp_path / "backup.zip"
    backed_up(settings, file)
    return file


@pytest.fixture
def elsewhere(engine: Installations, tmp_path: Path) -> Settings:
    """Another installation, with a key of its own and one capture."""
    settings = engine.never_started(tmp_path / "elsewhere" / "data")
    database = Database(settings)
    database.migrate()
    with database.write() as session:
        token = devices.add_device(session, persons.first_person(session).id, "Script", "full")[1]
    app = create_app(settings)
    assert Api(app.test_client(), token).send(capture_body("english-tables")).status_code == 201
    app.extensions["ssi_database"].close()
    database.close()
    return settings


def count(settings: Settings) -> int:
    return int(rows(settings, "SELECT count(*) FROM captures")[0][0])


def test_what_was_there_is_kept_as_a_backup_that_leads_back(backup: Path, elsewhere: Settings, tmp_path: Path) -> None:
    before = backed_up(elsewhere, tmp_path / "before.zip")
    said = run(elsewhere, "restore", "--yes", str(backup))
    assert said.exit_code == 0, said.output
    assert backed_up(elsewhere, tmp_path / "after.zip") == backup.read_bytes()
    [kept] = (elsewhere.data_dir / "backups").iterdir()
    assert str(kept) in said.stdout
    assert kept.read_bytes() == before
    assert run(elsewhere, "restore", "--yes", str(kept)).exit_code == 0
    assert backed_up(elsewhere, tmp_path / "after.zip") == before


def test_it_asks_where_something_is_there(backup: Path, elsewhere: Settings) -> None:
    for says in ("n\n", ""):
        said = run(elsewhere, "restore", str(backup), says=says)
        assert said.exit_code == 1
        assert "Replace the 1 captures that are there by the backup's 4?" in said.stderr
        assert count(elsewhere) == 1
    assert run(elsewhere, "restore", str(backup), says="y\n").exit_code == 0
    assert count(elsewhere) == 4


def test_it_does_not_ask_where_nothing_is_there(backup: Path, engine: Installations, tmp_path: Path) -> None:
    empty = engine.never_started(tmp_path / "empty")
    said = run(empty, "restore", str(backup))
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith(f"Restored 4 captures from {backup}.")
    assert count(empty) == 4
    assert not (empty.data_dir / "backups").exists()


def test_marks_of_accounts_go_on_under_the_key_of_the_backup(backup: Path, elsewhere: Settings, api: Api) -> None:
    restored(elsewhere, backup)
    app = create_app(elsewhere)
    there = Api(app.test_client(), api.token)
    mine = there.send(capture_body("english", captured_at="2026-03-09T09:30:00Z"))
    assert mine.status_code == 201, mine.text
    page = capture_body("english")["html"].replace("/in/", "/in/somebody-else-")
    assert page != capture_body("english")["html"]
    problem(there.send(capture_body(html=page)), 409, "another_account")
    app.extensions["ssi_database"].close()


def as_of_the_third_schema(contents: Contents) -> None:
    """The archive as the program of that schema would have written it."""
    manifest = json.loads(contents["manifest.json"])
    manifest["schema"] = "0003"
    for table in ("dictionaries", "teams", "memberships", "identities", "audit"):
        del manifest["tables"][table], contents[f"tables/{table}.jsonl"]
    contents["manifest.json"] = json.dumps(manifest).encode()
    without_column(contents, "pages", "dictionary_id")
    for column in ("password_hash", "role", "left_at"):
        without_column(contents, "people", column)


def without_column(contents: Contents, table: str, column: str) -> None:
    manifest = json.loads(contents["manifest.json"])
    del manifest["tables"][table]["columns"][column]
    contents["manifest.json"] = json.dumps(manifest).encode()
    rows = [json.loads(line) for line in contents[f"tables/{table}.jsonl"].splitlines()]
    for row in rows:
        del row[column]
    retold(contents, table, b"".join(json.dumps(row, separators=(",", ":")).encode() + b"\n" for row in rows))


def test_a_backup_of_an_earlier_schema_comes_along(backup: Path, elsewhere: Settings) -> None:
    backup.write_bytes(changed(backup.read_bytes(), as_of_the_third_schema))
    restored(elsewhere, backup)
    assert count(elsewhere) == 4
    assert rows(elsewhere, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]
    assert rows(elsewhere, "SELECT count(*) FROM pages WHERE dictionary_id IS NULL") == [(2,)]


def test_an_earlier_schema_that_fails_leaves_todays_as_it_was(
    backup: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    def without_its_pages(contents: Contents) -> None:
        as_of_the_third_schema(contents)
        retold(contents, "pages", b"")

    before = backed_up(elsewhere, tmp_path / "before.zip")
    backup.write_bytes(changed(backup.read_bytes(), without_its_pages))
    with pytest.raises(BadArchive):
        restored(elsewhere, backup)
    assert backed_up(elsewhere, tmp_path / "after.zip") == before


def test_a_history_that_is_used_is_left_alone(backup: Path, elsewhere: Settings, api: Api) -> None:
    """By this very process here, which has it open."""
    used = Database(elsewhere)
    with used.read() as session:
        persons.first_person(session)
    with pytest.raises(InUse, match="stop"):
        restored(elsewhere, backup)
    with used.write() as session:
        persons.add_person(session, "Somebody who came after the refusal")
    used.close()
    assert count(elsewhere) == 1
    assert rows(elsewhere, "SELECT count(*) FROM people") == [(2,)]


def test_a_running_server_is_noticed_and_goes_on(backup: Path, elsewhere: Settings) -> None:
    with running(MemberService(elsewhere.data_dir.parent, {URL: elsewhere.database_url})) as server:
        said = run(elsewhere, "restore", "--yes", str(backup))
        assert said.exit_code == 1
        assert "SSI History is running on this history" in said.stderr
        server.capture(server.add_device("Laptop"), fixture("english"), dt.datetime(2026, 3, 8, 9, 30, tzinfo=dt.UTC))
    assert count(elsewhere) == 2


@on_sqlite
@pytest.mark.parametrize("damage", ["no database at all", "a page in the middle"])
def test_a_damaged_file_is_kept_beside_and_replaced(damage: str, backup: Path, elsewhere: Settings) -> None:
    file = data_file(elsewhere)
    data = bytearray(file.read_bytes())
    if damage == "no database at all":
        data = bytearray(b"not a database" * 1000)
    else:
        data[2 * 4096 :] = b"\xff" * (len(data) - 2 * 4096)
    file.write_bytes(data)
    said = run(elsewhere, "restore", "--yes", str(backup))
    assert said.exit_code == 0, said.output
    [kept] = elsewhere.data_dir.glob("history.sqlite3.damaged-*Z")
    assert kept.read_bytes() == data
    assert str(kept) in said.stdout
    assert count(elsewhere) == 4
    assert not list(elsewhere.data_dir.glob("*.restoring*"))


def begun(settings: Settings, file: Path) -> Process:
    """A process that restores from now on."""
    words = ["restore", "--yes", str(file), "--data-dir", str(settings.data_dir)]
    return ssi_history(
        words, clean() | {URL: settings.database_url}, file.with_name("said"), file.with_name("complained")
    )


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(backup: Path, elsewhere: Settings, tmp_path: Path) -> None:
    """The key included: whichever history is there afterwards, its key is."""
    old, new = backed_up(elsewhere, tmp_path / "old.zip"), backup.read_bytes()
    started = time.monotonic()
    assert ended(begun(elsewhere, backup)) == 0
    step = (time.monotonic() - started) / KILLS
    restored(elsewhere, tmp_path / "old.zip")
    for waited in range(4 * KILLS):
        restoring = begun(elsewhere, backup)
        time.sleep(step * waited)
        restoring.kill()
        restoring.join()
        app = create_app(elsewhere)  # As the next start does.
        app.extensions["ssi_database"].close()
        left = backed_up(elsewhere, tmp_path / "left.zip")
        assert left in (old, new)
        if left == new:
            break
    assert left == new, "all kills came too early"
    assert waited, "all kills came too late"
