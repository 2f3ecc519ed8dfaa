"""How fast a figure moves, beside scipy's Theil–Sen estimator, and when it would get where it should."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from generated_history import daily, series_of
from made_history import rows_of
from ssi_server.aims.goals import Goal
from ssi_server.history import Point, outlook, pace
from ssi_server.history.outlook import HORIZON, State, reach

START = dt.date(2026, 1, 1)


def every_week(*values: float | str) -> list[Point]:
    return [Point(START + dt.timedelta(days=7 * week), Decimal(str(value))) for week, value in enumerate(values)]


def weekly_rows(figure: str, values: Sequence[float | None], total: int | None = None) -> list[dict[str, Any]]:
    """A row a week with a figure in points."""
    days = (START + dt.timedelta(days=7 * week) for week in range(len(values)))
    points = [None if value is None else round(value * 1000) for value in values]
    return [{"date": day, "total": total, figure: value} for day, value in zip(days, points, strict=True)]


few = daily(st.integers(40_000, 40_010))
"""Values with many ties."""


@given(points=daily() | few)
def test_it_is_the_theil_sen_slope_of_the_last_ninety_dates(points: list[Point]) -> None:
    today = points[-1].day if points else START
    recent = series_of(points).loc[str(today - dt.timedelta(days=89)) :] if points else series_of([])
    days = (recent.index - recent.index[0]).days.to_numpy() if len(recent) else []
    found = pace(points, today)
    if len(recent) < 5 or days[-1] < 14:
        assert found is None
        return
    assert found is not None
    expected = theilslopes(recent.to_numpy(), days, alpha=0.95)
    assert float(found.slope * 1000) == pytest.approx(expected.slope, abs=1e-9)
    assert float(found.low * 1000) == pytest.approx(expected.low_slope, abs=1e-9)
    assert float(found.high * 1000) == pytest.approx(expected.high_slope, abs=1e-9)
    assert (found.latest, found.captures, found.days) == (points[-1], len(recent), days[-1])


@pytest.mark.parametrize(
    ("days", "known"),
    [((0, 3, 7, 14), False), ((0, 3, 7, 10, 13), False), ((0, 3, 7, 10, 14), True), ((0, 70, 80, 85, 90), False)],
)
def test_five_captures_over_fourteen_days_of_the_last_ninety_are_the_least(days: tuple[int, ...], known: bool) -> None:
    points = [Point(START + dt.timedelta(days=day), Decimal(day)) for day in days]
    assert (pace(points, points[-1].day) is not None) is known


def test_one_odd_capture_does_not_sway_it() -> None:
    found = pace(every_week(40, 41, 42, 99, 44, 45, 46), START + dt.timedelta(days=42))
    assert found is not None
    assert found.slope * 7 == 1


@given(points=daily(), target=st.integers(0, 100))
def test_the_day_is_the_first_on_which_the_line_is_there(points: list[Point], target: int) -> None:
    today = points[-1].day if points else START
    told = reach(points, Decimal(target), today)
    if told.state is State.EXPECTED:
        assert told.pace is not None
        assert told.day is not None
        days = (told.day - points[-1].day).days
        start, slope = float(points[-1].value), float(told.pace.slope)
        assert start + slope * days >= target - 1e-9
        assert start + slope * (days - 1) < target + 1e-9
        assert told.earliest is None or told.earliest <= told.day
        assert told.latest is None or told.latest >= told.day
    else:
        assert (told.day, told.earliest if told.state is not State.BEYOND else None) == (None, None)


def test_a_steady_point_a_week_takes_as_many_weeks_as_points() -> None:
    told = reach(every_week(40, 41, 42, 43, 44), Decimal(50), START + dt.timedelta(days=28))
    assert told.state is State.EXPECTED
    assert told.day == told.earliest == told.latest == START + dt.timedelta(days=28 + 42)


def test_a_lower_bound_that_falls_leaves_the_latest_day_open() -> None:
    told = reach(every_week(40, 43, 41, 44, 42, 45), Decimal(50), START + dt.timedelta(days=35))
    assert told.state is State.EXPECTED
    assert told.latest is None
    assert told.earliest is not None


@pytest.mark.parametrize(
    ("values", "target", "state"),
    [
        ((40, 41, 42, 43), 50, State.NOT_ENOUGH),
        ((40, 41, 42, 50), 50, State.REACHED),
        ((), 50, State.NOT_ENOUGH),
        ((44, 43, 42, 41, 40), 50, State.MOVING_AWAY),
        ((44, 43, 42, 41, 40), 40, State.REACHED),
        ((40, 40, 40, 40, 40), 50, State.STANDING_STILL),
        ((40, "40.01", "40.02", "40.03", "40.04"), 50, State.BEYOND),
    ],
)
def test_where_no_day_can_be_told_the_reason_is(values: tuple[float, ...], target: int, state: State) -> None:
    told = reach(every_week(*values), Decimal(target), START + dt.timedelta(days=28))
    assert (told.state, told.day) == (state, None)


def test_five_years_are_told_and_a_day_more_is_beyond() -> None:
    weekly = every_week(10, 10 + 7 / 1000, 10 + 14 / 1000, 10 + 21 / 1000, 10 + 28 / 1000)
    today = START + dt.timedelta(days=28)
    assert reach(weekly, weekly[-1].value + Decimal(HORIZON) / 1000, today).day == today + dt.timedelta(days=HORIZON)
    assert reach(weekly, weekly[-1].value + Decimal(HORIZON + 1) / 1000, today).state is State.BEYOND


def test_a_total_is_reached_when_the_score_rounds_to_it() -> None:
    goal, today = Goal("total", Decimal(50)), START + dt.timedelta(days=28)
    nearly = weekly_rows("score", [49.1, 49.2, 49.3, 49.4, 49.5], total=49)
    assert outlook(rows_of(*nearly), goal, today).state is State.REACHED
    told = outlook(rows_of(*weekly_rows("score", [48.1, 48.2, 48.3, 48.4, 48.5])), goal, today)
    assert told.day == today + dt.timedelta(days=70)


def test_days_without_a_score_are_told_by_their_total() -> None:
    mixed = weekly_rows("score", [40, None, 42, None, 44])
    mixed[1]["total"], mixed[3]["total"] = 41, 43
    told = outlook(rows_of(*mixed), Goal("floor", Decimal("50.5")), START + dt.timedelta(days=28))
    assert told.pace is not None
    assert (told.pace.captures, told.day) == (5, START + dt.timedelta(days=28 + 42))


def test_a_pillar_is_held_against_its_own_points() -> None:
    rows = rows_of(*weekly_rows("pillars.brand", [10, 11, 12, 13, 14]))
    told = outlook(rows, Goal("brand", Decimal(15)), START + dt.timedelta(days=28))
    assert told.day == START + dt.timedelta(days=35)
    assert math.isclose(float(told.pace.slope * 7) if told.pace else 0, 1)
