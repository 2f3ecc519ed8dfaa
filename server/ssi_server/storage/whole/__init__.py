"""What is done with a database as a whole, by each engine in its own way: alone with it, compacting it, examining it.

Apart from the rest of the storage, since none of it is on the path of a capture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from sqlalchemy import Connection, Engine

from ...config import Unusable
from ..database import Database


class InUse(Unusable):
    """Something else works with the database; the message says what to stop."""


class Ailment(NamedTuple):
    """What is wrong with a database, and how to mend it."""

    what: str
    mend: str


class Substitute(Protocol):
    """A new, empty database beside a damaged one."""

    url: str

    def swap_in(self) -> Path:
        """Puts it in the other's place; where the damaged file lies now. InUse, OSError."""


class Whole(Protocol):
    """What `sqlite` and `postgresql` have in common."""

    BYTE_ORDER: str
    """The collation that sorts text by its bytes in UTF-8."""

    def alone(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction that writes, with nobody else at the database from its begin to its end. InUse otherwise."""

    def compact(self, engine: Engine) -> None:
        """Gives the room of what was deleted back: to the disk, or at least to what comes next."""

    def erase(self, engine: Engine, *, rewrite: bool) -> None:
        """Has nothing of deleted rows stay in the database's own files, as far as it can from here.

        Where others would have to wait for long, they need not without `rewrite`. InUse where somebody is in the way.
        """

    def remains(self, engine: Engine, *, rewrite: bool) -> Iterator[str]:
        """Where the engine may still keep what was deleted and then erased so, for people."""

    def number_on(self, connection: Connection) -> None:
        """Has new rows numbered after the highest that is there, since rows were put in with their numbers."""

    def described(self, connection: Connection) -> str:
        """The engine, its version, and how it syncs to the disk."""

    def ailments(self, connection: Connection) -> Iterator[Ailment]:
        """What the engine itself finds wrong with the database or its settings."""

    def files(self, engine: Engine) -> list[Path]:
        """The files of the database that are there; none where they are a server's own affair."""

    def leftovers(self, engine: Engine) -> list[Path]:
        """Files of earlier or unfinished databases beside this one."""

    def substitute(self, engine: Engine, error: BaseException) -> Substitute | None:
        """Where the error says that the database's file is damaged, or is none: what can take its place."""


def whole(database: Database) -> Whole:
    """How this database's engine does it."""
    return of_engine(database.engine.dialect.name)


def of_engine(name: str) -> Whole:
    """The same by the engine's name."""
    return cast(Whole, import_module(f".{name}", __package__))
