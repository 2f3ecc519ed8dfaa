"""Clients as they really are: processes of their own, each with a connection that it keeps, sending page after page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from .page import bodies

_BATCH = 60
"""Requests that a client makes ready before the clock runs; after them it starts anew with as many others."""


@dataclass(frozen=True)
class Order:
    """Send pages to this port, as the holder of this token, for so many seconds.

    `every` is how many seconds at least lie between two of them, as long as answers come as soon; else they follow on
    one another.
    """

    port: int
    token: str
    seconds: float
    every: float = 0.0


@dataclass(frozen=True)
class Sent:
    """What came of an order: the seconds that each answer took, and those from the first request to the last answer."""

    waits: list[float]
    elapsed: float


Send = Callable[[Sequence[Order]], list[Sent]]


@contextmanager
def clients(html: str, number: int) -> Iterator[Send]:
    """So many clients; the function gives an order to each of the first ones, and returns when they are carried out."""
    context = get_context("spawn")
    pipes = [context.Pipe() for _ in range(number)]
    started = [
        context.Process(target=_serve, args=(far, html, index * 2_000), daemon=True)
        for index, (_, far) in enumerate(pipes)
    ]
    for process, (_, far) in zip(started, pipes, strict=True):
        process.start()
        far.close()

    def together(orders: Sequence[Order]) -> list[Sent]:
        near = [pipe for pipe, _ in pipes[: len(orders)]]
        for pipe, order in zip(near, orders, strict=True):
            pipe.send(order)
        for pipe in near:
            pipe.recv()  # Everybody's pages are ready.
        for pipe in near:
            pipe.send(None)
        return [pipe.recv() for pipe in near]

    try:
        yield together
    finally:
        for process in started:
            process.terminate()
            process.join()


def _serve(pipe: Connection, html: str, start: int) -> None:
    pages = bodies(html, start)
    while True:
        order = pipe.recv()
        ready = list(islice(pages, _BATCH))
        pipe.send("ready")
        pipe.recv()
        started = time.perf_counter()
        waits = list(_send(order, ready, pages))
        pipe.send(Sent(waits, time.perf_counter() - started))


def _send(order: Order, ready: list[bytes], more: Iterator[bytes]) -> Iterator[float]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {order.token}"}
    connection = HTTPConnection("127.0.0.1", order.port)
    due = time.perf_counter()
    ends = due + order.seconds
    while time.perf_counter() < ends:
        body = ready.pop() if ready else next(more)
        start = time.perf_counter()
        connection.request("POST", "/api/captures", body, headers)
        answer = connection.getresponse()
        answer.read()
        yield time.perf_counter() - start
        if answer.status != 201:
            raise SystemExit(f"A page was answered by {answer.status}.")
        due += order.every
        time.sleep(max(due - time.perf_counter(), 0))
    connection.close()
