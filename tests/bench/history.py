"""What ten years of daily captures cost, beside the plain SQL: `PYTHONPATH=tests python -m bench.history`.

The floor is Python's `sqlite3` fetching the same columns of the same rows, with nothing made of them. All are timed in
turn in one run, by the processor's time, so that what else goes on in the machine matters little.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy.dialects import sqlite

from made_history import keep
from ssi_parser import Group, Pillars, Reading
from ssi_server.app import create_app
from ssi_server.config import Settings
from ssi_server.history import exact_totals, moving_average, pace, series
from ssi_server.history.query import captures_read
from ssi_server.people import devices, persons
from ssi_server.storage import Database

from .say import say

FIRST, DAYS = dt.datetime(2016, 1, 1, 9, tzinfo=dt.UTC), 3650
ROUNDS = 15
FLOOR = "floor: plain SQL"


def main() -> None:
    with TemporaryDirectory(prefix="ssi-history-bench-") as folder:
        settings = Settings.load(Path(folder), environ={})
        person_id, token = fill(settings)
        with ways_of(settings, person_id, token) as ways:
            times = timed(ways)
    say(f"{f'{DAYS} daily captures':34}{'ms':>9}{'x floor':>9}")
    for name, seconds in times.items():
        say(f"{name:34}{seconds * 1000:9.2f}{seconds / times[FLOOR]:9.2f}")


@contextmanager
def ways_of(settings: Settings, person_id: int, token: str) -> Iterator[dict[str, Callable[[], object]]]:
    """What is timed. The application is asked once beforehand, so that nobody pays for its first request."""
    app = create_app(settings)
    database: Database = app.extensions["ssi_database"]
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}

    def get() -> bytes:
        return client.get("/api/history", headers=headers).data

    def rows() -> list[dict[str, object]]:
        with database.read() as session:
            return series(session, person_id)

    totals = exact_totals(rows())
    if get().count(b'"capture"') != DAYS:
        raise SystemExit("The answer does not hold every row.")
    query = captures_read(person_id, "consistent").compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    with closing(sqlite3.connect(settings.data_dir / "history.sqlite3")) as connection:
        yield {
            FLOOR: lambda: connection.execute(str(query)).fetchall(),
            "GET /api/history": get,
            "series, as pages ask for it": rows,
            "moving average of the total": lambda: moving_average(totals),
            "pace of the last 90 days": lambda: pace(totals, totals[-1].day),
        }
    database.close()


def fill(settings: Settings) -> tuple[int, str]:
    """Keeps ten years with every figure known; gives the person they are of, and a token to read them."""
    database = Database(settings)
    database.migrate()
    with database.write() as session:
        person_id = persons.add_person(session, "Bench").id
        for number in range(DAYS):
            keep(session, person_id, FIRST + dt.timedelta(days=number), figures(number))
        token = devices.add_device(session, person_id, "Script", "full")[1]
    database.close()
    return person_id, token


def figures(number: int) -> Reading:
    """Those of the day, counted from the first."""
    pillars = Pillars(*(Decimal(1000 + (number * step) % 23_000) / 1000 for step in (7, 11, 13, 17)))
    score = pillars.sum() or Decimal()
    group = Group("Software Development", 34, 9, 0, None, pillars)
    return Reading(round(score), score, pillars, group, group, None, "en", (), ())


def timed(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each way, the median of rounds in which all take their turn."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.process_time()
            way()
            seconds[name].append(time.process_time() - start)
    return {name: median(taken) for name, taken in seconds.items()}


if __name__ == "__main__":
    main()
