"""The server's own address."""

from __future__ import annotations

from flask import request


def server_address() -> str:
    """As the browser reached it, without a slash at its end: `http://127.0.0.1:8712`."""
    return request.host_url.rstrip("/")
