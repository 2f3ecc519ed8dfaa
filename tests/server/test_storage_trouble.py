"""Full, locked, read-only, damaged, gone: 503 and when to come again, nothing half stored, and well again by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, event, text

from engines import on_postgresql, on_sqlite
from server_parts import Api, capture_body, data_file, problem, rows, scored
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.people import devices, persons
from ssi_server.storage import Database, sqlite
from throwaway_postgresql import HASTY, Cluster

HELD = "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM pages), (SELECT count(*) FROM readings)"
IMPATIENT = 100
"""Milliseconds to wait for a lock."""


@pytest.fixture
def service(settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """A token's holder, at a service that does not wait for locks as long as it usually does."""
    monkeypatch.setattr(sqlite, "PATIENCE", IMPATIENT)
    if not settings.database_url.startswith("sqlite"):
        settings = replace(settings, database_url=f"{settings.database_url}?options=-c%20lock_timeout%3D{IMPATIENT}")
    with database.write() as session:
        token = devices.add_device(session, persons.first_person(session).id, "Script", "full")[1]
    app = create_app(settings)
    api = Api(app.test_client(), token)
    assert api.client.get("/readyz").status_code == 200
    yield api
    served(api).close()


def served(api: Api) -> Database:
    """The service's own connection."""
    found: Database = api.client.application.extensions["ssi_database"]
    return found


def is_refused(api: Api, caplog: pytest.LogCaptureFixture, cause: str) -> None:
    """A capture is, in good order, and the service does not call itself ready; only the log says why."""
    caplog.set_level(logging.ERROR)
    for ask in (lambda: api.send(capture_body()), lambda: api.client.get("/readyz")):
        answer = ask()
        problem(answer, 503, "storage_unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert cause in caplog.text
        assert cause not in answer.text
        caplog.clear()


def well_again(api: Api, settings: Settings, kept: int = 0) -> None:
    """Nothing is left of what was refused, and the service works as if nothing had been."""
    assert rows(settings, HELD) == [(kept, kept, kept)]
    assert api.client.get("/readyz").status_code == 200
    assert api.send(capture_body()).status_code == 201
    assert rows(settings, HELD) == [(kept + 1, kept + 1, kept + 1)]


@on_sqlite
def test_a_full_file(service: Api, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with served(service).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # No more, that is, than there are already.
    kept = 0
    while service.send(capture_body(html=scored(20, 6, 10, 15 + kept / 100))).status_code == 201:
        kept += 1
        assert kept < 200
    is_refused(service, caplog, "database or disk is full")
    with served(service).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    well_again(service, settings, kept)


@on_sqlite
def test_a_disk_with_no_room_left_is_not_called_ready(
    service: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sqlite, "ROOM", 1 << 62)
    problem(service.client.get("/readyz"), 503, "storage_unavailable")
    assert "disk is full" in caplog.text


@on_sqlite
def test_a_file_that_may_only_be_read(service: Api, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with served(service).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    is_refused(service, caplog, "attempt to write a readonly database")
    assert service.get("/api/captures")["items"] == []
    with served(service).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    well_again(service, settings)


@on_sqlite
def test_a_file_that_another_program_has_locked(
    service: Api, database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        session.connection()
        is_refused(service, caplog, "database is locked")
        assert service.get("/api/captures")["items"] == []
    well_again(service, settings)


@on_sqlite
def test_a_damaged_file(service: Api, database: Database, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    database.close()
    with served(service).engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = data_file(settings).read_bytes()
    data_file(settings).write_bytes(whole[:100] + b"no database" * (len(whole) // 11))
    served(service).engine.dispose()
    is_refused(service, caplog, "database disk image is malformed")
    data_file(settings).write_bytes(whole)
    well_again(service, settings)


@on_postgresql
def test_a_table_that_another_program_has_locked(
    service: Api, database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        session.execute(text("LOCK TABLE people, facts IN EXCLUSIVE MODE"))
        is_refused(service, caplog, "lock timeout")
        assert service.get("/api/captures")["items"] == []
    well_again(service, settings)


@on_postgresql
def test_tables_that_somebody_has_taken_away(
    service: Api, database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        session.execute(text("ALTER TABLE people RENAME TO persons; ALTER TABLE facts RENAME TO truths"))
    is_refused(service, caplog, "does not exist")
    with database.write() as session:
        session.execute(text("ALTER TABLE persons RENAME TO people; ALTER TABLE truths RENAME TO facts"))
    well_again(service, settings)


@on_postgresql
def test_a_server_that_was_stopped_and_started(
    service: Api, postgresql: Cluster, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    postgresql.stop()
    try:
        is_refused(service, caplog, "onnection")
        problem(service.client.get("/api/summary", headers=service.headers), 503, "storage_unavailable")
        assert service.client.get("/healthz").status_code == 200
    finally:
        postgresql.start(HASTY)
    well_again(service, settings)


@on_postgresql
def test_a_server_that_was_made_a_standby(
    service: Api, postgresql: Cluster, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    postgresql.stop()
    (postgresql.data / "standby.signal").touch()
    postgresql.start(HASTY)
    try:
        assert service.get("/api/captures")["items"] == []
        before = connected_as(service)
        is_refused(service, caplog, "read-")
        assert connected_as(service) != before  # A new one may find the server that has taken over.
    finally:
        postgresql.run("pg_ctl", "-D", postgresql.data, "-w", "promote")
    well_again(service, settings)


@on_postgresql
def test_connections_that_the_server_has_cut_are_made_anew_unnoticed(service: Api, postgresql: Cluster) -> None:
    ask_server(postgresql, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert service.send(capture_body()).status_code == 201


@on_postgresql
def test_a_connection_that_is_cut_in_the_middle_leaves_nothing(
    service: Api, postgresql: Cluster, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def cut(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO captures"):
            ask_server(postgresql, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state <> 'active'")

    event.listen(served(service).engine, "after_cursor_execute", cut)
    body = capture_body()
    problem(service.send(body), 503, "storage_unavailable")
    event.remove(served(service).engine, "after_cursor_execute", cut)
    assert rows(settings, HELD) == [(0, 0, 0)]
    assert service.send(body).status_code == 201


def connected_as(api: Api) -> int:
    """The number of the server's process behind the service's connection."""
    with served(api).read() as session:
        return session.execute(text("SELECT pg_backend_pid()")).scalar_one()


def ask_server(postgresql: Cluster, query: str) -> None:
    engine = create_engine(postgresql.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(query))
    engine.dispose()
