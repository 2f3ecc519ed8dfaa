"""How a team's totals lie over time, and around a day. Every figure here was worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from flask import Flask

from boards import AT, Board, table, told
from charted import words
from made_history import rows_of
from pages import text
from ssi_server.board import Spread, over_time
from ssi_server.history import Rows
from ssi_server.people.teams import Ways
from ssi_server.storage import Database


@pytest.fixture
def board(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Board:
    """In days before the fifth of March: February is 5 to 32, January 33 to 63."""
    monkeypatch.setattr("ssi_server.web.board.now", lambda: AT)
    made = Board(app, database, Ways("North"))
    made.joins("Ann", told(60, 20), told(40, 30), told(20, 40), told(10, 44), told(1, 50))
    made.joins("Bob", told(50, 40), told(19, 41), told(15, 99, suspect=True))
    made.joins("Cem", told(21, 60))
    made.joins("Dea", told(6, 71))
    made.joins("Eve", told(30, 12), agrees=False)
    return made


def day(number: int, month: int = 1) -> dt.date:
    return dt.date(2026, month, number)


def test_each_month_counts_the_last_capture_of_who_has_one(board: Board) -> None:
    """January: Ann 30, Bob 40. February: Ann 44, Bob 41, Cem 60, Dea 71: together 216; in order 41, 44, 60, 71."""
    assert table(board.page(), "over-time") == [
        ["4 Mar 2026", "1", "50", "– too few members", "50", "– too few members"],
        ["27 Feb 2026", "4", "54", "43.3", "52", "62.8"],
        ["24 Jan 2026", "2", "35", "– too few members", "35", "– too few members"],
    ]


def test_the_range_goes_by_the_address(board: Board) -> None:
    assert [row[0] for row in table(board.page("?range=2026-01-01..2026-01-31&every=week"), "over-time")] == [
        "24 Jan 2026",
        "14 Jan 2026",
        "4 Jan 2026",
    ]
    assert "The address asks for dates that cannot be shown." in words(board.page("?range=yesterday"))


def test_the_lines_are_drawn_without_scripts(board: Board) -> None:
    page = board.page()
    assert page.count('class="plotted-line ') == 5
    assert page.count('<svg class="course"') == 4
    assert 'aria-label="Total from 20 on 4 Jan 2026 to 50 on 4 Mar 2026, 5 days with a capture"' in page
    assert "<script" not in page


def test_before_and_after_a_day(board: Board) -> None:
    """Around the 13th of February, which is 20 days back: Ann 30, 20 days before, then 40 on the day itself;
    Bob 40, 30 days before, then 41 a day after it. Cem has nothing after, Dea nothing before.
    """
    page = board.page("?day=2026-02-13&days=30")
    assert table(page, "around") == [
        ["Ann", "30 24 Jan 2026", "40 13 Feb 2026", "▲ +10 in 20 days"],
        ["Bob", "40 14 Jan 2026", "41 14 Feb 2026", "▲ +1 in 31 days"],
        ["Cem", "60 12 Feb 2026", "– no consistent capture on these dates", "– not captured on both sides"],
        ["Dea", "– no consistent capture on these dates", "71 27 Feb 2026", "– not captured on both sides"],
    ]
    told_of_it = words(page)
    assert (
        "2 members captured on both sides: on average the total changed by +5.5, by +5.5 in the median." in told_of_it
    )
    assert "It is what happened, not what caused it." in told_of_it


def test_before_and_after_look_no_further_than_asked(board: Board) -> None:
    rows = table(board.page("?day=2026-02-13&days=14"), "around")
    assert [row[1].split()[0] for row in rows] == ["–", "–", "60", "–"]
    assert [row[2].split()[0] for row in rows] == ["40", "41", "–", "–"]
    assert [row[2].split()[0] for row in table(board.page("?day=2026-02-13&days=15"), "around")] == [
        "40",
        "41",
        "–",
        "71",
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?day=soon", "Write the date as year-month-day, like 2026-03-05."),
        ("?day=2026-02-13&days=0", "Enter a whole number from 1 to 365."),
    ],
)
def test_what_is_wrong_with_a_day_is_said(board: Board, query: str, said: str) -> None:
    page = text(board.lead.get(f"{board.path}{query}"))
    assert said in page
    assert "what happened" not in page


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], None),
        ([None], None),
        ([7, None], Spread(1, Decimal("7.0"), Decimal("7.0"), None, None)),
        ([1, 2, 2], Spread(3, Decimal("1.7"), Decimal("2.0"), None, None)),
        ([1, 2, 3, 10, 100], Spread(5, Decimal("23.2"), Decimal("3.0"), Decimal("2.0"), Decimal("10.0"))),
    ],
)
def test_spread(figures: list[int | None], expected: Spread | None) -> None:
    assert Spread.of(figures) == expected


def test_a_total_that_is_unknown_is_nobodys() -> None:
    """Ann's last capture of the month lacks the total: she does not count with an earlier one either."""
    ann = rows_of({"date": day(3), "total": 20}, {"date": day(4), "total": None})
    bob = rows_of({"date": day(2), "total": 30})
    [january] = over_time([ann, bob, Rows()], "month")
    assert (january.day, january.spread.count, january.spread.average) == (day(2), 1, Decimal("30.0"))
