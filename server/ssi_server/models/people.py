"""Who there is, and by what they are known: sign-in elsewhere, browsers, sessions, pairings, LinkedIn accounts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Person(Base):
    """A member whose history is kept here. Whoever has a password needs it to sign in, link or not.

    `role` is `owner` for who looks after the installation. Whoever has left is not let in any more.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[dt.datetime]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10), server_default="member")
    left_at: Mapped[dt.datetime | None]

    __table_args__ = (CheckConstraint("role IN ('owner', 'member')", name="role"),)


class Identity(Base):
    """Who the company's sign-in says that somebody is: `subject` is the person's name for good with that `issuer`."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(String(200), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    linked_at: Mapped[dt.datetime]


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
    """A browser that is signed in to the dashboard: `id` names it in lists, and opens nothing.

    `name` is the browser's in words, empty where none is known; `last_used_at` is kept to the minute.
    """

    __tablename__ = "web_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    id: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    last_used_at: Mapped[dt.datetime]


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
