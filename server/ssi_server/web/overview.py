"""All that the dashboard and the report tell of a person, gathered in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from .. import history
from ..aims.goals import Goal, goals_of
from ..aims.preferences import Preferences
from ..history import Range, Rhythm, Rows, Summary
from ..journal import notes
from ..models import Note
from .calendar import Calendar
from .over_time import range_in
from .where_to import Aim, Beside, aims_of, references_of
from .why import Noted, explained


@dataclass(frozen=True)
class Overview:
    """`rows` are all of the history by day, `suspects` those in doubt, `shown` the rows of the range as its address
    asks for them; `summary`, `goals` and `aims` are of today, the notes, the rhythm and the number of captures are
    of the range.
    """

    today: dt.date
    range: Range
    rows: Rows
    suspects: Rows
    summary: Summary
    goals: list[Goal]
    aims: list[Aim]
    references: list[Beside]
    notes: list[Note]
    rhythm: Rhythm
    calendar: Calendar
    captures: int

    @classmethod
    def of(
        cls, session: Session, person_id: int, address: Mapping[str, str], at: dt.datetime, chosen: Preferences
    ) -> Overview:
        """What an address asks for with `range` and `every`, at this instant."""
        goals = list(goals_of(session, person_id).values())
        summary = history.summary(session, person_id, at, goals, chosen.rhythm)
        today = history.own_date(at, summary.latest.capture.utc_offset if summary.latest else None)
        days = history.capture_days(session, person_id)
        span = range_of(address, days, today)
        rows = history.series(session, person_id)
        until = min(span.until, today)
        return cls(
            today=today,
            range=span,
            rows=rows,
            suspects=history.doubtful(session, person_id),
            summary=summary,
            goals=goals,
            aims=aims_of(goals, rows, today),
            references=references_of(chosen, rows[-1]["total"] if rows else None),
            notes=notes.between(session, person_id, span.since, span.until),
            rhythm=history.rhythm(days, chosen.rhythm, span.since, until),
            calendar=Calendar.of(days, span.since, until),
            captures=sum(count for day, count in days.items() if span.since <= day <= span.until),
        )

    @property
    def shown(self) -> Rows:
        return rows_in(self.rows, self.range)

    @property
    def noted(self) -> list[Noted]:
        """The notes of the range, the newest first, with what happened around them."""
        return explained(self.notes, self.rows, self.today)


def range_of(address: Mapping[str, str], days: Mapping[dt.date, int], today: dt.date) -> Range:
    """The range that an address asks for, of a history with captures on these dates."""
    first, last = (min(days), max(days)) if days else (None, None)
    return Range.parse(range_in(address), address.get("every"), first, last, today)


def rows_in(rows: Rows, span: Range) -> Rows:
    """The rows of a range, each for a day, week or month."""
    return history.last_of_each(history.within(rows, span.since, span.until), span.every)
