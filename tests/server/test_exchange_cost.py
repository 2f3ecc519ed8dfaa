"""However long a history is, it goes out and comes in with little memory and few statements."""

from __future__ import annotations

import datetime as dt
import tracemalloc
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from flask import Flask
from sqlalchemy import QueuePool

from histories import as_csv, as_json, keep, somebody, take
from made_history import reading
from pages import statements
from ssi_server.exchange import arrival, document, leaving, table
from ssi_server.exchange.download import download
from ssi_server.exchange.record import Record
from ssi_server.exchange.report import Fate
from ssi_server.storage import Database

PAGE = 20_000
"""Letters of a large page."""


def captures(count: int) -> list[Record]:
    """So many captures with a large page each, of which no two are the same."""
    rng, start = Random(7), dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC)
    return [
        Record(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            captured_at=start + dt.timedelta(hours=6 * number),
            received_at=start,
            trigger="click",
            client="made",
            outcome="read",
            code=None,
            reader_version=1,
            reading=reading(),
            digest=rng.randbytes(32),
            page=f"<p>{rng.getrandbits(PAGE // 2 * 8):x}</p>"[:PAGE],
        )
        for number in range(count)
    ]


@contextmanager
def peak_below(most: int) -> Iterator[None]:
    """Fails when more bytes than this are taken at once meanwhile."""
    tracemalloc.start()
    try:
        yield
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most


def test_any_number_of_captures_goes_out_in_little_memory(database: Database) -> None:
    person_id = keep(database, captures(400))
    with peak_below(5_000_000), database.read() as session:
        assert sum(map(len, document.written(session, person_id))) > 400 * PAGE
    with peak_below(1_500_000), database.read() as session:
        assert sum(1 for _line in table.written(session, person_id)) == 401


def test_any_number_of_captures_comes_in_in_little_memory(database: Database) -> None:
    data = as_json(database, keep(database, captures(400)))
    with database.write() as session:
        person_id = somebody(session)
    with peak_below(7_000_000):
        assert take(database, person_id, data, rehearsal=True).fates[Fate.NEW] == 400


def test_each_batch_takes_the_same_few_statements(app: Flask) -> None:
    database: Database = app.extensions["ssi_database"]
    person_id = keep(database, captures(2 * leaving.BATCH + 1))
    with statements(app) as out:
        as_json(database, person_id)
    about_the_person, written = 10, 3
    assert len(out) == about_the_person + written + 3 * 4 + 1
    with statements(app) as out:
        as_csv(database, person_id)
    assert len(out) == 3 * 3 + 1


def test_a_batch_that_is_here_already_takes_few_statements(app: Flask) -> None:
    database: Database = app.extensions["ssi_database"]
    person_id = keep(database, captures(2 * arrival.BATCH))
    data = as_json(database, person_id)
    with statements(app) as sent:
        assert take(database, person_id, data).fates[Fate.KNOWN] == 2 * arrival.BATCH
    assert len(sent) <= 2 * 5 + 1


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_an_answer_begins_before_all_is_read(app: Flask, ending: str) -> None:
    database: Database = app.extensions["ssi_database"]
    person_id = keep(database, captures(3 * leaving.BATCH))
    with statements(app) as sent:
        answer = download(database, person_id, ending)
        noting_it = 2
        assert len(sent) == noting_it + 1
        pieces = iter(answer.response)
        next(pieces)
        assert len(sent) <= noting_it + 5
        answer.close()


def test_an_answer_that_nobody_reads_holds_no_connection(app: Flask) -> None:
    database: Database = app.extensions["ssi_database"]
    person_id, pool = keep(database, captures(2)), database.engine.pool
    assert isinstance(pool, QueuePool)
    answer = download(database, person_id, "json")
    pieces = answer.response
    assert pool.checkedout() == 1
    answer.close()
    assert pool.checkedout() == 0
    assert next(iter(pieces))  # kept alive until here, so that nothing but `close` gave the connection back
