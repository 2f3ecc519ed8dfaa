"""Waiting for what the browser or the server does in its own time."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 15
T = TypeVar("T")


def until(wanted: str, look: Callable[[], T], *, seconds: float = PATIENCE_SECONDS, pause: float = 0.01) -> T:
    """What `look` finds, as soon as that is true; AssertionError names what was wanted and what was seen last."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, f"waited {seconds} s in vain until {wanted}; last seen: {found!r}"
        time.sleep(pause)
    return found
