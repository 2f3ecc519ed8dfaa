"""What concerns the whole installation, whoever's history it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Dictionary(Base):
    """A zstd dictionary that pages are compressed with; it stays as long as a page needs it."""

    __tablename__ = "dictionaries"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Fact(Base):
    """Something that the installation knows of itself, by name: the key that it was made with, how far a long piece
    of work has come.
    """

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    noted_at: Mapped[dt.datetime]
