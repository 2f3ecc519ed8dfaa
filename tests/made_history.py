"""Histories made of figures alone, for pages that only show them."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser import Doubt, Group, Pillars, Reading
from ssi_server.captures import store
from ssi_server.history.row import PLACES
from ssi_server.history.rows import Rows
from ssi_server.models import Capture
from ssi_server.storage import Database

HERE = dt.timezone(dt.timedelta(hours=1))
POINTS = ("13.118", "3.68", "0.3", "2.608")
DOUBT = Doubt("total", "sum_differs", "The pillars make another total.")


def reading(points: tuple[str, ...] = POINTS, *, suspect: bool = False, **changes: Any) -> Reading:
    """Figures of a page, 20 in total unless the points say otherwise."""
    pillars = Pillars(*map(Decimal, points))
    score = pillars.sum()
    assert score is not None
    figures: dict[str, Any] = {
        "total": round(score),
        "score": score,
        "pillars": pillars,
        "industry": Group("Banking", 31, 75, 0, pillars=Pillars(*map(Decimal, ("11.6", "5.2", "2.1", "12.1")))),
        "network": Group(None, 33, 81, 1),
        "team": None,
        "language": "en",
        "doubts": (DOUBT,) if suspect else (),
        "sightings": (),
    }
    return Reading(**figures | changes)


def rows_of(*made: dict[str, Any]) -> Rows:
    """Rows with these figures alone, by their dotted names; scores and pillars in thousandths, `date` a date."""
    return Rows([tuple(figures.get(name) for name in PLACES) for figures in made])


def capture_of(person_id: int, at: dt.datetime, read: Reading, capture_id: uuid.UUID | None = None) -> Capture:
    """A capture with these figures, without a page, on the date and in the offset of `at`; not yet kept."""
    offset = at.utcoffset()
    assert offset is not None
    return Capture(
        person_id=person_id,
        id=capture_id or uuid.uuid4(),
        captured_at=at,
        utc_offset=int(offset.total_seconds() // 60),
        day=at.date(),
        received_at=at,
        trigger="click",
        client="made",
        body_sha256=bytes(32),
        outcome="read",
        reader_version=1,
        verdict=read.verdict,
        doubts=[doubt.to_dict() for doubt in read.doubts],
    )


def keep(session: Session, person_id: int, at: dt.datetime, read: Reading) -> uuid.UUID:
    """Keeps a capture of that moment with these figures, made an hour east of Greenwich; gives its id."""
    capture = capture_of(person_id, at.astimezone(HERE), read)
    session.add(capture)
    session.flush()
    store.add_reading(session, capture, read)
    return capture.id


def keep_daily(database: Database, person_id: int, count: int, until: dt.datetime) -> None:
    """So many captures, one a day, the last one at `until`; brand rises by 0.01 a day, and never above 25."""
    with database.write() as session:
        for number in range(count):
            points = (str(Decimal("10") + Decimal(number % 1000) / 100), *POINTS[1:])
            keep(session, person_id, until - dt.timedelta(days=count - 1 - number), reading(points))
