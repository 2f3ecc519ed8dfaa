"""How the value of a column is written in JSON: one way for each kind, whatever the engine makes of it."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Integer, LargeBinary, String, Uuid
from sqlalchemy.types import TypeEngine

from ...models.base import Thousandths, UtcDateTime

_LONGEST_INTEGER = 2**63


@dataclass(frozen=True)
class Kind:
    """A kind of value: its type in a statement, how it goes out, and how it comes in.

    `read` raises ValueError or TypeError for what is no such value.
    """

    type: TypeEngine[Any]
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or not -_LONGEST_INTEGER <= value < _LONGEST_INTEGER:
        raise ValueError("no integer of 64 bits")
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither true nor false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("no text")
    value.encode()  # UnicodeEncodeError, a ValueError, where half of a pair stands alone.
    return value


def _instant(value: Any) -> dt.datetime:
    at = dt.datetime.fromisoformat(_text(value))
    if at.tzinfo is None:
        raise ValueError("an instant without offset")
    return at.astimezone(dt.UTC)


def _bytes(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)


KINDS = {
    "integer": Kind(BigInteger(), _same, _integer),
    "truth": Kind(Boolean(), _same, _truth),
    "text": Kind(String(), _same, _text),
    "bytes": Kind(LargeBinary(), lambda value: base64.b64encode(value).decode(), _bytes),
    "instant": Kind(UtcDateTime(), lambda value: value.isoformat(), _instant),
    "day": Kind(Date(), lambda value: value.isoformat(), lambda value: dt.date.fromisoformat(_text(value))),
    "uuid": Kind(Uuid(), str, lambda value: UUID(_text(value))),
    "json": Kind(JSON(), _same, _same),
}
"""Points are integers here as in the database: thousandths."""

_OF_TYPE: tuple[tuple[type, str], ...] = (
    (Thousandths, "integer"),
    (Integer, "integer"),
    (Boolean, "truth"),
    (UtcDateTime, "instant"),
    (Date, "day"),
    (Uuid, "uuid"),
    (LargeBinary, "bytes"),
    (JSON, "json"),
    (String, "text"),
)


def kind_of(column: Column[Any]) -> str:
    """The name of the column's kind."""
    return next(kind for type_, kind in _OF_TYPE if isinstance(column.type, type_))
