"""A year of daily captures, and what it takes on the disk: `PYTHONPATH=tests python -m year`."""

from __future__ import annotations

import datetime as dt
import random
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ssi_server.captures import intake
from ssi_server.captures.request import CaptureRequest
from ssi_server.config import Settings
from ssi_server.people import persons
from ssi_server.people.accounts import Ownership
from ssi_server.people.devices import Sender
from ssi_server.storage import Database

DAYS = 365

_FIXTURE = Path(__file__).parents[1] / "fixtures" / "english-tables" / "page.html"
_SHOWN = {
    "own": ("20.998", "6.4", "10.25", "15", "53", "47"),
    "industry": ("11.78", "5.38", "2.09", "15.16", "34", "66"),
    "network": ("13.22", "4.36", "2.38", "16.31", "36", "64"),
}
"""As the fixture shows them: four pillars, their sum, and what remains of 100."""
_RANKS = ("9", "11")
_ANY = "|".join(map(re.escape, [*(figure for shown in _SHOWN.values() for figure in shown), *_RANKS]))
_FIGURE = re.compile(rf'(?<=[>" ])({_ANY})(?=[<"% .])')


def captures(days: int = DAYS) -> Iterator[CaptureRequest]:
    """One capture a day, of a page whose every figure changes by the day."""
    rng = random.Random(2)
    first = dt.datetime(2025, 1, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    template = _FIXTURE.read_text("utf-8")
    for day in range(days):
        at = first + dt.timedelta(days=day, minutes=rng.randrange(600), seconds=rng.randrange(60))
        new = _drawn(rng)
        page = _FIGURE.sub(lambda found, new=new: new[found[0]], template)
        capture_id = UUID(int=rng.getrandbits(128), version=4)
        yield CaptureRequest(
            capture_id, at, "https://www.linkedin.com/sales/ssi", page, "click", "extension/1.0.0 chromium"
        )


def kept_in(folder: Path, requests: Iterable[CaptureRequest]) -> Path:
    """The file of a new installation in this folder that has taken in these captures, its log checkpointed."""
    settings = Settings.load(folder, environ={})
    database = Database(settings)
    database.migrate()
    with database.write() as session:
        sender = Sender(persons.first_person(session).id, "0123456789abcdef", "capture")
    for request in requests:
        intake.take(database, sender, request, Ownership(bytes(32)))
    database.close()
    file = folder / "history.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def bytes_in(file: Path) -> int:
    """Bytes of the file and of what lies beside it."""
    return sum(each.stat().st_size for each in file.parent.glob(f"{file.name}*"))


def bytes_by_table(file: Path) -> dict[str, int]:
    """Bytes that each table takes with its keys, the largest first. Not every build of SQLite can tell."""
    with closing(sqlite3.connect(file)) as connection:
        return dict(connection.execute(_BY_TABLE).fetchall())


_BY_TABLE = """
    SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name
    GROUP BY 1 ORDER BY 2 DESC
"""


def _drawn(rng: random.Random) -> dict[str, str]:
    new = {rank: str(rng.randrange(1, 99)) for rank in _RANKS}
    for shown in _SHOWN.values():
        points = [rng.randrange(300, 24_900) for _ in range(4)]
        total = round(sum(points) / 1000 + 1e-6)
        new |= zip(shown, [*(f"{each / 1000:g}" for each in points), str(total), str(100 - total)], strict=True)
    return new


def main() -> None:
    with TemporaryDirectory(prefix="ssi-history-year-") as folder:
        file = kept_in(Path(folder), captures())
        for name, size in ({f"{DAYS} daily captures": bytes_in(file)} | bytes_by_table(file)).items():
            sys.stdout.write(f"{name:34}{size:>12,} bytes\n")


if __name__ == "__main__":
    main()
