"""What a transaction may ask of either engine in the same words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session

from ..models import Base
from .backends import backend


def insert(session: Session, table: type[Base]) -> Any:
    """INSERT into the table, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return backend(session.get_bind().dialect.name).insert(table.__table__)


def once(build: Callable[[Callable[..., Any]], Executable]) -> Callable[[Session], Executable]:
    """A statement that is put together once for each engine, out of its INSERT, and not at every call."""

    @cache
    def of_engine(name: str) -> Executable:
        return build(backend(name).insert)

    @wraps(build)
    def of_session(session: Session) -> Executable:
        return of_engine(session.get_bind().dialect.name)

    return of_session


def alone(session: Session, what: str) -> None:
    """Until this transaction, which writes, has ended, others that come to the same point wait."""
    backend(session.get_bind().dialect.name).lock(session.connection(), what)
