"""How often something may happen: counted in the database, whichever process counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from server_parts import Clock, rows
from ssi_server.config import Settings
from ssi_server.people.limits import Limit
from ssi_server.storage import Database

THRICE = Limit("tries of", times=3, within=dt.timedelta(minutes=5))


@pytest.fixture
def other_process(database: Database, settings: Settings) -> Iterator[Database]:
    """Another opening of the same file."""
    other = Database(settings)
    yield other
    other.close()


def take(database: Database, who: str = "ann", limit: Limit = THRICE) -> dt.timedelta | None:
    with database.write() as session:
        return limit.take(session, who)


def test_so_many_times_and_no_more_until_the_time_is_over(database: Database, clock: Clock) -> None:
    assert [take(database) for _ in range(3)] == [None] * 3
    clock.move(minutes=1)
    assert take(database) == dt.timedelta(minutes=4)
    clock.move(minutes=3, seconds=59)
    assert take(database) == dt.timedelta(seconds=1)
    clock.move(seconds=1)
    assert take(database) is None


def test_who_is_over_the_limit_does_not_make_it_longer(database: Database, clock: Clock) -> None:
    for _ in range(10):
        take(database)
    clock.move(minutes=5)
    assert [take(database) for _ in range(3)] == [None] * 3


def test_each_is_counted_alone(database: Database, clock: Clock) -> None:
    other = Limit("questions of", times=3, within=dt.timedelta(minutes=5))
    for _ in range(3):
        take(database)
    assert take(database, "bob") is None
    assert take(database, "ann", other) is None
    assert take(database) is not None


def test_what_should_not_count_is_given_back(database: Database, clock: Clock) -> None:
    for _ in range(10):
        assert take(database) is None
        with database.write() as session:
            THRICE.give_back(session, "ann")
            THRICE.give_back(session, "nobody")
    assert [take(database) for _ in range(4)][-1] is not None


def test_giving_back_too_often_buys_nothing(database: Database, clock: Clock) -> None:
    take(database)
    for _ in range(5):
        with database.write() as session:
            THRICE.give_back(session, "ann")
    assert [take(database) is None for _ in range(4)] == [True, True, True, False]


def test_processes_count_together(database: Database, other_process: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, [database, other_process] * 6))
    assert taken.count(None) == 3


def test_what_is_over_is_forgotten(database: Database, clock: Clock, settings: Settings) -> None:
    for who in ("ann", "bob", "eve"):
        take(database, who)
    clock.move(minutes=5)
    take(database, "ann")
    assert rows(settings, "SELECT key, count FROM limits") == [("tries of ann", 1)]
