"""Who belongs together on one server, who was asked to come, and what was done about persons."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Team(Base):
    """People whose figures a lead may look at, each with their own consent.

    `floor` is the total, in points, that nobody of them should be below. `ranking` shows those who are compared how
    they compare. `group_name` is the group of the company's sign-in whose people belong here, if one does.
    """

    __tablename__ = "teams"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    floor: Mapped[int]
    ranking: Mapped[bool]
    created_at: Mapped[dt.datetime]
    group_name: Mapped[str | None] = mapped_column(String(200))


class Membership(Base):
    """That a person belongs to a team, and since when they agree to what its lead sees: never, while it is null.

    `wording_version` says which words they agreed to.
    """

    __tablename__ = "memberships"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_lead: Mapped[bool]
    joined_at: Mapped[dt.datetime]
    agreed_at: Mapped[dt.datetime | None]
    wording_version: Mapped[int | None]


class Invitation(Base):
    """A link with which somebody joins, once, within seven days. Its secret is nowhere kept; `id` opens nothing.

    `name` says whom it is meant for, in the words of whoever invites; `person_id` is who came with it. Nobody stands
    in `invited_by` where a command made it.
    """

    __tablename__ = "invitations"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), unique=True)
    team_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    is_lead: Mapped[bool]
    role: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))


class AuditEntry(Base):
    """What was done, by whom, and whom it concerns: `person_id`. No secret and no figure is ever in `about`.

    Nobody stands in `actor_id` where a command did it, or somebody who was forgotten since: then `actor_name` is empty.
    """

    __tablename__ = "audit"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[dt.datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(40))
    about: Mapped[dict[str, Any]]

    __table_args__ = (Index("ix_audit_person_at", "person_id", "at"), Index("ix_audit_at", "at"))
