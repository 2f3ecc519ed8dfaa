"""Out, into an empty place, and out again: not a byte differs, whatever the history holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from engines import Installations
from generated_history import with_database
from histories import HISTORIES, as_csv, as_json, dump, keep, somebody, take, write
from server_parts import Api, capture_body, problem
from ssi_server.exchange.record import Record
from ssi_server.exchange.report import Fate
from ssi_server.storage import Database


def empty_place(database: Database) -> int:
    with database.write() as session:
        return somebody(session)


@with_database
@given(made=HISTORIES)
def test_a_document_comes_back_as_it_was(database: Database, made: list[Record]) -> None:
    person_id = keep(database, made)
    first = as_json(database, person_id)
    other = empty_place(database)
    report = take(database, other, first)
    assert report.fates[Fate.NEW] == len(made), report.told
    assert as_json(database, other) == first
    again = take(database, other, first)
    assert again.fates[Fate.KNOWN] == len(made)
    assert as_json(database, other) == first


@with_database
@given(made=HISTORIES)
def test_a_table_comes_back_as_it_was(database: Database, made: list[Record]) -> None:
    person_id = keep(database, made)
    first = as_csv(database, person_id)
    other = empty_place(database)
    live = [record for record in made if record.deleted_at is None]
    report = take(database, other, first, "history.csv")
    assert report.fates[Fate.NEW] == len(live), report.told
    assert as_csv(database, other) == first
    assert take(database, other, first, "history.csv").fates[Fate.KNOWN] == len(live)
    assert take(database, person_id, first, "history.csv").fates[Fate.KNOWN] == len(live)


@with_database
@given(made=HISTORIES)
def test_a_rehearsal_says_what_happens_and_writes_nothing(database: Database, made: list[Record]) -> None:
    person_id = keep(database, made[: len(made) // 2])
    whole = keep(database, made)
    files = {"history.json": as_json(database, whole), "history.csv": as_csv(database, whole)}
    for name, data in files.items():
        before = dump(database)
        told = take(database, person_id, data, name, rehearsal=True)
        assert dump(database) == before
        other = empty_place(database)
        take(database, other, as_json(database, person_id))
        done = take(database, other, data, name)
        assert (told.fates, told.told) == (done.fates, done.told)


@pytest.fixture
def both(
    sqlite_installations: Installations, postgresql_installations: Installations, tmp_path: Path
) -> Iterator[tuple[Database, Database]]:
    databases = [
        Database(made.fresh(tmp_path / name))
        for name, made in (("sqlite", sqlite_installations), ("postgresql", postgresql_installations))
    ]
    yield databases[0], databases[1]
    for database in databases:
        database.close()


@with_database
@given(made=HISTORIES)
def test_a_history_is_the_same_bytes_on_both_engines(both: tuple[Database, Database], made: list[Record]) -> None:
    on_sqlite, on_postgresql = both
    first = as_json(on_sqlite, keep(on_sqlite, made))
    other = empty_place(on_postgresql)
    take(on_postgresql, other, first)
    assert as_json(on_postgresql, other) == first
    back = empty_place(on_sqlite)
    take(on_sqlite, back, as_json(on_postgresql, other))
    assert as_json(on_sqlite, back) == first


def test_what_was_written_by_hand_goes_too(database: Database, person_id: int) -> None:
    with database.write() as session:
        write(session, person_id)
    first = as_json(database, person_id)
    other = empty_place(database)
    assert take(database, other, first).summary() == "8 new"
    assert as_json(database, other) == first
    assert take(database, other, first).summary() == "8 already there"


def test_real_captures_go_with_their_pages(database: Database, api: Api, person_id: int) -> None:
    for name in ("english-tables", "spanish", "disagreement", "redesign", "embedded-json-team"):
        api.send(capture_body(name))
    first = as_json(database, person_id)
    assert first.count(b'"page": "<') == 5
    other = empty_place(database)
    assert take(database, other, first).fates[Fate.NEW] == 5
    assert as_json(database, other) == first
    table = as_csv(database, person_id)
    third = empty_place(database)
    assert take(database, third, table, "history.csv").fates[Fate.NEW] == 5
    assert as_csv(database, third) == table


def test_a_deleted_capture_stays_deleted_wherever_it_goes(
    database: Database, api: Api, stranger: Api, person_id: int, kept: str
) -> None:
    before = as_json(database, person_id)
    api.client.delete(f"/api/captures/{kept}", headers=api.headers)
    after = as_json(database, person_id)
    assert kept in after.decode()
    assert b'"page": "<' not in after
    stranger.client.post("/api/import", data=after, content_type="application/json", headers=stranger.headers)
    assert stranger.get("/api/captures")["items"] == []
    again = capture_body(id=kept)
    problem(stranger.send(again), 410, "deleted")
    report = take(database, person_id, before)
    assert report.summary() == "1 deleted before"
    assert as_json(database, person_id) == after


def test_a_capture_that_was_sent_is_known_again_after_it_came_in(database: Database, api: Api, stranger: Api) -> None:
    body = capture_body()
    assert api.send(body).status_code == 201
    document = api.client.get("/api/export.json", headers=api.headers).data
    stranger.client.post("/api/import", data=document, content_type="application/json", headers=stranger.headers)
    assert stranger.send(body).status_code == 200
    problem(stranger.send(body | {"client": "another"}), 409, "id_taken")


def test_what_is_here_differently_stays(database: Database, kept: str, person_id: int) -> None:
    document = as_json(database, person_id)
    changed = document.replace(b'"body_sha256": "', b'"body_sha256": "0000').replace(b'"reading"', b'"reading"')
    cut = changed[: changed.index(b"0000") + 64] + changed[changed.index(b"0000") + 68 :]
    report = take(database, person_id, cut)
    assert report.summary() == "1 conflicting"
    assert "stays as it is" in report.told[0]
    assert as_json(database, person_id) == document
