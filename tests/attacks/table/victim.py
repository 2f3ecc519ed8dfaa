"""An installation that is attacked: two people in it, each with what the other must not see; put back each time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from in_thread import served
from parser_pages import fixture
from passwords_of_members import cheap
from server_parts import Api, capture_body, data_file, link_for
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.journal import notes
from ssi_server.people import devices, persons
from ssi_server.storage import Database
from ssi_server.web.cookie import NAME
from upkept import backed_up

SECRET = "Zqxj"
"""Stands in whatever is Ann's."""
FOLDER = "Zqfolder"
"""Stands in the path of the data folder."""
INDUSTRY = "IT Services &amp; IT Consulting"
"""Of a page, as its HTML has it."""
PROXY, PROXIED = "192.0.2.10", "ssi.example.org"
CAPTURES_PER_DAY = 5

_PASSES = frozenset(("last_used_at", "polled_at", "interval"))
"""Columns that change whenever somebody comes, whoever it is."""


_COMES_ALONG = frozenset(("limits", "audit"))
"""Tables in which even what is allowed leaves a row: that somebody came, or took out what is their own."""


class Person:
    """One of the two, with everything of theirs that an attack may be about."""

    def __init__(self, victim: Victim, name: str, planted: str, day: str) -> None:
        database, app = victim.database, victim.app
        with database.write() as session:
            person = persons.first_person(session) if name == "Ann" else persons.add_person(session, name)
            person.name, self.id = name, person.id
            full, self.token = devices.add_device(session, self.id, f"{planted} script", "full")
            _, self.capturing = devices.add_device(session, self.id, f"{planted} browser", "capture")
            self.device, self.note = full.id, notes.add(session, self.id, dt.date(2026, 3, 5), None, planted).id
        page = fixture("english").replace(INDUSTRY, f"{planted} Consulting")
        body = capture_body(html=page, client=planted, captured_at=f"{day}T09:30:00+01:00")
        assert Api(app.test_client(), self.token).send(body).status_code == 201
        self.capture = str(body["id"])
        browser = app.test_client()
        assert browser.get(link_for(database, self.id)).status_code == 303
        cookie = browser.get_cookie(NAME)
        assert cookie
        self.cookie = cookie.value


class Victim:
    """Ann's installation, in which Bob has a history as well."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings.load(folder / FOLDER, environ={})
        self.settings = dataclasses.replace(self.settings, captures_per_day=CAPTURES_PER_DAY)
        self.app = create_app(self.settings)
        self.database: Database = self.app.extensions["ssi_database"]
        behind = dataclasses.replace(self.settings, hosts=(PROXIED,), proxies=frozenset({PROXY}))
        self.proxied = create_app(behind)
        self.ann, self.bob = (
            Person(self, "Ann", SECRET, "2026-03-05"),
            Person(self, "Bob", "Bob's own", "2026-02-05"),
        )
        self._sound, self._aside = folder / "sound.sqlite3", folder / "aside"
        self.sql("DELETE FROM limits")
        with closing(sqlite3.connect(data_file(self.settings))) as live, closing(sqlite3.connect(self._sound)) as kept:
            live.backup(kept)
        self._before = self.digest()

    def renew(self) -> None:
        """Puts everything back."""
        with closing(sqlite3.connect(data_file(self.settings))) as live, closing(sqlite3.connect(self._sound)) as kept:
            kept.backup(live)
        self.app.extensions.pop("wrong_tokens_end", None)
        shutil.rmtree(self.settings.data_dir / "backups", ignore_errors=True)
        self.settle()

    def settle(self) -> None:
        """What changed so far was the attack's preparation."""
        self._before = self.digest()

    @property
    def is_changed(self) -> bool:
        return self.digest() != self._before

    def digest(self, settings: Settings | None = None) -> bytes:
        """Of everything that is kept but counts, and when somebody last came; here, or in another installation."""
        digest = hashlib.sha256()
        with closing(sqlite3.connect(data_file(settings or self.settings))) as file:
            file.row_factory = sqlite3.Row
            for (table,) in file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall():
                rows = [] if table in _COMES_ALONG else file.execute(f"SELECT * FROM {table}").fetchall()
                told = sorted(repr([(name, row[name]) for name in row.keys() if name not in _PASSES]) for row in rows)  # noqa: SIM118
                digest.update(repr((table, told)).encode())
        return digest.digest()

    def copy(self) -> Settings:
        """Of another installation with the same in it, that nobody uses."""
        shutil.rmtree(self._aside, ignore_errors=True)
        settings = Settings.load(self._aside / "data", environ={})
        settings.data_dir.mkdir(parents=True)
        shutil.copy(self._sound, data_file(settings))
        shutil.copy(self.settings.key_file, settings.key_file)
        return settings

    @cached_property
    def archive(self) -> bytes:
        """A backup of it all."""
        settings = self.copy()
        return backed_up(settings, settings.data_dir / "sound.zip")

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(data_file(self.settings))) as file, file:
            return file.execute(statement, values).fetchall()

    def stranger(self) -> FlaskClient:
        """A browser that nobody knows."""
        return self.app.test_client()

    def browser(self, cookie: str) -> FlaskClient:
        """One that holds this cookie."""
        browser = self.stranger()
        browser.set_cookie(NAME, cookie)
        return browser

    def api(self, token: str) -> Api:
        return Api(self.stranger(), token)

    def link(self) -> str:
        """A new one for Ann."""
        return link_for(self.database, self.ann.id)

    def listening(self) -> AbstractContextManager[int]:
        """Serves as `serve` does, on this port."""
        return served(self.app)

    def close(self) -> None:
        for app in (self.app, self.proxied):
            app.extensions["ssi_database"].close()


@contextmanager
def victim(folder: Path) -> Iterator[Victim]:
    with cheap():
        attacked = Victim(folder)
        try:
            yield attacked
        finally:
            attacked.close()
