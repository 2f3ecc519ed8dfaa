"""What the member writes: notes on a day, goals, preferences."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Note(Base):
    """What the member did on a day, or what happened; on one pillar, or on all of it.

    `action` is the key of a usual action that was entered by one click; its `text` is empty then, unless it was
    written later.
    """

    __tablename__ = "notes"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date)
    pillar: Mapped[str | None] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(500))
    action: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[dt.datetime]

    __table_args__ = (Index("ix_notes_person_day", "person_id", "day"),)


class Goal(Base):
    """What the member wants a figure to reach: `total`, a pillar, or the `floor` that the total must not fall below."""

    __tablename__ = "goals"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    figure: Mapped[str] = mapped_column(String(20), primary_key=True)
    target: Mapped[Decimal]
    by: Mapped[dt.date | None] = mapped_column(Date)


class Preference(Base):
    """One thing that the member chose, by its name."""

    __tablename__ = "preferences"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
