"""The member beside the groups, and two dates side by side: expected values are worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from server_parts import Api, capture_body, scored
from ssi_server.history import Row, row_at, series, side_by_side, standings, within
from ssi_server.history.comparison import FIGURES
from ssi_server.storage import Database


@pytest.fixture
def rows(api: Api, database: Database, person_id: int) -> list[Row]:
    """Three days: without groups, with both, and in another industry."""
    html = capture_body("english-tables")["html"]
    elsewhere = html.replace("Technology, Information and Internet", "Banking").replace("20.998", "20.898")
    for day, page in (("2026-02-01", scored(10, 5, 5, 5)), ("2026-03-05", html), ("2026-03-20", elsewhere)):
        assert api.send(capture_body(captured_at=f"{day}T09:30:00+01:00", html=page)).status_code == 201
    with database.read() as session:
        return series(session, person_id)


def changes(before: Row, after: Row) -> dict[str, Any]:
    return {difference.figure: difference.change for difference in side_by_side(before, after)}


def test_total_and_pillars_stand_beside_both_groups(rows: list[Row]) -> None:
    told = {one.figure: one for one in standings(rows[1])}
    assert list(told) == ["total", "brand", "people", "insights", "relationships"]
    assert (told["total"].own, told["total"].industry, told["total"].network) == (53, 34, 36)
    assert told["brand"].ahead_of("industry") == Decimal("9.218")
    assert told["relationships"].ahead_of("network") == Decimal("-1.31")


def test_a_group_that_is_unknown_is_no_distance_away(rows: list[Row]) -> None:
    told = standings(rows[0])
    assert [one.own for one in told] == [25, 10, 5, 5, 5]
    assert {one.ahead_of(group) for one in told for group in ("industry", "network")} == {None}


def test_two_dates_differ_figure_by_figure(rows: list[Row]) -> None:
    told = changes(rows[0], rows[1])
    assert tuple(told) == FIGURES
    assert (told["total"], told["score"], told["pillars.brand"]) == (28, Decimal("27.648"), Decimal("10.998"))
    assert told["industry.average"] is None


def test_figures_of_two_industries_are_not_compared(rows: list[Row]) -> None:
    told = changes(rows[1], rows[2])
    assert told["pillars.brand"] == Decimal("-0.1")
    assert {figure for figure, change in told.items() if change is None} == {
        figure for figure in FIGURES if figure.startswith("industry.")
    }
    assert changes(rows[2], rows[2])["industry.pillars.brand"] == 0


def test_a_change_of_industry_is_no_change_of_its_average(api: Api, rows: list[Row]) -> None:
    change = api.get("/api/summary")["change"]["previous"]
    assert change["industry"] == {"average": None, "rank": None}
    assert change["network"] == {"average": 0, "rank": 0}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-01-31", None),
        ("2026-02-01", "2026-02-01"),
        ("2026-03-04", "2026-02-01"),
        ("2026-03-05", "2026-03-05"),
        ("2030-01-01", "2026-03-20"),
    ],
)
def test_the_row_at_a_date_is_the_latest_by_then(rows: list[Row], day: str, found: str | None) -> None:
    row = row_at(rows, dt.date.fromisoformat(day))
    assert (row and row["date"]) == found


def test_rows_within_a_range_include_both_ends(rows: list[Row]) -> None:
    assert within(rows, dt.date(2026, 2, 1), dt.date(2026, 3, 5)) == rows[:2]
    assert within(rows, dt.date(2026, 2, 2), dt.date(2026, 3, 4)) == []
