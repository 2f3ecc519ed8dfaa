"""Large requests: how much of them is worked on at the same time in this process, so that memory has an end.

Reading a page that is made to be costly takes some forty times its size. What is refused comes again: extensions keep a
capture and honour Retry-After.
"""

from __future__ import annotations

import threading

from flask import Flask, current_app, g
from flask_babel import gettext as _

from .errors import Problem

LIGHT = 1024 * 1024
"""Bytes of a request up to which it is never counted: real pages have half of them."""

RETRY_AFTER = 10
"""Seconds."""


class Room:
    """So many bytes for all who come at the same time. Whoever is alone gets as much as they need."""

    def __init__(self, size: int) -> None:
        self._size, self._taken, self._lock = size, 0, threading.Lock()

    def take(self, size: int) -> bool:
        with self._lock:
            if self._taken and self._taken + size > self._size:
                return False
            self._taken += size
            return True

    def give_back(self, size: int) -> None:
        with self._lock:
            self._taken -= size


def init_app(app: Flask, size: int) -> None:
    """Lets large requests have so many bytes in all."""
    app.extensions["ssi_room"] = Room(size)

    @app.teardown_request
    def give_back(_error: BaseException | None) -> None:
        if taken := g.pop("room_taken", 0):
            _room().give_back(taken)


def reserve(size: int) -> None:
    """Room for a body of so many bytes, until the current request ends. Raises a Problem (503) where there is none."""
    if size <= LIGHT:
        return
    if not _room().take(size):
        raise Problem(
            503,
            "busy",
            _("The server is reading other large pages right now"),
            _("Nothing was stored. Try again in a moment."),
            headers={"Retry-After": str(RETRY_AFTER)},
        )
    g.room_taken = g.get("room_taken", 0) + size


def _room() -> Room:
    found: Room = current_app.extensions["ssi_room"]
    return found
