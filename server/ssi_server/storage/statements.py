"""What a transaction may ask of either engine in the same words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..models import Base
from .backends import backend


def insert(session: Session, table: type[Base]) -> Any:
    """INSERT into the table, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return backend(session.get_bind().dialect.name).insert(table.__table__)


def alone(session: Session, what: str) -> None:
    """Until this transaction, which writes, has ended, others that come to the same point wait."""
    backend(session.get_bind().dialect.name).lock(session.connection(), what)
