"""Goals, rhythm, averages of others and language are chosen on one page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import followed, queries, submit, wrong
from server_parts import rows
from ssi_server.aims import preferences
from ssi_server.aims.goals import Goal, goals_of
from ssi_server.aims.preferences import OwnReference, Preferences
from ssi_server.config import Settings
from ssi_server.storage import Database

GOALS = {
    "target.total": "75",
    "by.total": "2027-01-31",
    "target.insights": "18,5",
    "target.floor": "65",
    "rhythm": "7",
}


def chosen(database: Database, person_id: int) -> Preferences:
    with database.read() as session:
        return preferences.preferences_of(session, person_id)


def test_goals_are_kept_and_shown_again(
    dashboard: FlaskClient, settings: Settings, database: Database, person_id: int
) -> None:
    assert "Your goals are kept." in followed(dashboard, submit(dashboard, "/goals", GOALS, on="/goals"))
    assert rows(settings, "SELECT figure, target, by FROM goals ORDER BY target") == [
        ("insights", 18500, None),
        ("floor", 65000, None),
        ("total", 75000, "2027-01-31"),
    ]
    with database.read() as session:
        assert goals_of(session, person_id) == {
            "total": Goal("total", Decimal(75), dt.date(2027, 1, 31)),
            "insights": Goal("insights", Decimal("18.5")),
            "floor": Goal("floor", Decimal(65)),
        }
    page = dashboard.get("/goals").text
    for name, value in (GOALS | {"target.insights": "18.5"}).items():
        assert f'name="{name}" type="{"date" if name == "by.total" else "text"}" value="{value}"' in page
    assert chosen(database, person_id).rhythm == 7


def test_an_emptied_target_is_no_goal_any_more(dashboard: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/goals", GOALS)
    submit(dashboard, "/goals", {"rhythm": "14", "target.people": "10"})
    assert rows(settings, "SELECT figure, target FROM goals") == [("people", 10000)]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"target.total": "101"}, "target.total", "Enter a whole number from 1 to 100."),
        ({"target.total": "70.5"}, "target.total", "Enter a whole number from 1 to 100."),
        ({"target.total": "seventy"}, "target.total", "Enter a number, in digits."),
        ({"target.total": "1e9"}, "target.total", "Enter a number, in digits."),
        ({"target.total": ""}, "target.total", "Enter the target too, or clear its date."),
        ({"target.brand": "25.1"}, "target.brand", "Enter points from 0 to 25, with three decimals at most."),
        ({"target.brand": "1.2345"}, "target.brand", "Enter points from 0 to 25, with three decimals at most."),
        ({"target.brand": "0"}, "target.brand", "Enter more than 0, or leave it empty."),
        ({"by.total": "2027-02-30"}, "by.total", "Write the date as year-month-day, like 2026-03-05."),
        ({"rhythm": ""}, "rhythm", "Enter after how many days you want to capture again."),
        ({"rhythm": "0"}, "rhythm", "Enter a whole number from 1 to 365."),
    ],
)
def test_a_wrong_goal_is_told_beside_its_field_and_nothing_is_kept(
    dashboard: FlaskClient, settings: Settings, changes: dict[str, str], field: str, words: str
) -> None:
    page = submit(dashboard, "/goals", GOALS | changes)
    assert wrong(page) == {field: words}
    assert 'name="target.floor" type="text" value="65"' in page.text
    assert rows(settings, "SELECT count(*) FROM goals") == [(0,)]


def test_averages_of_others_are_switched_on_and_off(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    page = dashboard.get("/goals").text
    assert "Spain: 25" in page
    assert "European Union: 29" in page
    assert "Spanish article, 2017" in page
    assert "checked" not in page
    form = {"shown": ["spain_2017", "shoes"], "label.1": "Our team, 2026", "average.1": "58"}
    assert followed(dashboard, submit(dashboard, "/goals/references", form))
    kept = chosen(database, person_id)
    assert (kept.references, kept.own_references) == (("spain_2017",), (OwnReference("Our team, 2026", 58),))
    page = dashboard.get("/goals").text
    assert 'value="spain_2017" checked' in page
    assert 'name="label.0" type="text" value="Our team, 2026"' in page
    submit(dashboard, "/goals/references", {})
    assert chosen(database, person_id) == Preferences()


def test_an_average_of_ones_own_says_whose_it_is(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    form = {"shown": "spain_2017", "average.0": "58", "label.1": "Our team", "label.2": "x" * 81, "average.2": "-1"}
    page = submit(dashboard, "/goals/references", form)
    assert wrong(page) == {
        "label.0": "Say where this average comes from, and of which year it is.",
        "average.1": "Enter the average, from 0 to 100.",
        "label.2": "Make it shorter: 80 letters at most.",
        "average.2": "Enter a whole number from 0 to 100.",
    }
    assert 'value="spain_2017" checked' in page.text
    assert chosen(database, person_id) == Preferences()


def test_the_chosen_language_goes_before_the_browsers(dashboard: FlaskClient, neighbour: FlaskClient) -> None:
    spanish = {"Accept-Language": "es"}
    assert submit(dashboard, "/goals/language", {"language": "pl"}).status_code == 303
    assert '<html lang="pl">' in dashboard.get("/devices", headers=spanish).text
    assert 'value="pl" lang="pl" selected' in dashboard.get("/goals").text
    assert '<html lang="es">' in neighbour.get("/devices", headers=spanish).text
    submit(dashboard, "/goals/language", {"language": ""})
    assert '<html lang="es">' in dashboard.get("/devices", headers=spanish).text
    assert submit(dashboard, "/goals/language", {"language": "tlh"}).status_code == 400


def test_goals_are_ones_own(dashboard: FlaskClient, neighbour: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/goals", GOALS)
    assert 'value="75"' not in neighbour.get("/goals").text
    submit(neighbour, "/goals", {"rhythm": "30"})
    assert rows(settings, "SELECT count(*) FROM goals") == [(3,)]
    assert 'name="rhythm" type="text" value="7"' in dashboard.get("/goals").text


def test_goals_come_from_the_dashboards_own_page_only(dashboard: FlaskClient, settings: Settings) -> None:
    for path in ("/goals", "/goals/references", "/goals/language"):
        assert dashboard.post(path, data=GOALS).status_code == 400
    assert rows(settings, "SELECT count(*) FROM goals") == [(0,)]


def test_the_page_takes_a_fixed_number_of_queries(app: Flask, dashboard: FlaskClient) -> None:
    assert queries(app, dashboard, "/goals") == 4
    submit(dashboard, "/goals", GOALS)
    assert queries(app, dashboard, "/goals") == 4
