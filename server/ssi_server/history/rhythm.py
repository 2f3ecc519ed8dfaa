"""How well the wanted rhythm of captures was kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from .days import Days

WANTED = 14
"""Days from one capture to the next, unless the member wants otherwise."""


@dataclass(frozen=True)
class Gap:
    """Two captures with none on the dates between them."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True)
class Rhythm:
    """One capture in every so many days (`wanted`), from the first date that counts up to today.

    `kept` of the `expected` periods had a capture; the one that today is in counts as soon as it has one.
    `longest_gap` is the longest between two captures, None under two; `next_due` is None before the first capture.
    """

    wanted: int
    expected: int
    kept: int
    longest_gap: Gap | None
    current_gap: int | None
    next_due: dt.date | None

    def is_due(self, today: dt.date) -> bool:
        """Whether the next capture is due, or overdue."""
        return self.next_due is not None and self.next_due <= today


def rhythm(days: Days, wanted: int, since: dt.date, today: dt.date) -> Rhythm:
    """The rhythm from a date on, or from the first capture where that is later; gaps and dues in days."""
    captured = sorted(days)
    counted = [day for day in captured if since <= day <= today]
    start = max(since, captured[0]) if captured else today
    periods = {(day - start).days // wanted for day in counted}
    running = (today - start).days // wanted
    gaps = [Gap(*pair) for pair in pairwise(counted)]
    return Rhythm(
        wanted=wanted,
        expected=max(running, 0) + (running in periods),
        kept=len(periods),
        longest_gap=max(gaps, key=lambda gap: gap.days, default=None),
        current_gap=max((today - captured[-1]).days, 0) if captured else None,
        next_due=captured[-1] + dt.timedelta(days=wanted) if captured else None,
    )
