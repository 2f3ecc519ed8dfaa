"""How well the wanted rhythm was kept, and the calendar of captures, beside pandas."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from generated_history import daily
from ssi_server.history import Point, Rhythm, calendar, rhythm
from ssi_server.history.rhythm import Gap

START = dt.date(2024, 2, 20)


def days(*offsets: int) -> dict[dt.date, int]:
    return {START + dt.timedelta(days=offset): 1 for offset in offsets}


@given(points=daily(), wanted=st.integers(1, 40), later=st.integers(0, 60))
def test_it_is_what_resampling_counts(points: list[Point], wanted: int, later: int) -> None:
    assume(points)
    first, last = points[0].day, points[-1].day
    today = last + dt.timedelta(days=later)
    found = rhythm({point.day: 1 for point in points}, wanted, first, today)
    captured = pd.Series(1, index=pd.DatetimeIndex([pd.Timestamp(point.day) for point in points]))
    every_date = captured.reindex(pd.date_range(first, today), fill_value=0)
    periods = every_date.resample(f"{wanted}D", origin="start").sum()
    assert found.kept == (periods > 0).sum()
    assert found.expected == len(periods) - (periods.iloc[-1] == 0)
    longest = captured.index.to_series().diff().max()
    assert (found.longest_gap.days if found.longest_gap else None) == (None if pd.isna(longest) else longest.days)
    assert (found.current_gap, found.next_due) == (later, last + dt.timedelta(days=wanted))


def test_a_period_is_kept_by_one_capture_or_more() -> None:
    found = rhythm(days(0, 3, 13, 30), 14, START, START + dt.timedelta(days=41))
    assert found == Rhythm(
        wanted=14,
        expected=3,
        kept=2,
        longest_gap=Gap(START + dt.timedelta(days=13), START + dt.timedelta(days=30)),
        current_gap=11,
        next_due=START + dt.timedelta(days=44),
    )


def test_the_period_that_is_not_over_counts_once_it_is_kept() -> None:
    today = START + dt.timedelta(days=16)
    assert rhythm(days(0), 14, START, today).expected == 1
    assert rhythm(days(0, 15), 14, START, today).expected == 2


def test_a_range_that_begins_later_leaves_out_what_lies_before() -> None:
    found = rhythm(days(0, 40, 50), 14, START + dt.timedelta(days=35), START + dt.timedelta(days=50))
    assert (found.expected, found.kept) == (2, 2)
    assert found.longest_gap is not None
    assert found.longest_gap.days == 10


def test_before_the_first_capture_nothing_is_expected_or_due() -> None:
    found = rhythm({}, 14, START, START)
    assert found == Rhythm(wanted=14, expected=0, kept=0, longest_gap=None, current_gap=None, next_due=None)
    assert not found.is_due(START)


def test_the_next_is_due_on_its_day() -> None:
    found = rhythm(days(0), 14, START, START)
    assert [found.is_due(START + dt.timedelta(days=day)) for day in (13, 14, 15)] == [False, True, True]


def test_a_capture_from_a_clock_that_is_ahead_leaves_no_gap_below_nought() -> None:
    found = rhythm(days(1), 14, START, START)
    assert (found.current_gap, found.expected, found.kept) == (0, 0, 0)


def test_the_calendar_has_whole_weeks_from_monday_on() -> None:
    weeks = calendar({dt.date(2024, 2, 29): 2}, dt.date(2024, 2, 28), dt.date(2024, 3, 4))
    assert weeks == [
        [
            None,
            None,
            (dt.date(2024, 2, 28), 0),
            (dt.date(2024, 2, 29), 2),
            (dt.date(2024, 3, 1), 0),
            (dt.date(2024, 3, 2), 0),
            (dt.date(2024, 3, 3), 0),
        ],
        [(dt.date(2024, 3, 4), 0), *[None] * 6],
    ]
