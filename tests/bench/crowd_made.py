"""Many people with as many captures each, made inside the database: ten million take minutes, not hours.

They lie as they would have come: everybody's first, then everybody's second, so that nobody's captures lie together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ssi_server.storage import Database


@dataclass(frozen=True)
class Habit:
    """How everybody captures: so many times, on one day of so many (`every`), from the day `first` on."""

    captures: int = 365
    every: int = 1
    first: dt.date = dt.date(2025, 1, 1)


_FILLS = {
    "people": "id, name, created_at: {number} + 1, 'One of many', {first}",
    "captures": 'person_id, id, captured_at, utc_offset, day, received_at, "trigger", client, body_sha256, outcome,'
    " reader_version, verdict, doubts: {person}, {id}, {instant}, 60, {day}, {instant}, 'click', 'bench',"
    " {hash}, 'read', 1, 'consistent', '[]'",
    "readings": "person_id, capture_id, total, score, brand, people, insights, relationships, language:"
    " {person}, {id}, 53, 52648, 20998, 6400, 10250 + {turn}, 15000, 'en'",
    "group_readings": "person_id, capture_id, kind, name, average, rank, rank_change, brand, people, insights,"
    " relationships: {person}, {id}, '{kind}', 'Software Development', 34, 9, 0, 11780, 5380, 2090, 15160",
}
"""Of each table the columns, and what stands in them in the row of this number; the same on both engines."""

_SQLITE = {
    "rows": "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {rows})",
    "source": "n",
    "id": "printf('%08x%024x', i * 2654435761 % 4294967296, i)",
    "first": "'{first_day} 09:00:00.000000'",
    "instant": "datetime('{first_day} 09:00', '+' || {days} || ' days') || '.000000'",
    "day": "date('{first_day}', '+' || {days} || ' days')",
    "hash": "zeroblob(32)",
}
_POSTGRESQL = {
    "rows": "",
    "source": "generate_series(0, {rows} - 1) AS n(i)",
    "id": "(lpad(to_hex(i * 2654435761 % 4294967296), 8, '0') || lpad(to_hex(i), 24, '0'))::uuid",
    "first": "timestamptz '{first_day} 09:00Z'",
    "instant": "timestamptz '{first_day} 09:00Z' + {days} * interval '1 day'",
    "day": "date '{first_day}' + {days}",
    "hash": "decode(repeat('00', 32), 'hex')",
}
_BOTH = {"number": "i", "person": "i % {people} + 1", "turn": "i / {people}"}
_BEFORE = {
    "sqlite": (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -2000000",
    ),
    "postgresql": ("SET session_replication_role = replica", "SET synchronous_commit = on"),
}
"""What would take longest to check is known: the rows belong together. Kilobytes of a cache that holds every index.
PostgreSQL marks pages as seen by all, which its indexes need to answer alone, only when their commit is on disk.
"""
_AFTER = {
    "sqlite": ("PRAGMA journal_mode = WAL",),
    "postgresql": ("VACUUM ANALYZE", "CHECKPOINT"),
}


def fill(database: Database, people: int, habit: Habit) -> None:
    """Keeps so many people, whose ids begin with 1, and their captures."""
    name = database.engine.dialect.name
    pooled = database.engine.raw_connection()
    connection: Any = pooled.driver_connection
    connection.rollback()
    if name == "postgresql":
        connection.autocommit = True
    inserts = _inserts(_SQLITE if name == "sqlite" else _POSTGRESQL, people, habit)
    for statement in (*_BEFORE[name], *inserts, *_AFTER[name]):
        connection.execute(statement)
    pooled.invalidate()  # Nobody else is to be served by a connection that checks so little.


def _inserts(words: dict[str, str], people: int, habit: Habit) -> Iterator[str]:
    numbers = {"people": people, "first_day": habit.first, "days": f"(i / {people} * {habit.every})"}
    for table, content in _FILLS.items():
        columns, _, values = content.partition(": ")
        rows = people if table == "people" else people * habit.captures
        for kind in ("industry", "network") if table == "group_readings" else ("",):
            told = values.format(kind=kind, **words, **_BOTH)
            insert = f"{words['rows']} INSERT INTO {table} ({columns}) SELECT {told} FROM {words['source']}"
            yield insert.format(rows=rows, **numbers)
