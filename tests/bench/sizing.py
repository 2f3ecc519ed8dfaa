"""What an installation of a given size needs: computed from bytes and rates that are measured here and now.

`PYTHONPATH=tests python -m bench.sizing` prints what it measured, what it assumes, and the table of docs/deploy.md.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import year
from ssi_server.captures import intake
from ssi_server.config import Settings
from ssi_server.people import persons
from ssi_server.people.accounts import Ownership
from ssi_server.people.devices import Sender
from ssi_server.storage import Database
from storms import cluster
from storms.cluster import Cluster

from .client import Order, clients
from .page import page_of
from .say import say
from .servers import cpu_of, product

MEMBERS = (1, 50, 10_000, 1_000_000, 10_000_000)
RHYTHMS = {"weekly": 7, "daily": 1}
"""Days from one capture to the next."""

PEOPLE = 3
"""Of whom each has a year of daily captures when bytes are measured."""
SECONDS = 10.0
"""For which captures are sent when their cost is measured."""
MEGABYTES = 0.43
"""Of a page as the browser sends it."""

YEARS = 5
BUSIEST_HOUR = 0.2
"""The part of a day's captures that comes in its busiest hour."""
BUSY = 0.5
"""The part of a core that is used at most."""
COPIES = 2
"""Of the database: a primary and its synchronous standby."""
EURO_A_CORE, EURO_A_GB = 20.0, 0.15
"""A month, as hosts ask it for a rented core with its memory, and for a gigabyte of SSD."""

COLUMNS = (
    "members",
    "each captures",
    "captures a day",
    "a second, busiest hour",
    "cores: servers + databases",
    f"{YEARS} years, one copy",
    "€ a month",
)

_TICKS = os.sysconf("SC_CLK_TCK")
_OWNED = "pages, captures, readings, group_readings".split(", ")


@dataclass(frozen=True)
class Cost:
    """Of one capture: bytes in PostgreSQL with keys and indexes, and seconds of a core in server and database."""

    size: float
    server: float
    database: float

    def row(self, members: int, rhythm: str) -> tuple[str, ...]:
        a_day = members / RHYTHMS[rhythm]
        a_second = a_day * BUSIEST_HOUR / 3600
        servers, databases = (ceil(a_second * seconds / BUSY) for seconds in (self.server, self.database))
        gigabytes = a_day * 365 * YEARS * self.size / 1e9
        euro = (max(servers, 1) + COPIES * max(databases, 1)) * EURO_A_CORE + COPIES * gigabytes * EURO_A_GB
        alone = members == 1
        return (
            f"{members:,}",
            rhythm,
            f"{a_day:,.0f}" if a_day >= 1 else "1 in 7 days",
            f"{a_second:,.2f}" if a_second >= 0.005 else "–",
            "your own machine" if alone else f"{max(servers, 1)} + {COPIES} × {max(databases, 1)}",
            f"{gigabytes * 1000:,.1f} MB" if gigabytes < 1 else f"{gigabytes:,.0f} GB",
            "0" if alone else f"{euro:,.0f}",
        )


def size_of_a_capture(postgresql: Cluster, folder: Path) -> float:
    """Bytes in PostgreSQL, of a page on which every figure is new."""
    database = Database(Settings.load(folder, environ={"SSI_HISTORY_DATABASE_URL": postgresql.url()}))
    database.migrate()
    with database.write() as session:
        people = [persons.add_person(session, f"Member {number}").id for number in range(PEOPLE)]
    before = _bytes(postgresql)
    for person in people:
        for request in year.captures():
            intake.take(database, Sender(person, "0123456789", "capture"), request, Ownership(bytes(32)))
    database.close()
    return (_bytes(postgresql) - before) / (PEOPLE * year.DAYS)


def seconds_of_a_capture(postgresql: Cluster, folder: Path) -> tuple[float, float]:
    """Of a core, in the server and in PostgreSQL, with one client and everything synchronised to disk."""
    with product(folder, postgresql.url(), 1) as server, clients(page_of(MEGABYTES), 1) as send:
        send([Order(server.port, server.tokens[0], 2.0)])  # Until all is warm.
        before = cpu_of(server.process), _cpu(postgresql)
        [sent] = send([Order(server.port, server.tokens[0], SECONDS)])
        after = cpu_of(server.process), _cpu(postgresql)
    taken = len(sent.waits)
    return (after[0] - before[0]) / taken, (after[1] - before[1]) / taken


def _bytes(postgresql: Cluster) -> int:
    sizes = postgresql.sql(" UNION ALL ".join(f"SELECT pg_total_relation_size('{table}')" for table in _OWNED))
    return sum(size for (size,) in sizes)


def _cpu(postgresql: Cluster) -> float:
    """Seconds that all its processes have used so far."""
    fields = [
        Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        for process in postgresql.processes()
    ]
    return sum(int(ticks) for found in fields for ticks in found[11:13]) / _TICKS


def main() -> None:
    with TemporaryDirectory(prefix="ssi-history-sizing-") as folder:
        with cluster.running() as postgresql:
            size = size_of_a_capture(postgresql, Path(folder, "size"))
        with cluster.running() as postgresql:
            cost = Cost(size, *seconds_of_a_capture(postgresql, Path(folder, "rate")))
    say(
        f"measured: {cost.size:,.0f} bytes a capture in PostgreSQL, page, keys and indexes included;"
        f" {cost.server * 1000:.1f} ms of a core in the server, {cost.database * 1000:.1f} ms in PostgreSQL"
    )
    say(
        f"assumed: {BUSIEST_HOUR:.0%} of a day's captures in its busiest hour; cores used to {BUSY:.0%} at most;"
        f" {YEARS} years are kept on {COPIES} copies; {EURO_A_CORE:.0f} € a core and {EURO_A_GB} € a GB a month\n"
    )
    say(f"| {' | '.join(COLUMNS)} |\n|---:|---|---:|---:|---:|---:|---:|")
    for members in MEMBERS:
        for rhythm in RHYTHMS:
            say(f"| {' | '.join(cost.row(members, rhythm))} |")


if __name__ == "__main__":
    main()
