"""What is wrong with a request before any page looks at it: too slow, too long, too many, and not meant as it seems."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from waitress.channel import HTTPChannel

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code
from attacks.table.victim import Victim
from ssi_server import channel, listener

_HOST = b"Host: 127.0.0.1\r\n"
_GET = b"GET /healthz HTTP/1.1\r\n" + _HOST
_LAST = b"Connection: close\r\n"
_POST = b"POST /api/captures HTTP/1.1\r\n" + _HOST
_PATIENCE = 10.0
"""Seconds, of which none is waited for unless something is wrong."""
_GOES_ON = 1.5
"""Seconds, of which few are needed where the attack fails."""
_ONCE = 300
"""Requests."""
_FAR = 2**40


def _wider(name: str, what: str) -> Defence:
    """A bound of the listener, as waitress calls it."""

    @contextmanager
    def removed(_victim: Victim) -> Iterator[None]:
        made = listener.create_server
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(listener, "create_server", lambda app, **how: made(app, **how | {name: _FAR}))
            yield

    return Defence(what, removed)


HEAD = _wider("max_request_header_size", "a head has an end")
BODY = _wider("max_request_body_size", "a body has an end that the listener knows")
IN_TIME = code("a request arrives in time", "ssi_server.channel.Channel.received", HTTPChannel.received)
AHEAD = code("few requests wait on one connection", "ssi_server.channel.AHEAD", _FAR)
ONE_LINE = code(
    "a line of a head ends as it should",
    "waitress.parser.get_header_lines",
    lambda header: [line for line in re.split(rb"\r\n|\n|\r", header) if line],
)


def _received(connection: socket.socket, enough: bytes = b"no answer ends so") -> bytes:
    """All that comes until the connection ends, or that is enough."""
    connection.settimeout(_PATIENCE)
    received = b""
    with suppress(ConnectionError):
        while not received.endswith(enough) and (piece := connection.recv(65536)):
            received += piece
    return received


def _raw(data: bytes, wanted: bytes) -> Callable[[Victim], Outcome]:
    """These bytes over a connection, to be answered with this status."""

    def send(victim: Victim) -> Outcome:
        with victim.listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
            with suppress(ConnectionError):
                connection.sendall(data)
            answer = _received(connection, enough=wanted + b"\r\n\r\n")
        return Outcome(answer[9:12].decode(), won=wanted in answer)

    return send


def _drips(victim: Victim) -> Outcome:
    """A body byte by byte: the connection is never silent."""
    with pytest.MonkeyPatch.context() as patch, victim.listening() as port:
        patch.setattr(channel, "ARRIVES_WITHIN", 0.1)
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(_POST + b"Content-Length: 1000\r\n\r\n")
            connection.setblocking(False)
            until = time.monotonic() + _GOES_ON
            while time.monotonic() < until:
                if _has_ended(connection):
                    return Outcome("ended")
                time.sleep(0.02)
    return Outcome("went on", won=True)


def _announced(victim: Victim) -> Outcome:
    """Of which nothing comes."""
    with victim.listening() as port, socket.create_connection(("127.0.0.1", port), timeout=_GOES_ON) as connection:
        connection.sendall(_POST + b"Content-Length: 100000000000\r\n\r\n")
        try:
            return Outcome(connection.recv(65536)[9:12].decode())
        except TimeoutError:
            return Outcome("waits for it", won=True)


def _has_ended(connection: socket.socket) -> bool:
    try:
        connection.send(b"x")
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def _many_ahead(victim: Victim) -> Outcome:
    """None of whose answers is waited for."""
    with victim.listening() as port, socket.create_connection(("127.0.0.1", port)) as connection:
        with suppress(ConnectionError):
            connection.sendall((_GET + b"\r\n") * (_ONCE - 1) + _GET + _LAST + b"\r\n")
        are_all = _received(connection).count(b"HTTP/1.1 200") == _ONCE
    return Outcome("went on" if are_all else "ended", won=are_all)


_MANY = _GET + _LAST + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + b"\r\n"
_LONG = _GET + _LAST + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n"
_HALF = b"GET /healthz HTTP/1.1\r\n" + _LAST + b"X-Name: x\n" + _HOST + b"\r\n"

ATTACKS = (
    Attack("a slow body", _drips, "ended", (IN_TIME,)),
    Attack("hundreds of requests at once", _many_ahead, "ended", (AHEAD,)),
    Attack("ten thousand headers", _raw(_MANY, b" 200 OK"), "431", (HEAD,)),
    Attack("a header of a megabyte", _raw(_LONG, b" 200 OK"), "431", (HEAD,)),
    Attack("a body of a hundred gigabytes, announced", _announced, "413", (BODY,)),
    Attack("header injection by half a line's end", _raw(_HALF, b" 200 OK"), "400", (ONE_LINE,)),
)
