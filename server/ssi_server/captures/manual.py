"""Figures from before: from a notebook or a screenshot, entered by hand and marked as such.

They must hold together as a page's figures must; what does not is refused, since there is no page to look at again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from ssi_parser import Doubt, Reading, Sighting
from ssi_parser.reading import PILLARS, Value, json_value
from ssi_parser.verdict import weigh

from ..clock import now
from ..models import Capture
from . import store

BY_HAND = 0
"""The reader version of figures that no reader has read."""

OWN = ("total", *(f"pillars.{pillar}" for pillar in PILLARS))
FIGURES = (
    *OWN,
    *(f"industry.{part}" for part in ("name", "average", "rank", "rank_change")),
    *(f"network.{part}" for part in ("average", "rank", "rank_change")),
)
"""What may be entered, by its dotted name; at least one of the member's own must be."""

Figures = Mapping[str, Value]


class Inconsistent(ValueError):
    """The figures contradict each other, or what they may be; `doubts` say where."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        super().__init__("; ".join(doubt.detail for doubt in doubts))
        self.doubts = doubts


def add(session: Session, person_id: int, capture_id: UUID, at: dt.datetime, figures: Figures) -> Capture:
    """Keeps the figures as a capture of that time, which is aware. Inconsistent where they do not hold together.

    The same under the same id again changes nothing; an id that stands for something else is replaced by a new one.
    """
    reading = reading_of(figures)
    if reading.doubts:
        raise Inconsistent(reading.doubts)
    digest = _digest(at, figures)
    taken = session.get(Capture, (person_id, capture_id))
    if taken is not None and taken.deleted_at is None and taken.body_sha256 == digest:
        return taken
    capture = _row(person_id, uuid.uuid4() if taken else capture_id, at, digest)
    session.add(capture)
    session.flush()
    store.add_reading(session, capture, reading)
    return capture


def reading_of(figures: Figures) -> Reading:
    """The figures as a reading, weighed like a page's.

    >>> from decimal import Decimal
    >>> reading_of({"total": 20, "pillars.brand": Decimal("13.118")}).missing[:2]
    ('score', 'pillars.people')
    """
    entered = (Sighting(name, value, str(value), "entered_by_hand", "") for name, value in figures.items())
    return replace(weigh(entered, language=None, cut_short=False), sightings=(), reader_version=BY_HAND)


def _row(person_id: int, capture_id: UUID, at: dt.datetime, digest: bytes) -> Capture:
    offset = at.utcoffset() or dt.timedelta()
    return Capture(
        person_id=person_id,
        id=capture_id,
        captured_at=at.astimezone(dt.UTC),
        utc_offset=int(offset.total_seconds() // 60),
        day=at.date(),
        received_at=now().replace(microsecond=0),
        trigger="manual",
        client="dashboard",
        body_sha256=digest,
        outcome="read",
        reader_version=BY_HAND,
        verdict="consistent",
        doubts=[],
    )


def _digest(at: dt.datetime, figures: Figures) -> bytes:
    entered = {name: json_value(value) for name, value in sorted(figures.items())}
    return hashlib.sha256(json.dumps([at.isoformat(), entered]).encode()).digest()
