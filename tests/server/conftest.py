"""A fresh server with a fresh database for every test, on both engines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import QueuePool

from charted import TODAY, Click, Member, MemberWith
from compiled_once import compiled_once
from engines import URL, Installations, OnPostgresql, OnSqlite
from forgotten import Planted, plant
from made_history import keep
from server_parts import Api, Browser, Clock, capture_body, link_for, signed_in
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.people import devices, persons
from ssi_server.same_key import require_same_key
from ssi_server.storage import Database
from throwaway_postgresql import HASTY, Cluster, cluster


@pytest.fixture(scope="session", autouse=True)
def kept_compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with compiled_once(tmp_path_factory.mktemp("templates")):
        yield


@pytest.fixture(scope="session")
def sqlite_installations(tmp_path_factory: pytest.TempPathFactory) -> Installations:
    return OnSqlite(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A server of this session's own."""
    with cluster(HASTY) as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_installations(postgresql: Cluster) -> Iterator[Installations]:
    with closing(OnPostgresql(postgresql)) as installations:
        yield installations


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Installations:
    """Every test of the server runs once on each."""
    installations: Installations = request.getfixturevalue(f"{request.param}_installations")
    return installations


@pytest.fixture
def settings(
    engine: Installations, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Those of an installation that is fresh where the test opens its `database`, else was never started.

    Commands that the test runs find the same one by the name of its folder.
    """
    make = engine.fresh if "database" in request.fixturenames else engine.never_started
    settings = make(tmp_path / "data")
    if not settings.database_url.startswith("sqlite"):
        monkeypatch.setenv(URL, settings.database_url)
    return settings


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = Database(settings)
    yield database
    _close(database)


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    _close(app.extensions["ssi_database"])


def _close(database: Database) -> None:
    """A connection that nobody gave back is its test's fault, not that of the one during which it is collected."""
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    assert not pool.checkedout()
    database.close()


@pytest.fixture
def other_process(app: Flask, settings: Settings) -> Iterator[Flask]:
    """Another server on the same history."""
    other = create_app(settings)
    yield other
    _close(other.extensions["ssi_database"])


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


@pytest.fixture
def ann(database: Database, settings: Settings) -> Planted:
    """Somebody in an installation that has been started before."""
    require_same_key(settings, database)
    return plant(database, "Ann")


@pytest.fixture
def bob(database: Database) -> Planted:
    return plant(database, "Bob")
