"""What a figure did in the two weeks before and after a note, beside slices of pandas."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from generated_history import daily, series_of
from ssi_server.history import Point, around

NOTE = dt.date(2024, 3, 1)


def at(*points: tuple[str, int]) -> list[Point]:
    return [Point(dt.date.fromisoformat(day), Decimal(value)) for day, value in points]


@given(points=daily(), offset=st.integers(-40, 400))
def test_each_span_goes_from_one_fortnights_last_capture_to_the_next(points: list[Point], offset: int) -> None:
    day = dt.date(2024, 1, 15) + dt.timedelta(days=offset)
    values = series_of(points)

    def last(first_offset: int) -> float | None:
        start = pd.Timestamp(day) + pd.Timedelta(days=first_offset)
        fortnight = values[(values.index >= start) & (values.index < start + pd.Timedelta(days=14))]
        return None if fortnight.empty else fortnight.iloc[-1]

    earlier, base, later = last(-28), last(-14), last(0)
    found = around(points, day)
    for move, first, end in ((found.before, earlier, base), (found.after, base, later)):
        expected = None if first is None or end is None else end - first
        assert (None if move is None else float(move.points * 1000)) == expected


def test_a_leap_day_is_a_day() -> None:
    found = around(at(("2024-02-15", 10), ("2024-02-29", 12), ("2024-03-14", 15)), NOTE)
    assert found.before is not None
    assert found.after is not None
    assert [(move.points, move.days) for move in (found.before, found.after)] == [(2, 14), (3, 14)]
    assert found.ends == dt.date(2024, 3, 14)


def test_the_notes_own_day_counts_as_after() -> None:
    found = around(at(("2024-02-29", 12), ("2024-03-01", 20)), NOTE)
    assert found.after is not None
    assert (found.after.first.value, found.after.last.value) == (12, 20)
    assert found.before is None


def test_no_capture_since_is_not_the_same_as_no_change() -> None:
    assert around(at(("2024-02-15", 10), ("2024-02-29", 12)), NOTE).after is None


def test_captures_that_are_too_old_tell_nothing() -> None:
    found = around(at(("2024-02-02", 9), ("2024-02-16", 10), ("2024-03-15", 15)), NOTE)
    assert found.before is not None
    assert (found.before.first.value, found.after) == (9, None)
    assert around(at(("2024-02-15", 10), ("2024-03-05", 15)), NOTE).after is None
