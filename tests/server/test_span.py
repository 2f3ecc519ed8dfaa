"""Which dates a page is about, by its address."""

from __future__ import annotations

import datetime as dt

import pytest

from ssi_server.history import Range

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2020, 2, 29)
LATELY = dt.date(2026, 6, 1)


def parse(text: str | None = None, every: str | None = None, first: dt.date | None = LONG_AGO) -> Range:
    return Range.parse(text, every, first, first and TODAY, TODAY)


@pytest.mark.parametrize(
    ("text", "since", "until", "every"),
    [
        ("30", "2026-10-24", "2026-11-22", "day"),
        ("90", "2026-08-25", "2026-11-22", "day"),
        ("365", "2025-11-23", "2026-11-22", "day"),
        ("all", "2020-02-29", "2026-11-22", "week"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31", "day"),
        ("2026-03-31..2026-03-31", "2026-03-31", "2026-03-31", "day"),
        ("2023-01-01..2024-12-31", "2023-01-01", "2024-12-31", "day"),  # two years, one with a leap day
        ("2023-01-01..2025-01-01", "2023-01-01", "2025-01-01", "week"),
    ],
)
def test_both_ends_are_included(text: str, since: str, until: str, every: str) -> None:
    found = parse(text)
    assert (str(found.since), str(found.until), found.every) == (since, until, every)
    assert (found.name, found.problem, found.query) == (text, None, {"range": text})


def test_a_range_of_thirty_days_holds_thirty_dates() -> None:
    assert [parse(text).dates for text in ("30", "90", "365")] == [30, 90, 365]


@pytest.mark.parametrize("first", [LATELY, TODAY, None])
def test_a_short_history_is_shown_in_full(first: dt.date | None) -> None:
    found = parse(first=first)
    assert (found.name, found.since, found.until, found.every) == ("all", first or TODAY, TODAY, "day")


def test_a_long_history_is_shown_for_a_year() -> None:
    assert parse().name == "365"
    assert parse(first=TODAY - dt.timedelta(days=365)).name == "365"
    assert parse(first=TODAY - dt.timedelta(days=364)).name == "all"


@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_what_a_row_stands_for_can_be_asked(every: str) -> None:
    found = parse("all", every)
    assert (found.every, found.problem, found.query) == (every, None, {"range": "all", "every": every})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31", "unknown_range"),
        ("2026-02-30..2026-03-31", "unknown_range"),
        ("2026-01-01", "unknown_range"),
        ("2026-01-01..2026-02-01..2026-03-01", "unknown_range"),
        ("0001-01-01..9999-12-31", "unknown_range"),
        ("2003-05-04..2026-01-01", "unknown_range"),
        ("..", "unknown_range"),
        ("<script>", "unknown_range"),
        ("2026-03-31..2026-03-30", "backwards"),
    ],
)
def test_an_address_that_cannot_be_followed_says_why(text: str, problem: str) -> None:
    found = parse(text)
    assert (found.name, found.problem, found.query) == ("365", problem, {"range": "365"})


def test_rows_that_there_are_not_say_so() -> None:
    found = parse("30", "year")
    assert (found.every, found.problem, found.query) == ("day", "unknown_every", {"range": "30"})


def test_dates_are_written_in_one_way() -> None:
    assert parse("20260101..2026-W14-2").name == "2026-01-01..2026-03-31"


def test_a_capture_of_tomorrow_is_within() -> None:
    found = Range.parse("30", None, TODAY, TODAY + dt.timedelta(days=1), TODAY)
    assert found.until == TODAY + dt.timedelta(days=1)
