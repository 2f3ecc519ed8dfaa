"""On which dates there were captures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..models import Capture

Days = Mapping[dt.date, int]
"""How many captures there were on each date that has one, the oldest first."""


def capture_days(session: Session, person_id: int) -> dict[dt.date, int]:
    """The dates, each in its capture's own offset, of all captures that were read, suspect ones included."""
    query = select(Capture.day, func.count()).where(
        Capture.person_id == person_id, Capture.outcome == "read", Capture.deleted_at.is_(None)
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Capture.day).order_by(Capture.day))}


def calendar(days: Days, since: dt.date, until: dt.date) -> list[list[tuple[dt.date, int] | None]]:
    """Weeks from Monday to Sunday with each date's number of captures; None for dates outside of the range."""
    monday = since - dt.timedelta(days=since.weekday())
    weeks = range((until - monday).days // 7 + 1)
    dates = [[monday + dt.timedelta(days=7 * week + day) for day in range(7)] for week in weeks]
    return [[(date, days.get(date, 0)) if since <= date <= until else None for date in week] for week in dates]
