"""Where one page of captures ends and the next begins: a moment and an id, in letters for an address."""

from __future__ import annotations

import base64
import datetime as dt
import re
from uuid import UUID

FORM = r"^[A-Za-z0-9_-]{32}$"
"""Whatever has this form stands for a place, though perhaps for one where no capture is."""

_FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_BYTES = 8
"""Of nanoseconds: whatever they hold is a date that both engines can compare with, the last one in 2554."""


def cursor_to(at: dt.datetime, capture_id: UUID) -> str:
    """32 letters for the place after this capture.

    >>> cursor_to(dt.datetime(2026, 3, 5, 9, 30, tzinfo=dt.UTC), UUID(int=7))
    'GJnn_H9E8AAAAAAAAAAAAAAAAAAAAAAH'
    """
    nanoseconds = (at - _FIRST) // _MICROSECOND * 1000
    return base64.urlsafe_b64encode(nanoseconds.to_bytes(_BYTES) + capture_id.bytes).decode()


def place_of(cursor: str) -> tuple[dt.datetime, UUID]:
    """The moment and the id. ValueError for what has not the form.

    >>> at, capture_id = place_of(cursor_to(dt.datetime(2026, 3, 5, 9, 30, tzinfo=dt.UTC), UUID(int=7)))
    >>> at.isoformat(), capture_id.int
    ('2026-03-05T09:30:00+00:00', 7)
    """
    if not re.fullmatch(FORM, cursor, re.ASCII):
        raise ValueError("this is no cursor")
    place = base64.urlsafe_b64decode(cursor)
    since = int.from_bytes(place[:_BYTES]) // 1000 * _MICROSECOND
    return _FIRST + since, UUID(bytes=place[_BYTES:])
