"""What was captured: the page, the click, and the figures that were read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base

_WHERE_DELETED: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("deleted_at IS NOT NULL"))
_ORDERED_BY_KEY = {"sqlite_with_rowid": False}
"""SQLite keeps a person's rows side by side, however many people there are."""

_POINTS = ("brand", "people", "insights", "relationships")
_ASKED_OF_CAPTURES = ("id", "day", "verdict", "deleted_at")
_ASKED_OF_READINGS = ("total", "score", *_POINTS)
_ASKED_OF_GROUPS = ("name", "average", "rank", "rank_change", "size", *_POINTS)
"""On PostgreSQL indexes by person hold all that the history asks for."""


class Page(Base):
    """A scrubbed page, compressed, perhaps with a dictionary; stored once however often it was captured."""

    __tablename__ = "pages"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    html_zstd: Mapped[bytes] = mapped_column(LargeBinary)
    dictionary_id: Mapped[int | None] = mapped_column(ForeignKey("dictionaries.id"))


class Capture(Base):
    """One click: when, by what, and what came of it.

    `day` is the date in the capture's own offset (`utc_offset`, minutes). A deleted capture stays as an empty row,
    so that its id can not be used again.
    """

    __tablename__ = "captures"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    captured_at: Mapped[dt.datetime]
    utc_offset: Mapped[int]
    day: Mapped[dt.date] = mapped_column(Date)
    received_at: Mapped[dt.datetime]
    device_id: Mapped[str | None] = mapped_column(String(16))
    trigger: Mapped[str] = mapped_column(String(10))
    client: Mapped[str] = mapped_column(String(200))
    body_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    page_sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    outcome: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(40))
    reader_version: Mapped[int]
    verdict: Mapped[str | None] = mapped_column(String(10))
    doubts: Mapped[list[Any]] = mapped_column(JSON)
    deleted_at: Mapped[dt.datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["person_id", "page_sha256"], ["pages.person_id", "pages.sha256"]),
        CheckConstraint("outcome IN ('read', 'refused')", name="outcome"),
        Index("ix_captures_person_time", "person_id", "captured_at", postgresql_include=_ASKED_OF_CAPTURES),
        Index("ix_captures_person_deleted", "person_id", "deleted_at", **_WHERE_DELETED),
        _ORDERED_BY_KEY,
    )


class OwnReading(Base):
    """The member's own figures of one capture."""

    __tablename__ = "readings"

    person_id: Mapped[int] = mapped_column(primary_key=True)
    capture_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    total: Mapped[int | None]
    score: Mapped[Decimal | None]
    brand: Mapped[Decimal | None]
    people: Mapped[Decimal | None]
    insights: Mapped[Decimal | None]
    relationships: Mapped[Decimal | None]
    language: Mapped[str | None] = mapped_column(String(35))

    __table_args__ = (
        PrimaryKeyConstraint("person_id", "capture_id", postgresql_include=_ASKED_OF_READINGS),
        ForeignKeyConstraint(["person_id", "capture_id"], ["captures.person_id", "captures.id"], ondelete="CASCADE"),
        _ORDERED_BY_KEY,
    )


class GroupReading(Base):
    """The figures of one group (`industry`, `network`, `team`) in one capture."""

    __tablename__ = "group_readings"

    person_id: Mapped[int] = mapped_column(primary_key=True)
    capture_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(200))
    average: Mapped[int | None]
    rank: Mapped[int | None]
    rank_change: Mapped[int | None]
    size: Mapped[int | None]
    brand: Mapped[Decimal | None]
    people: Mapped[Decimal | None]
    insights: Mapped[Decimal | None]
    relationships: Mapped[Decimal | None]

    __table_args__ = (
        PrimaryKeyConstraint("person_id", "capture_id", "kind", postgresql_include=_ASKED_OF_GROUPS),
        ForeignKeyConstraint(["person_id", "capture_id"], ["captures.person_id", "captures.id"], ondelete="CASCADE"),
        _ORDERED_BY_KEY,
    )
