"""The two engines: what each does in its own way, and how the right one is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from sqlalchemy import URL, Connection, Engine


class Backend(Protocol):
    """What `sqlite` and `postgresql` have in common."""

    READING: Mapping[str, Any]
    """Execution options of a transaction that sees one state of the database from its first query to its last."""
    GLANCING: Mapping[str, Any]
    """Those of a single query, which sees one state anyway: without a word to begin and to end it."""
    WRITING: Mapping[str, Any]
    """Those of one that writes, and sees what others have committed before its query."""

    ADVICE: str
    """What to do where the database cannot be used at all."""

    def opened(self, url: URL) -> Engine:
        """Opens nothing yet but the way to it. Unusable where the database's place cannot be made."""

    def place(self, url: URL) -> str:
        """Where that is, for people: without a password."""

    def lock(self, connection: Connection, what: str) -> None:
        """Waits until no other transaction holds the lock of this name; it is held until this one ends."""

    def require_room(self, url: URL) -> None:
        """Raises a DBAPIError where it can be seen from here that nothing more will fit."""

    insert: Callable[..., Any]
    """INSERT in the engine's own dialect, which knows ON CONFLICT."""


def backend(name: str) -> Backend:
    """The engine of this name, imported only now: who uses one of them need not carry the other."""
    return cast(Backend, import_module(f".{name}", __package__))
