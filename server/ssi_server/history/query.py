"""The one query behind all rows of the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, Select, and_, select, type_coerce

from ssi_parser.reading import COMPARED, PILLARS

from ..models import Capture, GroupReading, OwnReading

_CAPTURES, _OWN = Capture.__table__, OwnReading.__table__
GROUP_FIGURES = ("name", "average", "rank", "rank_change", "size")


def captures_read(
    person_id: int, verdict: str, since: dt.date | None = None, until: dt.date | None = None
) -> Select[Any]:
    """The person's captures of that verdict, as `captures_of` has them."""
    return captures_of(_CAPTURES.c.person_id == person_id, verdict, since, until)


def captures_of(
    whose: ColumnElement[bool], verdict: str, since: dt.date | None = None, until: dt.date | None = None
) -> Select[Any]:
    """All captures of that verdict, by day, then by instant; `since` and `until` are included.

    The columns are day, id, total, score and the four pillars, then for industry and network each name, average, rank,
    rank change, size and the four pillars. Scores and pillars are integer thousandths.
    """
    columns = [_CAPTURES.c.day, _CAPTURES.c.id, _OWN.c.total, *_thousandths(_OWN, ("score", *PILLARS))]
    joined = _CAPTURES.join(_OWN, _same_capture(_OWN))
    for kind in COMPARED:
        group = GroupReading.__table__.alias(kind)
        columns += [*(group.c[name] for name in GROUP_FIGURES), *_thousandths(group, PILLARS)]
        joined = joined.outerjoin(group, and_(_same_capture(group), group.c.kind == kind))
    query = select(*columns).select_from(joined)
    query = query.where(whose, _CAPTURES.c.deleted_at.is_(None), _CAPTURES.c.verdict == verdict)
    if since:
        query = query.where(_CAPTURES.c.day >= since)
    if until:
        query = query.where(_CAPTURES.c.day <= until)
    return query.order_by(_CAPTURES.c.day, _CAPTURES.c.captured_at, _CAPTURES.c.id)


def _thousandths(table: FromClause, names: Iterable[str]) -> list[Any]:
    """Columns as the integers that the database keeps: a `Decimal` for each would cost more than the query."""
    return [type_coerce(table.c[name], BigInteger) for name in names]


def _same_capture(table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.person_id == _CAPTURES.c.person_id, table.c.capture_id == _CAPTURES.c.id)
