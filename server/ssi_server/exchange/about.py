"""What is held about a person beside their history: who they are here, their browsers, sessions and accounts.

Nothing of it opens anything, and nothing of it is taken in elsewhere: it is there to be read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ..models import Account, Base, Device, Pairing, Person, SignInLink, WebSession

_LISTS: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "devices": (Device, ("created_at", "id", "name", "scope", "last_used_at", "revoked_at")),
    "sessions": (WebSession, ("created_at", "id", "name", "last_used_at", "expires_at")),
    "sign_in_links": (SignInLink, ("expires_at", "used_at")),
    "pairings": (
        Pairing,
        ("requested_at", "device_name", "client_id", "scope", "state", "interval", "polled_at", "expires_at"),
    ),
    "accounts": (Account, ("learned_at",)),
}
"""What is told of each row, in the order in which the rows stand."""


def about(session: Session, person_id: int) -> dict[str, Any]:
    """By the names of the columns; instants in UTC."""
    [(name, created_at, password_hash)] = session.execute(
        select(Person.name, Person.created_at, Person.password_hash).where(Person.id == person_id)
    )
    person = {"name": name, "created_at": _plain(created_at), "has_password": password_hash is not None}
    return person | {member: _rows(session, person_id, *told) for member, told in _LISTS.items()}


def _rows(session: Session, person_id: int, table: type[Base], names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns: list[ColumnElement[Any]] = [table.__table__.c[name] for name in names]
    found = session.execute(select(*columns).where(table.__table__.c.person_id == person_id).order_by(*columns[:2]))
    return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
