"""One member as the lead sees them: figures and dates of captures, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ssi_parser import Reading

from ..captures.store import Entry
from ..history import Change, Rows, own_date
from ..history.pillars import weakest_of
from ..history.rhythm import WANTED

SPANS = (30, 90)
"""Days over which a lead sees changes."""


@dataclass(frozen=True)
class Seen:
    """A member who has agreed. All figures are those of `latest`, their latest consistent capture; None before it.

    `last` is their last capture that was read, be it in doubt. `changes` are by the days that they span at least, None
    where there is no capture that old. `days` are the consistent captures of the range, one a date.
    """

    person_id: int
    name: str
    last: Entry | None = None
    latest: Entry | None = None
    changes: Mapping[str, Change | None] = field(default_factory=lambda: dict.fromkeys(map(str, SPANS)))
    days: Rows = field(default_factory=Rows)

    @property
    def reading(self) -> Reading | None:
        return self.latest.reading if self.latest else None

    @property
    def total(self) -> int | None:
        return self.reading.total if self.reading else None

    @property
    def weakest(self) -> str | None:
        """Their pillar with the fewest points; None while one is unknown."""
        return weakest_of(self.reading.pillars) if self.reading else None

    @property
    def in_doubt(self) -> bool:
        """Whether their last capture is in doubt, so that the figures are of an earlier one, or there are none."""
        return self.last is not None and not self.last.consistent

    def pillar(self, name: str) -> Decimal | None:
        points: Decimal | None = getattr(self.reading.pillars, name) if self.reading else None
        return points

    def rank(self, group: str) -> int | None:
        """In percent from the top, smaller is better; `group` is `industry` or `network`."""
        rank: int | None = getattr(self.reading, group).rank if self.reading else None
        return rank

    def change(self, span: str) -> int | None:
        """How the total changed over so many days or somewhat more; None where either end is unknown."""
        found = self.changes[span]
        return None if found is None or found.total is None else int(found.total)

    def is_under(self, floor: int) -> bool:
        """Whether their total is known, and below the floor."""
        return self.total is not None and self.total < floor

    def is_stale(self, at: dt.datetime) -> bool:
        """Whether their next capture is due at this instant, by the calendar of the last one, or the first one is."""
        if self.last is None:
            return True
        capture = self.last.capture
        return own_date(at, capture.utc_offset) >= capture.day + dt.timedelta(days=WANTED)
