"""Daily backups and the emptying of what was deleted, by one server of all that there are."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from pathlib import Path

import pytest
from flask import Flask

from engines import on_postgresql, on_sqlite
from server_parts import Api, capture_body, rows
from ssi_server.captures import deletion
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.models import Capture
from ssi_server.storage import Database
from ssi_server.upkeep import chores, claim
from ssi_server.upkeep.archive import reading
from ssi_server.upkeep.chores import daily_backups, empty_deleted, keep_backups
from ssi_server.upkeep.daily import Daily
from upkept import run

PATIENCE = 20
"""Seconds until a thread must have done what it is for."""


def until(done: object, what: str) -> None:
    """Waits until the callable says yes."""
    end = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.02)


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """The one instant in it is now, for those that do the chores."""
    instant = [dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)]
    for module in (chores, claim):
        monkeypatch.setattr(module, "now", lambda: instant[0])
    return instant


@on_sqlite
def test_seven_are_kept_one_a_day(database: Database, settings: Settings, day: list[dt.datetime]) -> None:
    made = []
    for _ in range(9):
        made.append(keep_backups(database, settings))
        assert keep_backups(database, settings) is None
        day[0] += dt.timedelta(days=1)
    assert [file.name for file in made if file] == [f"history-2026-03-0{number}.zip" for number in range(1, 10)]
    assert daily_backups(settings) == made[-7:]
    for file in daily_backups(settings):
        with reading.opened(file) as archive:
            archive.verify(lambda _: None)


@on_sqlite
def test_others_in_the_folder_are_left_alone(database: Database, settings: Settings, day: list[dt.datetime]) -> None:
    folder = settings.data_dir / "backups"
    folder.mkdir()
    others = [folder / "before-restore-20260101T000000Z.zip", folder / "history-mine.zip"]
    for file in others:
        file.touch()
    for _ in range(9):
        keep_backups(database, settings)
        day[0] += dt.timedelta(days=1)
    assert all(file.exists() for file in others)


@on_sqlite
def test_of_two_servers_on_one_file_one_makes_it(
    database: Database, settings: Settings, tmp_path: Path, day: list[dt.datetime]
) -> None:
    """Each has a data folder of its own."""
    others = [Settings(tmp_path / f"server {number}", settings.database_url, settings.key_file) for number in range(4)]
    made = []

    def keep(each: Settings) -> None:
        mine = Database(each)
        made.append(keep_backups(mine, each))
        mine.close()

    servers = [threading.Thread(target=keep, args=(each,)) for each in others]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert len([file for file in made if file]) == 1
    assert len(list(tmp_path.glob("server */backups/*.zip"))) == 1


@on_sqlite
def test_a_server_that_died_while_it_made_one_is_not_waited_for_all_day(
    database: Database, settings: Settings, day: list[dt.datetime]
) -> None:
    assert claim.Claim(database, chores.WORK, "history-2026-03-01").take()
    assert keep_backups(database, settings) is None
    day[0] += dt.timedelta(hours=2)
    assert keep_backups(database, settings) is not None


@on_sqlite
def test_a_failure_prunes_nothing_and_is_told_and_tried_again(
    database: Database, settings: Settings, day: list[dt.datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        keep_backups(database, settings)
        day[0] += dt.timedelta(days=1)
    before = daily_backups(settings)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ssi_server.upkeep.backup.writing.write", full)
        with pytest.raises(OSError, match="No space"):
            keep_backups(database, settings)
    assert daily_backups(settings) == before
    said = run(settings, "doctor")
    assert "the last daily backup failed: [Errno 28] No space left on device" in said.stdout
    assert said.exit_code == 1
    assert keep_backups(database, settings) is not None
    assert "the last daily backup failed" not in run(settings, "doctor").stdout


@on_postgresql
def test_a_database_server_is_backed_up_by_its_own_ways(database: Database, settings: Settings) -> None:
    assert keep_backups(database, settings) is None
    assert not (settings.data_dir / "backups").exists()


def test_deleted_captures_of_those_who_never_come_again_are_emptied(
    app: Flask, api: Api, stranger: Api, database: Database, settings: Settings
) -> None:
    for member in (api, stranger):
        assert member.send(capture_body()).status_code == 201
    with database.write() as session:
        long_ago, lately = now() - dt.timedelta(minutes=11), now() - dt.timedelta(minutes=9)
        for capture, at in zip(session.query(Capture).order_by(Capture.person_id), (long_ago, lately), strict=True):
            deletion.hide(capture, at)
    empty_deleted(database)
    assert rows(settings, "SELECT count(*) FROM pages") == [(1,)]
    assert rows(settings, "SELECT verdict IS NULL FROM captures ORDER BY person_id") == [(1,), (0,)]


@on_sqlite
def test_the_thread_does_it_beside_the_server_and_says_what_fails(
    database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.data_dir / "backups").write_text("not a folder")
    thread = Daily(settings, dt.timedelta(0), dt.timedelta(milliseconds=50))
    with caplog.at_level(logging.ERROR):
        thread.start()
        until(lambda: "the daily backup failed" in caplog.text, "nothing was said")
    (settings.data_dir / "backups").unlink()
    until(lambda: daily_backups(settings), "no backup was made")
    thread.stop()
