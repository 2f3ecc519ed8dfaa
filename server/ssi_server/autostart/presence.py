"""Who answers on this machine's port: our server, somebody else, or nobody."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from http.client import HTTPConnection, HTTPException

from ..options import HOST

_ANSWER_SECONDS = 3
_LONGEST_ANSWER = 10_000


class Presence(StrEnum):
    OURS = "ours"
    STRANGER = "stranger"
    NOBODY = "nobody"


def presence(port: int) -> Presence:
    """What listens there now, as its hello tells."""
    with closing(HTTPConnection(HOST, port, timeout=_ANSWER_SECONDS)) as connection:
        try:
            connection.connect()
        except OSError:
            return Presence.NOBODY
        try:
            connection.request("GET", "/api/hello")
            hello = json.loads(connection.getresponse().read(_LONGEST_ANSWER))
        except (OSError, HTTPException, ValueError):
            return Presence.STRANGER
    return Presence.OURS if isinstance(hello, dict) and hello.get("name") == "ssi-history" else Presence.STRANGER


def wait_for(wanted: Callable[[Presence], bool], port: int, seconds: float) -> bool:
    """Whether what is wanted came true within that time."""
    until = time.monotonic() + seconds
    while not wanted(presence(port)):
        if time.monotonic() >= until:
            return False
        time.sleep(0.2)
    return True
