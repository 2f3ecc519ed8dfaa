"""Captures a second, beside a bare route that stores the same body: `PYTHONPATH=tests python -m bench.intake [PAGE]`.

Every capture is a new page of 0.43 MB with a new id; it is checked, scrubbed, read, compressed and kept before it is
answered. The floor parses the same JSON and inserts one row of it. Both take their turns on both engines, with one
client and with eight, each client another person on another connection.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psycopg

from throwaway_postgresql import Cluster, cluster

from . import servers
from .client import Order, Send, clients
from .page import page_of
from .say import say
from .servers import Server, cpu_of

CLIENTS = (1, 8)
ROUNDS, SECONDS = 6, 4


@dataclass(frozen=True)
class Round:
    """What one server did in one turn: captures a second, seconds of the processor each, seconds of every answer."""

    rate: float
    cpu: float
    waits: list[float]


def main() -> None:
    html = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else page_of(0.43)
    say(f"a page of {len(html.encode()) / 1e6:.2f} MB; rates in captures a second, the rest in ms")
    say(f"{'':24}{'rate':>8}{'of floor':>10}{'p50':>8}{'p99':>8}{'x floor':>9}{'CPU':>8}{'x floor':>9}")
    with compared() as engines, clients(html, max(CLIENTS)) as send:
        for engine, (product, floor) in engines.items():
            for number in CLIENTS:
                rounds = measured(send, number, {"capture": product, "floor": floor})
                for line in told(f"{engine}, {number} client{'s' * (number > 1)}", rounds["capture"], rounds["floor"]):
                    say(line)


@contextmanager
def compared() -> Iterator[dict[str, tuple[Server, Server]]]:
    """By engine: the product and the floor, both running."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="ssi-history-bench-")))
        postgresql = stack.enter_context(cluster())
        places = {
            "SQLite": (None, str(folder / "floor.sqlite3")),
            "PostgreSQL": (postgresql.url(), libpq(database_in(postgresql, "floor"))),
        }
        yield {
            engine: (
                stack.enter_context(servers.product(folder / engine, url, max(CLIENTS))),
                stack.enter_context(servers.floor(place, max(CLIENTS))),
            )
            for engine, (url, place) in places.items()
        }


def database_in(postgresql: Cluster, name: str) -> str:
    """The address of a new database."""
    with psycopg.connect(libpq(postgresql.url()), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgresql.url(name)


def libpq(url: str) -> str:
    """An address as psycopg takes it when it is used alone."""
    return url.replace("+psycopg", "")


def measured(send: Send, number: int, all_of: dict[str, Server]) -> dict[str, list[Round]]:
    """The rounds of each server, in which they take turns; the first round only warms up."""
    rounds: dict[str, list[Round]] = defaultdict(list)
    for index in range(ROUNDS + 1):
        for name, server in all_of.items():
            orders = [Order(server.port, token, SECONDS if index else 1) for token in server.tokens[:number]]
            used, sent = cpu_of(server.process), send(orders)
            waits = [seconds for one in sent for seconds in one.waits]
            rate = sum(len(one.waits) / one.elapsed for one in sent)
            if index:
                rounds[name].append(Round(rate, (cpu_of(server.process) - used) / len(waits), waits))
    return rounds


def told(name: str, capture: Sequence[Round], floor: Sequence[Round]) -> Iterator[str]:
    share = median(one.rate / other.rate for one, other in zip(capture, floor, strict=True))
    cpu, floor_cpu = (median(one.cpu for one in rounds) * 1000 for rounds in (capture, floor))
    (p50, p99), (floor_p50, floor_p99) = map(spread, (capture, floor))
    rate, floor_rate = (median(one.rate for one in rounds) for rounds in (capture, floor))
    yield f"{name:24}{rate:8.1f}{share:10.1%}{p50:8.1f}{p99:8.1f}{p99 / floor_p99:9.2f}{cpu:8.1f}{cpu / floor_cpu:9.2f}"
    yield f"{'  floor':24}{floor_rate:8.1f}{'':10}{floor_p50:8.1f}{floor_p99:8.1f}{'':9}{floor_cpu:8.1f}"


def spread(rounds: Sequence[Round]) -> tuple[float, float]:
    """Half of all answers, and 99 of 100, came within so many milliseconds."""
    cuts = quantiles((wait * 1000 for one in rounds for wait in one.waits), n=100, method="inclusive")
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()
