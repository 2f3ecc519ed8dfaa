"""How waitress is set up to serve this application.

It takes requests from all connections at once and gives a thread only to those that have arrived whole; an answer waits
in memory or in a file until it is fetched. So whoever sends or reads slowly holds up nobody else.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask
from waitress import create_server

from .body import MAX_BODY
from .channel import Channel

_THREADS = 8
_CONNECTIONS = 200
"""At the same time: more than a browser opens, fewer than the files that a process may have open on any system."""
_SILENT_FOR = 60
"""Seconds after which a connection on which nothing moves is closed."""
_LOOKS_EVERY = 15
"""Seconds between two looks for such connections."""
_LONGEST_HEAD = 32 * 1024
"""Bytes of a request before its body; beyond them it is refused with 431."""
_AT_ONCE = 256 * 1024
"""Bytes that are taken from a connection at a time: a page in two or three pieces instead of fifty."""
_IN_MEMORY = 1024 * 1024
"""Bytes of a body beyond which it waits in a file until it has arrived; pages have half of them."""
_LONGEST_TAKEN = MAX_BODY + 8 * 1024 * 1024
"""Bytes of a body beyond which the connection itself is refused; what is too long below that is told in our words."""
_ANSWER = 1024 * 1024 * 1024
"""Bytes of an answer that may wait to be fetched, in a file but for the first; a thread waits with what is beyond."""


def listener(app: Flask, host: str, port: int) -> Any:
    """A server that listens, and answers once it runs; port 0 takes a free one. OSError where it cannot listen."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # That a page waits for its turn is no trouble.
    server = create_server(
        app,
        host=host,
        port=port,
        threads=_THREADS,
        ident="ssi-history",
        ipv6=":" in host,  # "localhost" may stand for two addresses, of which one is enough.
        clear_untrusted_proxy_headers=False,  # The application itself knows whom to believe, and takes the rest.
        connection_limit=_CONNECTIONS,
        channel_timeout=_SILENT_FOR,
        cleanup_interval=_LOOKS_EVERY,
        max_request_header_size=_LONGEST_HEAD,
        max_request_body_size=_LONGEST_TAKEN,
        recv_bytes=_AT_ONCE,
        inbuf_overflow=_IN_MEMORY,
        outbuf_high_watermark=_ANSWER,
    )
    server.channel_class = Channel
    return server
