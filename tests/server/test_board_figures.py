"""What a lead sees of each member and of the team: every figure here was worked out by hand."""

from __future__ import annotations

import pytest
from flask import Flask

from boards import AT, Board, facts, table, told
from pages import text
from ssi_server.people.teams import Ways
from ssi_server.storage import Database


@pytest.fixture
def board(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Board:
    """Ann, Bob, Cem and Dea captured; Eve has not yet, and Fay has not agreed."""
    monkeypatch.setattr("ssi_server.web.board.now", lambda: AT)
    made = Board(app, database, Ways("North", floor=60))
    made.joins("Ann", told(100, 40), told(45, 50), told(2, 70, ("20", "18", "17", "15")))
    made.joins("bob", told(20, 55), told(13, 58, ("16", "15", "14", "13")))
    made.joins("Cem", told(60, 64, ("18", "17", "16", "13")), told(14, 99, suspect=True))
    made.joins("Dea", told(29, 30), told(0, 60, ("15", "14", "13", "18")))
    made.joins("Eve")
    made.joins("Fay", told(1, 10), agrees=False)
    return made


def test_each_member_with_figures_and_changes(board: Board) -> None:
    """Ann: 70 now; 45 days ago, 43 before the latest, she had 50; 98 days before it, 40."""
    lines = {line.pop("name"): line for line in board.csv()}
    assert lines["Ann"] == {
        "captured": "2026-03-03",
        "total": "70",
        "change_30": "20",
        "change_30_since": "2026-01-19",
        "change_90": "30",
        "change_90_since": "2025-11-25",
        "brand": "20",
        "people": "18",
        "insights": "17",
        "relationships": "15",
        "industry_rank": "75",
        "network_rank": "81",
        "under_floor": "no",
        "last_capture": "2026-03-03",
        "last_capture_in_doubt": "no",
    }


def test_a_change_is_told_only_of_captures_that_old(board: Board) -> None:
    """Bob's captures are a week apart, Dea's 29 days."""
    told_of = {line["name"]: (line["change_30"], line["change_30_since"], line["change_90"]) for line in board.csv()}
    assert (told_of["bob"], told_of["Dea"]) == (("", "", ""), ("", "", ""))
    rows = {row[0].split()[0]: row for row in table(board.page(), "members")}
    assert rows["Ann"][2:4] == ["▲ +20 43 days, since 19 Jan 2026", "▲ +30 98 days, since 25 Nov 2025"]
    assert rows["Dea"][2:4] == ["– no capture that old"] * 2


def test_a_suspect_capture_counts_for_nothing_but_that_it_was_made(board: Board) -> None:
    line = next(line for line in board.csv() if line["name"] == "Cem")
    assert (line["captured"], line["total"]) == ("2026-01-04", "64")
    assert (line["last_capture"], line["last_capture_in_doubt"]) == ("2026-02-19", "yes")
    row = next(row for row in table(board.page(), "members") if row[0] == "Cem")
    assert "in doubt: the figures are of 4 Jan 2026" in row[-1]


def test_what_is_missing_is_empty_and_never_nought(board: Board) -> None:
    line = next(line for line in board.csv() if line["name"] == "Eve")
    assert {name: value for name, value in line.items() if value} == {"name": "Eve"}
    row = next(row for row in table(board.page(), "members") if row[0] == "Eve")
    assert row[1:-1] == ["– no consistent capture yet"] * 9 + ["– no consistent capture on these dates"]
    assert row[-1] == "no capture yet"


def test_the_team_as_a_whole(board: Board) -> None:
    """Totals 58, 60, 64, 70: together 252, and 59.5, 62, 65.5 at the quarters.

    Brand 16, 15, 18, 20; people 15, 14, 17, 18; insights 14, 13, 16, 17: 60; relationships 13, 18, 13, 15: 59.
    Due after fourteen days: Cem, whose last capture is that old, and Eve.
    """
    assert facts(board.page()) == {
        "Average of the totals": "63",
        "Median": "62",
        "Quartiles": "59.5 to 65.5",
        "Under the floor of 60": "1 of 4",
        "No capture for 14 days or longer": "2 of 5 Cem , Eve",
        "Weakest pillar": "Relationships 14.75 of 25 on average, of 4 members",
    }
    assert "One member’s total is not known, and counts for nothing." in text(board.lead.get(board.path))


def test_who_has_not_agreed_is_a_number(board: Board) -> None:
    page = text(board.lead.get(board.path))
    assert "5 members have agreed to be seen. 2 have not: nothing of theirs is shown, or counted in." in page
    assert "Fay" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ann", "bob", "Cem", "Dea", "Eve"]),
        ("?sort=-name", ["Eve", "Dea", "Cem", "bob", "Ann"]),
        ("?sort=total", ["bob", "Dea", "Cem", "Ann", "Eve"]),
        ("?sort=-total", ["Ann", "Cem", "Dea", "bob", "Eve"]),
        ("?sort=30", ["Ann", "bob", "Cem", "Dea", "Eve"]),
        ("?sort=relationships", ["bob", "Cem", "Ann", "Dea", "Eve"]),
        ("?sort=-industry", ["Ann", "bob", "Cem", "Dea", "Eve"]),
        ("?sort=-last", ["Dea", "Ann", "bob", "Cem", "Eve"]),
        ("?sort=shoe_size", ["Ann", "bob", "Cem", "Dea", "Eve"]),
        ("?only=floor", ["bob"]),
        ("?only=stale&sort=-name", ["Eve", "Cem"]),
        ("?find=E", ["Cem", "Dea", "Eve"]),
        ("?find=nobody", []),
    ],
)
def test_order_and_filter_go_by_the_address(board: Board, query: str, names: list[str]) -> None:
    """Who lacks a figure comes last, whichever way round."""
    assert board.names(query) == names


def test_the_heads_of_the_table_are_links_that_turn_the_order_round(board: Board) -> None:
    page = board.page("?sort=total&only=floor")
    assert f'aria-sort="ascending"><a href="{board.path}?' in page
    assert "sort=-total" in page
    assert page.count("only=floor") >= 10


def test_names_are_harmless_in_a_spreadsheet(board: Board) -> None:
    board.joins("=1+1")
    assert "'=1+1" in board.names()
