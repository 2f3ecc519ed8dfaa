"""`serve` as it runs, with those who dawdle: they hold up nobody, and too much ends only their own connection."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection

import pytest
from flask import Flask, Response

from e2e.service import MemberService, running
from in_thread import served
from parser_pages import fixture
from ssi_server import channel

PIECE, PIECES = 1024 * 1024, 32
SLOW = 50
SOON = 10
"""Seconds: far more than a capture takes on a busy machine, far less than anything here is patient for."""

HEAD = (
    b"POST /api/captures HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n"
)
SENT = {
    "half a head": HEAD[:40],
    "a head without its end": HEAD,
    "a body that does not go on": HEAD + b"\r\n" + b"x" * 1000,
    "a body of pieces that do not go on": HEAD.replace(b"Content-Length: 1000000", b"Transfer-Encoding: chunked")
    + b"\r\nffff\r\nx",
    "nothing": b"",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MemberService]:
    with running(MemberService(tmp_path_factory.mktemp("served"))) as service:
        yield service


@pytest.fixture(scope="module")
def token(service: MemberService) -> str:
    return service.add_device("Browser")


def asked(port: int, path: str) -> bytes:
    with closing(HTTPConnection("127.0.0.1", port, timeout=SOON)) as asking:
        asking.request("GET", path)
        return asking.getresponse().read()


def connected(service: MemberService) -> socket.socket:
    return socket.create_connection(("127.0.0.1", service.port), timeout=SOON)


def captures(service: MemberService, token: str) -> float:
    """The longest time that one of three captures took, in seconds."""
    waits = []
    for _ in range(3):
        begun = time.monotonic()
        service.capture(token, fixture("english-tables"), datetime.now(UTC))
        waits.append(time.monotonic() - begun)
    return max(waits)


def answer_to(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    told = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            told += piece
    return told


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_who_sends_slowly_holds_up_nobody(service: MemberService, token: str, sent: bytes) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(service)) for _ in range(SLOW)]
        for connection in slow:
            connection.sendall(sent)
        assert captures(service, token) < SOON
        for connection in slow:
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.recv(1)  # Nobody was thrown out for it so far.


def test_who_reads_slowly_holds_up_nobody() -> None:
    """More readers than threads, each of more than waits in memory; they take nothing of it."""
    app = Flask("large", static_folder=None)
    app.add_url_rule("/large", "large", view_func=lambda: Response(b"x" * PIECE for _ in range(PIECES)))
    app.add_url_rule("/", "here", view_func=lambda: "here")
    with ExitStack() as stack:
        port = stack.enter_context(served(app))
        for _ in range(12):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=SOON))
            connection.sendall(b"GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert connection.recv(1)  # Its answer has begun.
        assert asked(port, "/") == b"here"


def test_ten_thousand_requests_at_once_end_their_connection(service: MemberService, token: str) -> None:
    with connected(service) as connection, suppress(ConnectionError):
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 10_000)
        assert answer_to(connection).count(b"HTTP/1.1 200") < 10_000
    assert captures(service, token) < SOON


@pytest.mark.parametrize(
    "fields",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(10_000)),
        b"X: " + b"y" * 10_000_000 + b"\r\n",
        b"X: y\r\n" * 10_000,
        b"Cookie: " + b"a=b; " * 20_000 + b"\r\n",
    ],
    ids=["ten thousand fields", "a field of 10 MB", "one field ten thousand times", "cookies"],
)
def test_a_head_that_is_too_long_is_refused(service: MemberService, token: str, fields: bytes) -> None:
    with connected(service) as connection:
        with suppress(ConnectionError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + b"\r\n")
        assert answer_to(connection).split(b"\r\n")[0] in (b"HTTP/1.0 431 Request Header Fields Too Large", b"")
    assert captures(service, token) < SOON


def test_a_body_that_is_announced_too_long_is_refused_before_it_comes(service: MemberService) -> None:
    with connected(service) as connection:
        connection.sendall(HEAD.replace(b"1000000", b"100000000000") + b"\r\n")
        assert answer_to(connection).startswith(b"HTTP/1.1 413")


def test_a_body_without_end_is_refused(service: MemberService, token: str) -> None:
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with connected(service) as connection:
        connection.sendall(HEAD.replace(b"Content-Length: 1000000", b"Transfer-Encoding: chunked") + b"\r\n")
        with suppress(ConnectionError, TimeoutError):
            for _ in range(200):
                connection.sendall(piece)
            pytest.fail("200 MB were taken")
    assert captures(service, token) < SOON


def test_a_request_that_drips_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "ARRIVES_WITHIN", 0.5)
    app = Flask("dripping", static_folder=None)
    app.add_url_rule("/", "here", view_func=lambda: "here")
    with served(app) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=SOON) as connection:
            connection.sendall(HEAD + b"\r\n")
            until = time.monotonic() + SOON
            with suppress(ConnectionError):
                while time.monotonic() < until:
                    connection.sendall(b"x")
                    time.sleep(0.1)
                pytest.fail("it went on")
        assert asked(port, "/") == b"here"
