"""Where the member is now: what the popup and the head of the dashboard show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ssi_parser import Pillars
from ssi_parser.reading import PILLARS

from ..captures import store
from ..captures.store import Entry
from .changes import Changes, changes_of


@dataclass(frozen=True)
class Summary:
    """The latest capture that was read, what changed, the weakest pillar, and whole days since the click."""

    latest: Entry | None = None
    change: Changes | None = None
    weakest: str | None = None
    days_since: int | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "latest": self.latest and self.latest.to_dict(),
            "change": changes_to_dict(self.change),
            "weakest": self.weakest,
            "goal": None,
            "days_since": self.days_since,
        }


def summary(session: Session, person_id: int, at: dt.datetime) -> Summary:
    """The summary of one person's history at this instant; empty before the first capture."""
    latest = store.latest_read(session, person_id)
    if latest is None or latest.reading is None:
        return Summary()
    return Summary(
        latest=latest,
        change=changes_of(session, latest),
        weakest=weakest_of(latest.reading.pillars) if latest.consistent else None,
        days_since=max((at - latest.capture.captured_at).days, 0),
    )


def changes_to_dict(changes: Changes | None) -> dict[str, Any] | None:
    return changes and {span: change and change.to_dict() for span, change in changes.items()}


def weakest_of(pillars: Pillars) -> str | None:
    """The pillar with the fewest points; None while one is unknown.

    >>> from decimal import Decimal as D
    >>> weakest_of(Pillars(D(13), D(4), D("0.3"), D(3))), weakest_of(Pillars(D(13), None, D(4), D(3)))
    ('insights', None)
    """
    points = {pillar: getattr(pillars, pillar) for pillar in PILLARS}
    return None if None in points.values() else min(points, key=points.__getitem__)
