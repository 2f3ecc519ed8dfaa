"""The history as rows: one a day, week or month, in the form that the API gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from .query import captures_read
from .rows import EVERY, Rows


def series(
    session: Session, person_id: int, every: str = "day", since: dt.date | None = None, until: dt.date | None = None
) -> Rows:
    """The last consistent capture of each period, the oldest first.

    A day is the date in the capture's own offset; a week is ISO's. `since` and `until` are included.
    """
    return Rows(list(last_captures(session, person_id, every, since, until)))


def doubtful(session: Session, person_id: int) -> Rows:
    """Every suspect capture as a row, the oldest first: to be shown as what it is, and computed with nowhere."""
    return Rows(session.execute(captures_read(person_id, "suspect")).all())


def last_captures(
    session: Session, person_id: int, every: str, since: dt.date | None, until: dt.date | None
) -> Iterator[Sequence[Any]]:
    """The columns of `captures_read` for the last consistent capture of each period."""
    period = EVERY[every]
    captures = session.execute(captures_read(person_id, "consistent", since, until))
    for _period, together in groupby(captures, key=lambda values: period(values[0])):
        *_earlier, last = together
        yield last
