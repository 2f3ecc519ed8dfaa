"""The part of the dashboard that shows the history: which range, what is drawn, what stands in the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from .. import history
from ..aims.goals import Goal
from ..aims.preferences import Preferences
from ..history import Range, Rows, smoothing
from ..models import Note
from . import chart_data, chart_table
from .chart_table import Entry, Page
from .charts import SMOOTH, Chart, charts
from .comparing import Comparing, comparing
from .formats import short_date

MEAN_OF = dt.timedelta(days=smoothing.DAYS)


@dataclass(frozen=True)
class OverTime:
    """`shown` are the rows of the range, one for each day, week or month.

    `smooth` has the moving average by date; it is computed from every day, however few are shown. `pages` are the
    tables' pages by the chart's axis; `open_table` is the one that the address asks for. `problem` is what the
    address asked for and did not get, in words. `longest_line` is the most days that a line is drawn across.
    """

    range: Range
    problem: str | None
    shown: Rows
    smooth: Mapping[dt.date, Any]
    charts: Sequence[Chart]
    pages: Mapping[str, Page]
    open_table: str | None
    has_notes: bool
    has_doubtful: bool
    longest_line: int
    comparing: Comparing
    data: Markup

    @property
    def told(self) -> str:
        """How much is shown, of which dates."""
        count, since, until = len(self.shown), short_date(self.range.since), short_date(self.range.until)
        words = {
            "day": ngettext("%(num)s day with a capture", "%(num)s days with a capture", count),
            "week": ngettext("%(num)s week with a capture", "%(num)s weeks with a capture", count),
            "month": ngettext("%(num)s month with a capture", "%(num)s months with a capture", count),
        }
        return str(_("%(count)s, %(since)s to %(until)s", count=words[self.range.every], since=since, until=until))

    def value(self, entry: Entry, figure: str) -> Any:
        """What a table shows; None where it is unknown, as the moving average is on a day that counts for nothing."""
        if entry.row is None or (figure == SMOOTH and entry.doubtful):
            return None
        return self.smooth.get(entry.day) if figure == SMOOTH else history.value(entry.row, figure)

    def query(self, **changed: str | None) -> dict[str, str]:
        """The address of this page with some parts changed; None takes one away."""
        parts = {**self.range.query, **(self.comparing.query if self.comparing.asked else {}), **changed}
        return {name: text for name, text in parts.items() if text is not None}


def over_time(
    asked: Mapping[str, str],
    span: Range,
    rows: Rows,
    suspects: Rows,
    noted: Sequence[Note],
    goals: Iterable[Goal],
    preferences: Preferences,
) -> OverTime:
    """What `dashboard/over_time.html` needs, of what was found already.

    `asked` is the query of the address, of which it heeds `at`, `and`, `table` and `page`; `span` was parsed from
    `range_in(asked)`. `rows` and `suspects` are the whole history by day; `noted` are the notes of the range.
    """
    shown = history.last_of_each(history.within(rows, span.since, span.until), span.every)
    doubtful = history.within(suspects, span.since, span.until)
    totals = history.exact_totals(history.within(rows, span.since - MEAN_OF, span.until))
    smooth = {point.day: mean for point, mean in zip(totals, history.moving_average(totals), strict=True)}
    entries = chart_table.entries_of(shown, doubtful, noted)
    drawn = charts({goal.figure: goal for goal in goals}, preferences)
    longest_line = chart_data.longest_line(span.every, preferences.rhythm)
    table, page = asked.get("table"), asked.get("page")
    compared = comparing(asked, rows, span.until)
    return OverTime(
        range=span,
        problem=_problem(span, asked),
        shown=shown,
        smooth=smooth,
        charts=drawn,
        pages={one.axis: chart_table.page_of(entries, page if one.axis == table else None) for one in drawn},
        open_table=table,
        has_notes=bool(noted),
        has_doubtful=bool(doubtful),
        longest_line=longest_line,
        comparing=compared,
        data=chart_data.chart_data(shown, smooth, doubtful, noted, span, longest_line, compared.bars),
    )


def range_in(asked: Mapping[str, str]) -> str | None:
    """The word for the range in an address: `range`, or what the form with two dates makes of it, `from` and `to`."""
    if "from" in asked or "to" in asked:
        return f"{asked.get('from', '').strip()}..{asked.get('to', '').strip()}"
    return asked.get("range")


def _problem(span: Range, asked: Mapping[str, str]) -> str | None:
    words = {
        "unknown_range": _("“%(asked)s” is no range of dates.", asked=range_in(asked)),
        "backwards": _("“%(asked)s” ends before it begins.", asked=range_in(asked)),
        "unknown_every": _("“%(asked)s” is neither day nor week nor month.", asked=asked.get("every")),
    }
    return words[span.problem] if span.problem else None
