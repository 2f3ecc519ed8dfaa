"""Browsers that capture without end: each sends a capture again, under its id, until the server answers for it."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple

from storms.drawn import Figures, figures
from storms.kept import Key

LONGEST_PAUSE = 0.2
"""Seconds between two tries. The extension leaves more, but a storm has not the time."""
PATIENCE = 120
"""Seconds without any answer after which the server is taken for lost."""


@dataclass(frozen=True)
class Paired:
    """What a browser has of its member and its server."""

    person_id: int
    token: str


@dataclass(frozen=True)
class Capture:
    """A page on its way, and what it shows."""

    key: Key
    figures: Figures
    body: str


class Answer(NamedTuple):
    status: int
    document: dict[str, Any]
    retry_after: str | None


@dataclass
class Told:
    """What the servers have answered for, with the figures that were sent."""

    captures: dict[Key, Figures] = field(default_factory=dict)
    tries: int = 0
    """How often anything was sent; known at the end."""


class Browser(threading.Thread):
    """One that captures until it is told to stop, and then still brings its last capture home."""

    def __init__(self, paired: Paired, port: int, told: Told, seed: int) -> None:
        super().__init__(daemon=True)
        self.tries = 0
        self.broken: Exception | None = None
        self._paired, self._port, self._told = paired, port, told
        self._dice = random.Random(seed)
        self._stopped = threading.Event()

    def run(self) -> None:
        try:
            while not self._stopped.is_set():
                self.capture()
        except Exception as error:  # noqa: BLE001  # It is raised again where the storm is judged.
            self.broken = error

    def stop(self) -> None:
        self._stopped.set()

    def capture(self) -> None:
        """Sends one page until it is answered for."""
        capture = click(self._paired, self._dice)
        self.deliver(capture)
        self._told.captures[capture.key] = capture.figures

    def deliver(self, capture: Capture) -> None:
        """Sends it until it is answered for."""
        until = time.monotonic() + PATIENCE
        while True:
            self.tries += 1
            try:
                answer = post(self._port, self._paired.token, capture.body)
            except (OSError, HTTPException):  # Killed before or while it answered.
                answer = None
            if answer and answer.status in (200, 201):
                assert answer.document["reading"]["total"] == capture.figures.total, answer
                return
            assert answer is None or (answer.status == 503 and answer.retry_after), answer
            assert time.monotonic() < until, f"the server does not come back: {answer}"
            time.sleep(self._dice.uniform(0, LONGEST_PAUSE))


def click(paired: Paired, dice: random.Random) -> Capture:
    """A new capture, of some minute of the last year."""
    capture_id, shown = uuid.UUID(int=dice.getrandbits(128), version=4), figures(dice)
    at = datetime.now(UTC) - timedelta(minutes=dice.randrange(500_000))
    body = {
        "id": str(capture_id),
        "captured_at": at.isoformat(timespec="seconds"),
        "url": "https://www.linkedin.com/sales/ssi",
        "html": shown.page(f"storm-member-{paired.person_id}"),
        "trigger": "click",
        "client": "storm",
    }
    return Capture((paired.person_id, capture_id), shown, json.dumps(body))


def post(port: int, token: str, body: str) -> Answer:
    """What the server says to a capture."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("POST", "/api/captures", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, json.loads(answer.read()), answer.headers["Retry-After"])


@contextmanager
def capturing(paired: Sequence[Paired], ports: Sequence[int], seed: int) -> Iterator[Told]:
    """So many browsers at once, shared out among the servers."""
    told = Told()
    with at_once([Browser(each, ports[n % len(ports)], told, seed * 100 + n) for n, each in enumerate(paired)], told):
        yield told


@contextmanager
def at_once(browsers: Sequence[Browser], told: Told) -> Iterator[None]:
    """All of them; at the end every capture of theirs has been answered for."""
    for browser in browsers:
        browser.start()
    try:
        yield
    finally:
        for browser in browsers:
            browser.stop()
        for browser in browsers:
            browser.join(PATIENCE)
        told.tries = sum(browser.tries for browser in browsers)
    for browser in browsers:
        if browser.broken:
            raise browser.broken
        assert not browser.is_alive(), "a browser never got its answer"


def until_answered(told: Told, more: int = 1) -> float:
    """Waits until so many more captures are answered for; returns the seconds that it took."""
    began, wanted = time.monotonic(), len(told.captures) + more
    while len(told.captures) < wanted:
        assert time.monotonic() < began + PATIENCE, "no capture is answered for any more"
        time.sleep(0.005)
    return time.monotonic() - began
