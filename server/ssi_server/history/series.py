"""The history as rows: one a day, week or month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session, aliased

from ssi_parser.reading import PILLARS, json_value

from ..models import Capture, GroupReading, OwnReading

EVERY: dict[str, Callable[[dt.date], Any]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
}
"""What a row stands for, and what tells one period from another."""

_GROUP_FIGURES = ("name", "average", "rank", "rank_change", "size")


def series(
    session: Session, person_id: int, every: str = "day", since: dt.date | None = None, until: dt.date | None = None
) -> list[dict[str, Any]]:
    """The last consistent capture of each period, the oldest first, in the form that the API gives.

    A day is the date in the capture's own offset; a week is ISO's. `since` and `until` are included.
    """
    query = _consistent(person_id)
    if since:
        query = query.where(Capture.day >= since)
    if until:
        query = query.where(Capture.day <= until)
    return [_item(row) for row in _last_of_each(session.execute(query), EVERY[every])]


def _consistent(person_id: int) -> Select[Any]:
    industry, network = aliased(GroupReading), aliased(GroupReading)
    columns = [Capture.day, Capture.id, OwnReading.total, OwnReading.score, *_columns(OwnReading, PILLARS)]
    for group in (industry, network):
        columns += [*_columns(group, _GROUP_FIGURES), *_columns(group, PILLARS)]
    query = select(*columns).join(OwnReading, _same_capture(OwnReading))
    for group, kind in ((industry, "industry"), (network, "network")):
        query = query.outerjoin(group, and_(_same_capture(group), group.kind == kind))
    return query.where(
        Capture.person_id == person_id, Capture.verdict == "consistent", Capture.deleted_at.is_(None)
    ).order_by(Capture.day, Capture.captured_at, Capture.id)


def _last_of_each(rows: Iterable[Row[Any]], period: Callable[[dt.date], Any]) -> list[Row[Any]]:
    last = {period(row[0]): row for row in rows}
    return list(last.values())


def _item(row: Sequence[Any]) -> dict[str, Any]:
    day, capture_id, total, score = row[:4]
    own, industry, network = row[4:8], row[8:17], row[17:]
    return {
        "date": day.isoformat(),
        "capture": str(capture_id),
        "total": total,
        "score": json_value(score),
        "pillars": _pillars(own),
        "industry": _group(industry),
        "network": _group(network),
    }


def _group(figures: Sequence[Any]) -> dict[str, Any]:
    pillars = figures[5:]
    known = any(points is not None for points in pillars)
    return dict(zip(_GROUP_FIGURES, figures[:5], strict=True)) | {"pillars": _pillars(pillars) if known else None}


def _pillars(points: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(PILLARS, map(json_value, points), strict=True))


def _columns(table: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(table, name) for name in names]


def _same_capture(table: Any) -> Any:
    return and_(table.person_id == Capture.person_id, table.capture_id == Capture.id)
