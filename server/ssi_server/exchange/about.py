"""What is held about a person beside their history: who they are here, their teams, browsers, sessions and accounts.

Nothing of it opens anything, and nothing of it is taken in elsewhere: it is there to be read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ..models import (
    Account,
    AuditEntry,
    Base,
    Device,
    Identity,
    Invitation,
    Membership,
    Pairing,
    Person,
    SignInLink,
    Team,
    WebSession,
)

_LISTS: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "devices": (Device, ("created_at", "id", "name", "scope", "last_used_at", "revoked_at")),
    "sessions": (WebSession, ("created_at", "id", "name", "last_used_at", "expires_at")),
    "sign_in_links": (SignInLink, ("expires_at", "used_at")),
    "pairings": (
        Pairing,
        ("requested_at", "device_name", "client_id", "scope", "state", "interval", "polled_at", "expires_at"),
    ),
    "accounts": (Account, ("learned_at",)),
    "identities": (Identity, ("issuer", "subject", "linked_at")),
    "invitations": (Invitation, ("created_at", "id", "name", "role", "is_lead", "expires_at", "used_at")),
    "audit": (AuditEntry, ("at", "action", "actor_name", "about")),
}
"""What is told of each row, in the order in which the rows stand."""


def about(session: Session, person_id: int) -> dict[str, Any]:
    """By the names of the columns; instants in UTC."""
    known = session.get_one(Person, person_id)
    person = {name: _plain(getattr(known, name)) for name in ("name", "created_at", "role", "left_at")}
    person |= {"has_password": known.password_hash is not None, "teams": _teams(session, person_id)}
    return person | {member: _rows(session, person_id, *told) for member, told in _LISTS.items()}


def _teams(session: Session, person_id: int) -> list[dict[str, Any]]:
    """The person's memberships, by the day on which they began."""
    names = ("joined_at", "is_lead", "agreed_at", "wording_version")
    columns: list[ColumnElement[Any]] = [Team.__table__.c.name, *(Membership.__table__.c[name] for name in names)]
    found = session.execute(
        select(*columns).join(Team).where(Membership.person_id == person_id).order_by(Membership.joined_at, Team.id)
    )
    return [{name: _plain(value) for name, value in zip(("name", *names), row, strict=True)} for row in found]


def _rows(session: Session, person_id: int, table: type[Base], names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns: list[ColumnElement[Any]] = [table.__table__.c[name] for name in names]
    found = session.execute(select(*columns).where(table.__table__.c.person_id == person_id).order_by(*columns[:2]))
    return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value
