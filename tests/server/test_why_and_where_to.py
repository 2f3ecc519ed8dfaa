"""Around each note stands what happened, and beside each goal how it goes on."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from made_history import POINTS, keep, keep_daily, reading
from page_sections import AT, DAY, days, section
from ssi_server.aims import preferences
from ssi_server.aims.goals import Goal, set_goals
from ssi_server.journal import notes
from ssi_server.storage import Database


def test_around_a_note_stands_what_happened(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    with database.write() as session:
        for ago, insights in ((40, "1"), (31, "1.5"), (20, "4")):
            keep(session, person_id, AT - days(ago), reading((*POINTS[:2], insights, POINTS[3])))
        notes.add(session, person_id, DAY - days(30), "insights", "Wrote <every> day")
        notes.add(session, person_id, DAY, None, "Too early to tell")
    told = section(dashboard.get("/").text, "why")
    assert "Wrote &lt;every&gt; day 14 days before too few captures to tell 14 days after ▲ +2.5 from 1.5 to 4" in told
    assert "Too early to tell 14 days before" in told
    assert "Since then no capture yet" in told
    assert "what happened, not what a note has caused" in told


def test_notes_outside_of_the_range_are_left_out(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 60, AT)
    with database.write() as session:
        notes.add(session, person_id, DAY - days(45), "insights", "Long ago")
    assert "Long ago" in section(dashboard.get("/?range=90").text, "why")
    assert "No notes in this range." in section(dashboard.get("/?range=30").text, "why")


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal("total", Decimal(16)), "Reached."),
        (Goal("floor", Decimal(16)), "Above the floor."),
        (Goal("brand", Decimal(25)), "At the pace of the last 90 days it would take more than five years."),
        (Goal("people", Decimal(20)), "Standing still: over the last 90 days it has neither risen nor fallen."),
        (Goal("insights", Decimal(20)), "Moving away: over the last 90 days it has fallen."),
    ],
)
def test_an_outlook_is_told_in_words(
    dashboard: FlaskClient, database: Database, person_id: int, goal: Goal, words: str
) -> None:
    with database.write() as session:
        set_goals(session, person_id, [goal])
        for week in range(10):
            points = (f"10.{week:03}", "3.68", f"{9 - week / 10:.1f}", "2.608")
            keep(session, person_id, AT - days(7 * (9 - week)), reading(points))
    assert words in section(dashboard.get("/").text, "aims")


def test_a_goal_comes_with_the_day_it_would_be_reached(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    with database.write() as session:
        set_goals(session, person_id, [Goal("brand", Decimal("11.5"), DAY + days(5))])
    keep_daily(database, person_id, 60, AT)  # brand is 10.59, and rises by 0.01 a day
    told = section(dashboard.get("/").text, "aims")
    assert "10.59 of 11.5, by" in told
    assert "0.91 to go. At the pace of the last 90 days it would be reached on" in told
    assert "That is later than you want." in told
    assert "Pace: +0.07 points a week." in told


def test_few_captures_give_no_outlook(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    with database.write() as session:
        set_goals(session, person_id, [Goal("total", Decimal(90))])
    keep_daily(database, person_id, 3, AT)
    assert "Not enough captures for an outlook" in section(dashboard.get("/").text, "aims")


def test_the_calendar_says_in_a_table_what_it_shows(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 40, AT)
    page = dashboard.get("/").text
    assert page.count('class="taken"') == 40
    rows = re.findall(r'<th scope="row">[A-Z][a-z]+ \d{4}</th><td class="figure">(\d+)</td>', page)
    assert sum(map(int, rows)) == 40


def test_the_averages_that_are_switched_on_stand_with_source_and_year(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    keep_daily(database, person_id, 1, AT)
    with database.write() as session:
        preferences.choose(session, person_id, references=("spain_2017",))
    assert "Spain (Spanish article, 2017) 25 you are 8 points below" in section(dashboard.get("/").text, "references")
