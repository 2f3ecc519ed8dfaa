"""What one person's year costs among many: `PYTHONPATH=tests python -m bench.crowd 1000 100000 10000000`.

Each number is how many readings lie in a database of its own, on SQLite and on PostgreSQL. Everybody in it has captured
daily for a year; somebody else is asked about in every round. History and summary take turns among all databases, and
the plan of each of their queries must name an index. The time is that on the clock, since PostgreSQL works elsewhere.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from ssi_server.config import Settings
from ssi_server.history import series, summary
from ssi_server.storage import Database
from throwaway_postgresql import HASTY, cluster

from .crowd_made import Habit, fill
from .intake import database_in
from .say import say

ROUNDS = 60
DAILY = Habit()
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
QUESTIONS: dict[str, Callable[[Session, int], object]] = {
    "history": lambda session, person_id: series(session, person_id),
    "summary": lambda session, person_id: summary(session, person_id, NOON),
}
_PLAN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
_WHOLE_TABLE = re.compile(
    r"(?:Seq Scan on|SCAN) (?:people|pages|captures|readings|group_readings|industry|network|team)\b"
)


@dataclass(frozen=True)
class Crowd:
    """A database with so many readings, and how many people they are of."""

    database: Database
    readings: int
    people: int


def main() -> None:
    sizes = sorted(int(size) for size in sys.argv[1:]) or [1_000, 100_000]
    with crowds(sizes) as engines:
        say(f"{'ms, one year of':24}" + "".join(f"{f'among {size:,}':>20}{'x':>7}" for size in sizes))
        for engine, of_size in engines.items():
            for question, ask in QUESTIONS.items():
                times = in_turn(of_size, ask)
                cells = (f"{seconds * 1000:20.2f}{seconds / times[0]:7.2f}" for seconds in times)
                say(f"{f'{question}, {engine}':24}{''.join(cells)}")
        for engine, of_size in engines.items():
            for question, ask in QUESTIONS.items():
                say(f"plan of {question}, {engine}, among {of_size[-1].readings:,}:")
                for line in plan(of_size[-1], ask):
                    say(f"    {line}")


@contextmanager
def crowds(sizes: list[int]) -> Iterator[dict[str, list[Crowd]]]:
    """By engine: a crowd of each size."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="ssi-history-bench-")))
        postgresql = stack.enter_context(cluster(HASTY | {"shared_buffers": "2GB", "max_wal_size": "8GB"}))
        places = {
            "SQLite": lambda size: "",
            "PostgreSQL": lambda size: database_in(postgresql, f"of_{size}"),
        }
        engines: dict[str, list[Crowd]] = {}
        for engine, place in places.items():
            for size in sizes:
                environment = {"SSI_HISTORY_DATABASE_URL": place(size)}
                database = Database(Settings.load(folder / f"{engine}-{size}", environ=environment))
                stack.callback(database.close)
                database.migrate()
                started = time.perf_counter()
                people = max(size // DAILY.captures, 1)
                fill(database, people, DAILY)
                if (took := time.perf_counter() - started) > 10:
                    say(f"{size:,} readings made in {took:.0f} s ({engine})")
                engines.setdefault(engine, []).append(Crowd(database, size, people))
        yield engines


def in_turn(of_size: list[Crowd], ask: Callable[[Session, int], object]) -> list[float]:
    """Seconds of the answer in each crowd, the median of rounds in which all take their turn."""
    dice, seconds = random.Random(1), defaultdict(list)
    for _ in range(ROUNDS):
        for crowd in of_size:
            person_id = dice.randint(1, crowd.people)
            with crowd.database.read() as session:
                session.connection()
                start = time.perf_counter()
                ask(session, person_id)
                seconds[crowd.readings].append(time.perf_counter() - start)
    return [median(seconds[crowd.readings]) for crowd in of_size]


def plan(crowd: Crowd, ask: Callable[[Session, int], object]) -> Iterator[str]:
    """How the engine answers each query. SystemExit where it looks through a whole table."""
    asked: list[tuple[str, Any]] = []
    engine = crowd.database.engine
    with crowd.database.read() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
        ask(session, crowd.people // 2 + 1)
        for statement, values in [one for one in asked if one[0].startswith("SELECT")]:
            for row in connection.exec_driver_sql(_PLAN[engine.dialect.name] + statement, values).all():
                line = str(row[-1])
                if _WHOLE_TABLE.search(line):
                    raise SystemExit(f"A whole table is looked through: {line}")
                if "SEARCH" in line or "Index" in line:
                    yield line.strip()


if __name__ == "__main__":
    main()
