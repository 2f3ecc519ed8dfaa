"""Waiting for what the browser or the server does in its own time."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE_SECONDS = 15
LATENESS = 0.05  # of what was waited for already: asking a browser keeps it from its work
T = TypeVar("T")


def until(wanted: str, look: Callable[[], T], *, seconds: float = PATIENCE_SECONDS, pause: float = 0.01) -> T:
    """What `look` finds, as soon as that is true; AssertionError names what was wanted and what was seen last.

    `pause`: between the first looks; those after a while are further apart.
    """
    start = time.monotonic()
    while not (found := look()):
        waited = time.monotonic() - start
        assert waited < seconds, f"waited {seconds} s in vain until {wanted}; last seen: {found!r}"
        time.sleep(max(pause, waited * LATENESS))
    return found
