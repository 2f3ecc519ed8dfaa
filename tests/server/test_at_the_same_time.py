"""Requests that come in the same instant, as from several servers: each finds what the others have done."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from server_parts import Api, Browser, capture_body, rows
from ssi_server.aims.goals import Goal, set_goals
from ssi_server.aims.preferences import choose
from ssi_server.captures import manual
from ssi_server.config import Settings
from ssi_server.journal import notes
from ssi_server.models import Person
from ssi_server.people import persons
from ssi_server.people.pairing import grant
from ssi_server.storage import Database
from test_whose_page import body_of

SERVERS = 6
DAY = dt.date(2026, 3, 5)
AT = dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC)
ENTRY = uuid.uuid4()
PERSONAL: dict[str, tuple[Callable[[Session, int], Any], str, int]] = {
    "notes of one action": (lambda session, me: notes.add_action(session, me, DAY, "add_keywords"), "notes", 1),
    "goals": (lambda session, me: set_goals(session, me, [Goal("total", Decimal(60))]), "goals", 1),
    "preferences": (lambda session, me: choose(session, me, rhythm=7, language="pl"), "preferences", 2),
    "figures by hand": (lambda session, me: manual.add(session, me, ENTRY, AT, {"total": 20}), "captures", 1),
}
"""What a member does, and how many rows it comes to, however often it is done at once."""


@pytest.fixture
def servers(database: Database, settings: Settings) -> Iterator[list[Database]]:
    """Several, each with a connection of its own."""
    opened = [Database(settings) for _ in range(SERVERS)]
    for server in opened:
        with server.read() as session:
            session.connection()
    yield opened
    for server in opened:
        server.close()


def at_once(work: Callable[[Any], Any], given: list[Any]) -> list[Any]:
    """What each of them gives, all begun together."""
    start = Barrier(len(given))

    def begin(one: Any) -> Any:
        start.wait(timeout=10)
        return work(one)

    with ThreadPoolExecutor(len(given)) as pool:
        return list(pool.map(begin, given))


@pytest.mark.parametrize("what", PERSONAL)
def test_what_a_member_does_twice_is_there_once(
    what: str, servers: list[Database], person_id: int, settings: Settings
) -> None:
    does, table, times = PERSONAL[what]

    def act(server: Database) -> None:
        with server.write(person_id) as session:
            does(session, person_id)

    at_once(act, servers)
    assert rows(settings, f"SELECT count(*) FROM {table}") == [(times,)]


def test_one_capture_that_comes_often_is_kept_once(app: Flask, token: str, settings: Settings) -> None:
    body = capture_body()
    answers = at_once(lambda api: api.send(body).status_code, [Api(app.test_client(), token) for _ in range(SERVERS)])
    assert sorted(answers) == [200] * (SERVERS - 1) + [201]
    assert rows(settings, "SELECT count(*) FROM captures") == [(1,)]


def test_captures_of_one_page_are_all_kept(app: Flask, token: str, settings: Settings) -> None:
    answers = at_once(
        lambda api: api.send(capture_body()).status_code, [Api(app.test_client(), token) for _ in range(SERVERS)]
    )
    assert answers == [201] * SERVERS
    assert rows(settings, "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM pages)") == [(SERVERS, 1)]


def test_of_several_first_accounts_one_is_learned(app: Flask, token: str, settings: Settings) -> None:
    bodies = [body_of(f"member-{number}") for number in range(SERVERS)]
    answers = at_once(lambda body: Api(app.test_client(), token).send(body).status_code, bodies)
    assert sorted(answers) == [201] + [409] * (SERVERS - 1)
    assert rows(settings, "SELECT count(*) FROM accounts") == [(1,)]


def test_servers_that_start_together_make_one_first_person(servers: list[Database], settings: Settings) -> None:
    with servers[0].write() as session:
        session.execute(delete(Person))

    def start(server: Database) -> int:
        with server.write() as session:
            return persons.first_person(session).id

    assert len(set(at_once(start, servers))) == 1
    assert rows(settings, "SELECT count(*) FROM people") == [(1,)]


def test_a_pairing_gives_one_token(
    servers: list[Database], browser: Browser, person_id: int, database: Database, settings: Settings
) -> None:
    browser.ask()
    with database.write() as session:
        assert grant.decide(session, browser.user_code.replace("-", ""), person_id, allow=True)

    def poll(server: Database) -> grant.Granted | grant.Answer:
        with server.write() as session:
            return grant.exchange(session, browser.device_code, "ssi-history-extension")

    answers = at_once(poll, servers)
    assert [type(answer) for answer in answers].count(grant.Granted) == 1
    assert answers.count(grant.Answer.UNKNOWN) == SERVERS - 1
    assert rows(settings, "SELECT count(*) FROM devices") == [(1,)]


def test_pairings_that_are_asked_for_together_keep_to_the_number(
    servers: list[Database], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grant, "MOST_PENDING", SERVERS)

    def ask(server: Database) -> None:
        for _ in range(3):
            with server.write() as session:
                grant.ask(session, "ssi-history-extension", "capture", "Chromium")

    at_once(ask, servers)
    assert rows(settings, "SELECT count(*) FROM pairings") == [(SERVERS,)]


def test_what_is_read_together_is_of_one_moment(servers: list[Database], person_id: int) -> None:
    reader, writer = servers[:2]
    with reader.read() as reading:
        before = notes.newest(reading, person_id, 10)
        with writer.write(person_id) as writing:
            notes.add(writing, person_id, DAY, None, "Meanwhile")
        assert notes.newest(reading, person_id, 10) == before == []
    with reader.read() as reading:
        assert [note.text for note in notes.newest(reading, person_id, 10)] == ["Meanwhile"]
