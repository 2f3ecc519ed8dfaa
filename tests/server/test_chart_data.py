"""What the charts are drawn from: gaps, doubts, breaks, notes and levels, as the page tells them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from html import unescape

import pytest

from charted import EPOCH, MemberWith, ago, as_written, click
from ssi_server.aims import preferences
from ssi_server.aims.goals import Goal, set_goals
from ssi_server.journal import notes


def test_a_missing_figure_is_a_gap_and_never_a_nought(member_with: MemberWith) -> None:
    member = member_with([click(ago(9)), click(ago(5), people=None), click(ago(2))])
    figures = member.data()["figures"]
    assert figures["pillars.people"] == [3.68, None, 3.68]
    assert figures["score"] == [19.706, None, 19.706]
    assert member.table("table-pillar")[1][1:5] == ["13.118", "– the page does not tell", "0.3", "2.608"]


def test_a_suspect_capture_is_shown_apart_and_computed_with_nowhere(member_with: MemberWith) -> None:
    days = [click(ago(9), 10_000), click(ago(6), 20_000, suspect=True), click(ago(4), 11_000), click(ago(2), 12_000)]
    member = member_with(days)
    data = member.data()
    assert data["figures"]["pillars.brand"] == [10, 11, 12]
    assert data["doubtful"]["figures"]["pillars.brand"] == [20]
    assert data["figures"]["smooth"] == [None, None, 17.588]  # (16.588 + 17.588 + 18.588) / 3
    written = [(row[0], row[1], row[-1]) for row in member.table("table-pillar")]
    assert written[2] == (as_written(ago(6)), "20", "in doubt")
    assert "Hollow points" in member.page()


def test_the_moving_average_is_of_all_days_whatever_rows_are_shown(member_with: MemberWith) -> None:
    member = member_with([click(dt.date(2026, 2, day), 10_000 + 1_000 * day) for day in (2, 3, 4, 9, 10)])
    weeks = member.data("/?every=week")
    assert weeks["figures"]["pillars.brand"] == [14, 20]
    assert weeks["figures"]["smooth"] == [19.588, 22.188]


def test_a_new_industry_is_a_break(member_with: MemberWith) -> None:
    named = ((9, "Software"), (6, None), (4, "Banking"), (2, "Banking"))
    data = member_with([click(ago(day), name=name) for day, name in named]).data()
    assert data["breaks"] == [{"day": (ago(4) - EPOCH).days, "name": "Banking"}]


@pytest.mark.parametrize(
    ("rhythm", "address", "longest"),
    [(1, "/", 14), (7, "/?every=week", 14), (30, "/", 60), (14, "/?every=month", 62), (60, "/?every=month", 120)],
)
def test_no_line_crosses_a_long_time_without_captures(
    member_with: MemberWith, rhythm: int, address: str, longest: int
) -> None:
    member = member_with([click(ago(3))])
    with member.database.write() as session:
        preferences.choose(session, member.person_id, rhythm=rhythm)
    assert member.data(address)["longest"] == longest


def test_notes_stand_on_the_charts_and_in_the_tables(member_with: MemberWith) -> None:
    member = member_with([click(ago(5))])
    with member.database.write() as session:
        notes.add(session, member.person_id, ago(5), "brand", "New </script> headline")
        notes.add(session, member.person_id, ago(2), None, "On a day without a capture")
    told = {note["day"]: note["text"] for note in member.data()["notes"]}
    assert told == {
        (ago(5) - EPOCH).days: "Brand: New </script> headline",
        (ago(2) - EPOCH).days: "On a day without a capture",
    }
    without, with_capture = member.table("table-rank")
    assert without[1:] == ["no capture shown for this day", "On a day without a capture"]
    assert with_capture[-1] == "Brand: New </script> headline"


def test_goals_floor_and_references_are_levels_withwords(member_with: MemberWith) -> None:
    member = member_with([click(ago(5))])
    with member.database.write() as session:
        by = dt.date(2026, 12, 1)
        set_goals(
            session,
            member.person_id,
            [Goal("total", Decimal(70), by), Goal("floor", Decimal(65)), Goal("people", Decimal("12.5"))],
        )
        own = preferences.OwnReference("My team <2026>", 45)
        preferences.choose(session, member.person_id, references=("spain_2017",), own_references=(own,))
    keys = re.findall(
        r'<button type="button"[^>]*data-level="([^"]+)"[^>]*>.*?<span>([^<]+)</span>', member.page(), re.S
    )
    assert [(float(value), unescape(words)) for value, words in keys] == [
        (70, "Goal: 70 by 1 Dec 2026"),
        (65, "Floor: 65"),
        (25, "Spain: 25 (Spanish article, 2017)"),
        (45, "My team <2026>: 45"),
        (12.5, "Goal for People: 12.5"),
    ]
