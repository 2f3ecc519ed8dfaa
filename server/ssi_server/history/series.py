"""The history as rows: one a day, week or month, in the form that the API gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser.reading import PILLARS

from .query import GROUP_FIGURES, captures_read
from .rows import EVERY, Row

_UNKNOWN = (None,) * len(PILLARS)


def series(
    session: Session, person_id: int, every: str = "day", since: dt.date | None = None, until: dt.date | None = None
) -> list[Row]:
    """The last consistent capture of each period, the oldest first.

    A day is the date in the capture's own offset; a week is ISO's. `since` and `until` are included.
    """
    return [_row(values) for values in last_captures(session, person_id, every, since, until)]


def doubtful(session: Session, person_id: int, since: dt.date | None = None, until: dt.date | None = None) -> list[Row]:
    """Every suspect capture as a row, the oldest first: to be shown as what it is, and computed with nowhere."""
    return [_row(values) for values in session.execute(captures_read(person_id, "suspect", since, until))]


def last_captures(
    session: Session, person_id: int, every: str, since: dt.date | None, until: dt.date | None
) -> Iterator[Sequence[Any]]:
    """The columns of `captures_read` for the last consistent capture of each period."""
    period = EVERY[every]
    captures = session.execute(captures_read(person_id, "consistent", since, until))
    for _period, together in groupby(captures, key=lambda values: period(values[0])):
        *_earlier, last = together
        yield last


def _row(values: Sequence[Any]) -> Row:
    return {
        "date": values[0].isoformat(),
        "capture": str(values[1]),
        "total": values[2],
        "score": json_points(values[3]),
        "pillars": _pillars(values[4:8]),
        "industry": _group(values[8:17]),
        "network": _group(values[17:]),
    }


def _group(values: Sequence[Any]) -> dict[str, Any]:
    figures = dict(zip(GROUP_FIGURES, values, strict=False))
    figures["pillars"] = None if values[5:] == _UNKNOWN else _pillars(values[5:])
    return figures


def _pillars(thousandths: Iterable[int | None]) -> dict[str, Any]:
    return dict(zip(PILLARS, map(json_points, thousandths), strict=True))


@cache  # There are no more than a hundred thousand values, and ten years of rows hold fifty thousand of them.
def json_points(thousandths: int | None) -> float | int | None:
    """Points as a JSON number; whole ones are integers, as `json_value` writes them.

    >>> json_points(13118), json_points(15000), json_points(None)
    (13.118, 15, None)
    """
    if thousandths is None:
        return None
    whole, rest = divmod(thousandths, 1000)
    return thousandths / 1000 if rest else whole
