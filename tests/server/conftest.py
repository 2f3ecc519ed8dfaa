"""A fresh server with a fresh database file for every test."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from charted import TODAY, Click, Member, MemberWith
from made_history import keep
from server_parts import Api, Browser, Clock, capture_body, data_file, link_for, signed_in
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.db import Database
from ssi_server.people import devices, persons


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with today's schema and one person in it, to be copied for every test."""
    settings = Settings.load(tmp_path_factory.mktemp("migrated"), environ={})
    database = Database(settings)
    database.migrate()
    with database.write() as session:
        persons.first_person(session)
    database.close()
    return data_file(settings)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "data", environ={})


@pytest.fixture
def database(settings: Settings, migrated: Path) -> Iterator[Database]:
    settings.data_dir.mkdir()
    shutil.copy(migrated, data_file(settings))
    database = Database(settings)
    yield database
    database.close()


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions["ssi_database"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def person_id(database: Database) -> int:
    with database.read() as session:
        return persons.first_person(session).id


@pytest.fixture
def token(database: Database, person_id: int) -> str:
    """A token with which everything of one's own may be done."""
    with database.write() as session:
        return devices.add_device(session, person_id, "Script", "full")[1]


@pytest.fixture
def api(client: FlaskClient, token: str) -> Api:
    return Api(client, token)


@pytest.fixture
def dashboard(app: Flask, database: Database, person_id: int) -> FlaskClient:
    """A browser that is signed in."""
    return signed_in(app, database, person_id)


@pytest.fixture
def link(database: Database, person_id: int) -> str:
    """The address of a sign-in that waits to be used."""
    return link_for(database, person_id)


@pytest.fixture
def kept(api: Api) -> str:
    """The id of one capture that is kept."""
    body = capture_body("english-tables")
    assert api.send(body).status_code == 201
    return str(body["id"])


@pytest.fixture
def stranger(app: Flask, database: Database) -> Api:
    """Somebody else with a token of their own."""
    with database.write() as session:
        other = persons.add_person(session, "Somebody else")
        return Api(app.test_client(), devices.add_device(session, other.id, "Script", "full")[1])


@pytest.fixture
def capturing(app: Flask, database: Database, person_id: int) -> Api:
    """What a paired browser has: a token with which captures are sent."""
    with database.write() as session:
        return Api(app.test_client(), devices.add_device(session, person_id, "Browser", "capture")[1])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until it is moved."""
    return Clock(monkeypatch)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """An extension that knows nothing of the server but its address."""
    return Browser(app.test_client())


@pytest.fixture
def asking(browser: Browser) -> Browser:
    """An extension that waits for the member's answer."""
    assert browser.ask(device_name="Chromium <on> Linux").status_code == 200
    return browser


@pytest.fixture
def neighbour(app: Flask, database: Database) -> FlaskClient:
    """A browser in which somebody else is signed in."""
    with database.write() as session:
        other_id = persons.add_person(session, "Neighbour").id
    return signed_in(app, database, other_id)


@pytest.fixture
def member_with(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> MemberWith:
    """Makes somebody with these captures, who is signed in on TODAY."""
    noon = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=dt.UTC)
    monkeypatch.setattr("ssi_server.web.views.now", lambda: noon)

    def member(clicks: Sequence[Click]) -> Member:
        with database.write() as session:
            person_id = persons.add_person(session, "Somebody").id
            for at, reading in clicks:
                keep(session, person_id, at, reading)
        return Member(signed_in(app, database, person_id), database, person_id)

    return member
