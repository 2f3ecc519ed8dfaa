"""Which dates a page is about and how finely it shows them, as its address says, or by default."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .rows import EVERY

PRESETS = {"30": 30, "90": 90, "365": 365}
"""The ranges of so many dates that end today."""

TWO_YEARS = 731
"""Dates beyond which a row is a week, unless asked otherwise."""

EARLIEST = dt.date(2003, 5, 5)
"""LinkedIn opened on that day: no range begins before."""


@dataclass(frozen=True)
class Range:
    """The dates from `since` to `until`, both included, in rows of a day, week or month (`every`).

    `name` is the word for the address: `30`, `90`, `365`, `all` or `2026-01-01..2026-03-31`; `asked_every` is whether
    the address named the rows as well. `problem` is None, or why the address was not followed: `unknown_range`,
    `backwards` (it ends before it begins) or `unknown_every`.
    """

    since: dt.date
    until: dt.date
    every: str
    name: str
    asked_every: bool = False
    problem: str | None = None

    @property
    def dates(self) -> int:
        """How many dates it holds; at least one."""
        return (self.until - self.since).days + 1

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address for it."""
        return {"range": self.name} | ({"every": self.every} if self.asked_every else {})

    @classmethod
    def parse(
        cls, text: str | None, every: str | None, first: dt.date | None, last: dt.date | None, today: dt.date
    ) -> Range:
        """The range that an address asks for with `range` and `every`; each is None or empty where it is silent.

        `first` and `last` are the dates of the first and last capture, None before the first; `today` is the member's.
        Silent about the range is 365 days, or all where the history is no longer; so is a range that can't be read.
        """
        end = max(last or today, today)
        default = "365" if first and (end - first).days >= PRESETS["365"] else "all"
        name, problem = (text, _problem(text, end)) if text else (default, None)
        if problem:
            name = default
        preset = _preset(name, first, end)
        since, until = preset or _two_dates(name)
        name = name if preset else f"{since}..{until}"
        asked = every if every in EVERY else None
        if every and not asked:
            problem = problem or "unknown_every"
        by_length = "week" if (until - since).days >= TWO_YEARS else "day"
        return cls(since, until, asked or by_length, name, asked is not None, problem)


def own_date(at: dt.datetime, utc_offset: int | None) -> dt.date:
    """The member's date at an instant: in the offset (minutes) of the latest capture, in UTC before the first.

    >>> late = dt.datetime(2026, 3, 5, 23, 30, tzinfo=dt.UTC)
    >>> own_date(late, 60).isoformat(), own_date(late, None).isoformat()
    ('2026-03-06', '2026-03-05')
    """
    return at.astimezone(dt.timezone(dt.timedelta(minutes=utc_offset or 0))).date()


def _problem(text: str, end: dt.date) -> str | None:
    """Why there is no such range; None where there is. More than a year ahead there is nothing to show."""
    if text in (*PRESETS, "all"):
        return None
    try:
        since, until = _two_dates(text)
    except ValueError:
        return "unknown_range"
    if since < EARLIEST or until > end + dt.timedelta(days=366):
        return "unknown_range"
    return "backwards" if until < since else None


def _preset(name: str, first: dt.date | None, end: dt.date) -> tuple[dt.date, dt.date] | None:
    if name == "all":
        return min(first or end, end), end
    return (end - dt.timedelta(days=PRESETS[name] - 1), end) if name in PRESETS else None


def _two_dates(text: str) -> tuple[dt.date, dt.date]:
    """Both dates of `2026-01-01..2026-03-31`. ValueError for anything else."""
    since, until = map(dt.date.fromisoformat, text.split(".."))
    return since, until
