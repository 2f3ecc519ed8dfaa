"""Pages and API under odd requests for a while: none is answered as a mistake of the server's, and none brings it down.

What they send follows from the seed, which is printed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random, SystemRandom
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest

from attacks.attacked import ENGINES, Attacked, attacked, is_bug
from attacks.fuzzing import no_http
from attacks.fuzzing.requests_made import Requests
from attacks.fuzzing.site import KNOWN, Site
from attacks.fuzzing.wire import Answer, exchange, request
from e2e.soak import SOAK
from parser_pages import SSI, fixture

SECONDS = 600.0
"""On each engine, in the long form."""
REQUESTS = 200
"""On each engine, in the short one."""
SEED = SystemRandom().getrandbits(32) if SOAK else 7

_FIXTURES = ("english-tables", "disagreement", "embedded-json-team", "near-zero")
_TOKEN = re.compile(r"ssi_[a-z0-9]{10}_[\w-]{43}")
_TAKEN = {
    "page": {200},
    "sound": {200},
    "upload": {200},
    "import": {200},
    "form": {303},
    "capture": {200, 201},
}
"""What shows that not everything was turned away at the door."""
_BRIEFLY = 0.05
"""Seconds for an answer to what may be the beginning of a request."""


class Fuzzer:
    """Whoever is signed in, has a token, and sends nonsense. `found` holds what should not have been answered."""

    def __init__(self, server: Attacked, random: Random) -> None:
        self.statuses: dict[str, Counter[int]] = {}
        self.found: list[str] = []
        self._server, self._random, self._site = server, random, Site()
        self._requests = Requests(random, self._site, _captures())
        self._enter(server.sign_in_link())
        self._requests.files += self._files()

    def go(self, enough: Callable[[int], bool]) -> None:
        """Sends until that many requests are enough."""
        make = self._requests
        kinds = {
            "page": make.page,
            "form": make.form,
            "upload": make.upload,
            "capture": make.capture,
            "import": make.document,
            "api": make.api,
        }
        sent = 0
        while not enough(sent):
            sent += 1
            kind = self._random.choice((*kinds, "form", "page", "sound", "no http"))
            if kind == "sound":
                self._look()
            elif kind == "no http":
                self._note(kind, data := no_http.sample(self._random), exchange(self._server.port, data, _BRIEFLY))
            else:
                self._note(kind, data := self._host(kinds[kind]()), exchange(self._server.port, data))

    def _look(self) -> None:
        """A page as it is linked; who is not let in any more signs in again."""
        address, data = self._requests.sound()
        answer = exchange(self._server.port, self._host(data))
        self._note("sound", data, answer)
        if answer.status == 401 and self._get("/").status == 401:
            self._enter(self._server.new_link())
        else:
            self._keep(answer)
            self._site.see(address, answer.text)

    def _note(self, kind: str, data: bytes, answer: Answer) -> None:
        self.statuses.setdefault(kind, Counter())[answer.status] += 1
        if is_bug(answer.status):
            self.found.append(f"{answer.status} to {data[:3000]!r}")

    def _enter(self, link: str) -> None:
        """With a new session, a new token, and the pages seen once."""
        answer = exchange(self._server.port, self._host(request("GET", urlsplit(link).path.encode(), [])))
        assert answer.status == 303, answer
        self._site.forget()
        self._keep(answer)
        for address in KNOWN:
            answer = self._get(address)
            self._keep(answer)
            self._site.see(address, answer.text)
        self._requests.api_headers = [("Authorization", f"Bearer {self._new_token()}")]

    def _new_token(self) -> str:
        form = next(form for form in self._site.forms.values() if form.action == "/devices")
        fields = urlencode(dict(form.fields) | {"name": "Fuzzer", "scope": "full"}).encode()
        headers = [*self._requests.page_headers, ("Content-Type", "application/x-www-form-urlencoded")]
        page = exchange(self._server.port, self._host(request("POST", b"/devices", headers, fields)))
        found = _TOKEN.search(page.text)
        assert found, page
        return found[0]

    def _keep(self, answer: Answer) -> None:
        """Its cookie, as a browser would."""
        if cookie := answer.header("set-cookie"):
            self._requests.page_headers = [("Cookie", cookie.partition(";")[0])]

    def _files(self) -> list[tuple[str, bytes]]:
        """What the server gives out, once it has a little history, and two saved pages."""
        for body in _captures():
            headers = [*self._requests.api_headers, ("Content-Type", "application/json")]
            data = self._host(request("POST", b"/api/captures", headers, json.dumps(body).encode()))
            assert exchange(self._server.port, data).status == 201
        given = [(f"x.{ending}", self._get(f"/data/export.{ending}").body) for ending in ("json", "csv")]
        pages = [(f"{name}.html", fixture(name).encode()) for name in _FIXTURES[:2]]
        return [(name, _dechunked(data)) for name, data in given] + pages

    def _get(self, address: str) -> Answer:
        return exchange(self._server.port, self._host(request("GET", address.encode(), self._requests.page_headers)))

    def _host(self, data: bytes) -> bytes:
        """The request with a Host, unless it has one of its own."""
        line, rest = data.split(b"\r\n", 1)
        host = b"" if b"\nHost:" in data else b"Host: 127.0.0.1:%d\r\n" % self._server.port
        return line + b"\r\n" + host + rest


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_that_is_sent_makes_the_server_fail(
    engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with attacked(engine, tmp_path) as server:
        fuzzer = Fuzzer(server, Random(SEED))
        until = time.monotonic() + SECONDS
        fuzzer.go(lambda sent: time.monotonic() > until if SOAK else sent >= REQUESTS)
        with capsys.disabled():
            _tell(engine, fuzzer.statuses)
        assert not fuzzer.found, f"seed {SEED}:\n" + "\n".join(fuzzer.found[:5])
        assert not server.complaints(), f"seed {SEED}:\n{server.log()[-5000:]}"
        assert server.runs
        alive = exchange(server.port, request("GET", b"/readyz", [("Host", "127.0.0.1")]))
        assert alive.status == 200
    for kind, good in _TAKEN.items():
        assert fuzzer.statuses[kind].keys() & good, f"none of the {kind}s came through: {fuzzer.statuses[kind]}"


def _tell(engine: str, statuses: dict[str, Counter[int]]) -> None:
    if SOAK:
        print(f"\n{engine}, seed {SEED}: {sum(map(Counter.total, statuses.values()))} requests in {SECONDS:.0f} s")  # noqa: T201
        for kind, counted in statuses.items():
            print(f"  {kind}: " + ", ".join(f"{status or 'no answer'}: {n}" for status, n in sorted(counted.items())))  # noqa: T201


def _captures() -> list[dict[str, Any]]:
    """Three weeks of clicks."""
    first = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
    return [
        {
            "id": str(UUID(int=number + 1)),
            "captured_at": (first + dt.timedelta(days=number)).isoformat(),
            "url": SSI,
            "html": fixture(_FIXTURES[number % len(_FIXTURES)]),
            "trigger": "click",
            "client": "fuzzer",
        }
        for number in range(20)
    ]


def _dechunked(body: bytes) -> bytes:
    """A body that was sent in chunks, put together."""
    whole = b""
    size, _, rest = body.partition(b"\r\n")
    if not size or len(size) > 8 or set(size) - set(b"0123456789abcdefABCDEF"):
        return body
    while length := int(size, 16):
        whole += rest[:length]
        size, _, rest = rest[length + 2 :].partition(b"\r\n")
    return whole
