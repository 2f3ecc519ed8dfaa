"""How waitress is set up to serve this application."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask
from waitress import create_server

from .body import MAX_BODY

_THREADS = 8
_AT_ONCE = 256 * 1024
"""Bytes that are taken from a connection at a time: a page in two or three pieces instead of fifty."""
_IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a body beyond which it waits in a file until it has arrived."""
_LONGEST_TAKEN = 4 * MAX_BODY
"""Bytes of a body beyond which the connection itself is refused; what is too long below that is told in our words."""


def listener(app: Flask, host: str, port: int) -> Any:
    """A server that listens, and answers once it runs; port 0 takes a free one. OSError where it cannot listen."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # That a page waits for its turn is no trouble.
    return create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="ssi-history",
        ipv6=":" in host,  # "localhost" may stand for two addresses, of which one is enough.
        max_request_body_size=_LONGEST_TAKEN,
        recv_bytes=_AT_ONCE,
        inbuf_overflow=_IN_MEMORY,
    )
