"""The moving average, beside pandas' rolling window."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated_history import daily, series_of
from ssi_server.history import Point, moving_average


def on(day: str, value: str) -> Point:
    return Point(dt.date.fromisoformat(day), Decimal(value))


@given(points=daily(), days=st.sampled_from((1, 7, 28, 90)))
def test_it_is_the_mean_of_a_rolling_window(points: list[Point], days: int) -> None:
    expected = series_of(points).rolling(f"{days}D", min_periods=3).mean()
    averages = moving_average(points, days)
    assert [average is None for average in averages] == list(expected.isna())
    for average, mean in zip(averages, expected, strict=True):
        assert average is None or float(average * 1000) == pytest.approx(mean, abs=0.5001)


def test_twenty_eight_dates_count_and_the_one_before_them_does_not() -> None:
    points = [on("2024-02-01", "60"), on("2024-02-02", "10"), on("2024-02-28", "20"), on("2024-02-29", "30.001")]
    assert moving_average(points) == [None, None, Decimal(30), Decimal("20")]


def test_a_mean_of_two_is_none() -> None:
    assert moving_average([on("2026-03-01", "10"), on("2026-03-02", "20")]) == [None, None]


def test_it_is_rounded_half_up() -> None:
    points = [on(f"2026-03-0{day}", value) for day, value in enumerate(("0", "0", "0.001", "0.001"), 1)]
    assert moving_average(points)[-1] == Decimal("0.001")
