"""Requests byte by byte, as no library would let them pass, and what comes back."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from dataclasses import dataclass

Headers = Iterable[tuple[str, str | bytes]]

_PATIENCE = 60.0
"""Seconds for an answer, on a machine that has much else to do."""


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where the connection was closed without an answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")


def request(method: str, target: bytes, headers: Headers, body: bytes = b"") -> bytes:
    """A request, complete but for a Host; Content-Length is told unless the headers tell another one."""
    lines = [f"{name}: ".encode() + (value if isinstance(value, bytes) else value.encode()) for name, value in headers]
    names = {line.partition(b":")[0].lower() for line in lines}
    if body and not names & {b"content-length", b"transfer-encoding"}:
        lines.append(b"Content-Length: %d" % len(body))
    start = b"%s %s HTTP/1.1" % (method.encode(), target)
    return b"\r\n".join([start, b"Connection: close", *lines, b"", body])


def exchange(port: int, data: bytes, patience: float = _PATIENCE) -> Answer:
    """What the server answers before it closes the connection, or before the patience ends."""
    received = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as connection:
        try:
            connection.sendall(data)
            connection.settimeout(patience)
            while piece := connection.recv(65536):
                received += piece
        except (ConnectionError, TimeoutError):
            if patience == _PATIENCE and not received:
                return Answer(0, (), b"")
    return _answer(bytes(received))


def _answer(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    start, *lines = head.decode("latin-1").split("\r\n")
    if not start.startswith("HTTP/1."):
        return Answer(0, (), received)
    pairs = (line.partition(":") for line in lines)
    return Answer(int(start.split(" ")[1]), tuple((name.lower(), value.strip()) for name, _, value in pairs), body)
