"""What the systems have in common: a file, and commands by which they take note of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .launch import Launch

Command = tuple[str, ...]


@dataclass(frozen=True)
class System:
    """One way to have the server started at log-in.

    `notice` are the commands after the file was written, `start` those that start the server at once, `stop` those
    that stop it while the file is still there, `forget` those after it has gone. Where `start` is empty the server
    starts with the next log-in; where `stop` is empty it runs until the member logs out.
    """

    title: str
    file: Path
    content: Callable[[Launch], bytes]
    log: str
    notice: tuple[Command, ...] = ()
    start: tuple[Command, ...] = ()
    stop: tuple[Command, ...] = ()
    forget: tuple[Command, ...] = ()
