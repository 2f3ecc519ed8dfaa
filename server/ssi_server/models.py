"""The tables. Every key of what a person owns begins with the person."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An instant: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return value if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None or value.tzinfo:
            return value and value.astimezone(dt.UTC)
        return value.replace(tzinfo=dt.UTC)


class Thousandths(TypeDecorator[Decimal]):
    """Points to 0.001, kept as an integer, since SQLite would keep a decimal as a float."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-3)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: UtcDateTime, Decimal: Thousandths, dict[str, Any]: JSON}  # noqa: RUF012  # read once by SQLAlchemy


class Person(Base):
    """A member whose history is kept here."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[dt.datetime]


class Device(Base):
    """A browser or script that may send captures for a person. The token itself is nowhere kept."""

    __tablename__ = "devices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class SignInLink(Base):
    """A link that opens the dashboard once, within ten minutes."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class WebSession(Base):
    """A browser that is signed in to the dashboard."""

    __tablename__ = "web_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]


class Pairing(Base):
    """A browser that asks to be let in: from its question to its token, or to the end of its ten minutes.

    `interval` is the least number of seconds between its looks for the answer. Neither the device code nor the token
    is kept.
    """

    __tablename__ = "pairings"

    device_code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_code: Mapped[str] = mapped_column(String(8), unique=True)
    client_id: Mapped[str] = mapped_column(String(100))
    scope: Mapped[str] = mapped_column(String(10))
    device_name: Mapped[str] = mapped_column(String(100))
    requested_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    interval: Mapped[int]
    polled_at: Mapped[dt.datetime | None]
    state: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))

    __table_args__ = (CheckConstraint("state IN ('pending', 'allowed', 'denied', 'used')", name="state"),)


class LimitCount(Base):
    """How often something happened that is limited, until the time that it is counted for is over."""

    __tablename__ = "limits"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[dt.datetime]


class Account(Base):
    """A LinkedIn account that is the person's own, as a mark that tells nothing about it."""

    __tablename__ = "accounts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    learned_at: Mapped[dt.datetime]


class Page(Base):
    """A scrubbed page, compressed, stored once however often it was captured."""

    __tablename__ = "pages"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    html_zstd: Mapped[bytes] = mapped_column(LargeBinary)


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
        Index("ix_captures_person_time", "person_id", "captured_at"),
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
        ForeignKeyConstraint(["person_id", "capture_id"], ["captures.person_id", "captures.id"], ondelete="CASCADE"),
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
        ForeignKeyConstraint(["person_id", "capture_id"], ["captures.person_id", "captures.id"], ondelete="CASCADE"),
    )
