"""Figures from a notebook or a screenshot are entered by hand, and never mixed up with what was read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import ELSEWHERE, followed, queries, submit, text, wrong
from server_parts import Api, capture_body, csrf_token, rows
from ssi_server.config import Settings

PAGE = "/captures/new"
FIGURES = {
    "id": ELSEWHERE,
    "day": "2024-02-29",
    "time": "08:15",
    "total": "41",
    "pillars.brand": "12,118",
    "pillars.people": "8.3",
    "pillars.insights": "9",
    "pillars.relationships": "11.25",
    "industry.name": " Software <Development> ",
    "industry.average": "29",
    "industry.rank": "12",
    "industry.rank_change": "−1",
    "network.rank": "17",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_server.web.by_hand.now", lambda: dt.datetime(2026, 3, 5, 9, 30, 20, tzinfo=dt.UTC))


def enter(dashboard: FlaskClient, **changes: str) -> Any:
    return submit(dashboard, PAGE, FIGURES | changes, on=PAGE)


def count(settings: Settings) -> int:
    [(found,)] = rows(settings, "SELECT count(*) FROM captures")
    return int(found)


def test_figures_are_kept_and_marked(dashboard: FlaskClient, api: Api) -> None:
    page = followed(dashboard, enter(dashboard))
    assert "The figures are marked as entered by hand." in page
    assert "Started by you, by hand" in page
    assert "Read by nobody: entered by hand" in page
    assert "Network average – not entered" in page
    assert "entered by hand" in text(dashboard.get("/captures"))
    kept = api.get(f"/api/captures/{ELSEWHERE}")
    assert kept["capture"] | {"received_at": None} == {
        "id": ELSEWHERE,
        "captured_at": "2024-02-29T08:15:00+00:00",
        "received_at": None,
        "trigger": "manual",
        "outcome": "read",
        "code": None,
    }
    assert kept["reading"] == {
        "total": 41,
        "score": 40.668,
        "pillars": {"brand": 12.118, "people": 8.3, "insights": 9, "relationships": 11.25},
        "industry": {
            "name": "Software <Development>",
            "average": 29,
            "rank": 12,
            "rank_change": -1,
            "size": None,
            "pillars": None,
        },
        "network": {
            "name": None,
            "average": None,
            "rank": 17,
            "rank_change": None,
            "size": None,
            "pillars": None,
        },
        "team": None,
        "language": None,
        "verdict": "consistent",
        "doubts": [],
        "missing": ["industry.pillars", "network.average", "network.rank_change", "network.pillars"],
        "reader_version": 0,
    }
    assert kept["sightings"] is None


def test_they_are_part_of_the_history(dashboard: FlaskClient, api: Api) -> None:
    enter(dashboard, day="2026-03-01")
    assert [item["date"] for item in api.get("/api/history")["items"]] == ["2026-03-01"]
    answer = api.send(capture_body(captured_at="2026-03-05T09:30:00+01:00"))
    assert answer.json["change"]["previous"]["total"] == 12


def test_what_is_not_entered_stays_unknown(dashboard: FlaskClient, api: Api) -> None:
    answer = submit(dashboard, PAGE, {"id": ELSEWHERE, "day": "2024-02-29", "pillars.people": "0"})
    assert answer.status_code == 303
    reading = api.get(f"/api/captures/{ELSEWHERE}")["reading"]
    assert (reading["total"], reading["score"]) == (None, None)
    assert reading["pillars"] == {"brand": None, "people": 0, "insights": None, "relationships": None}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"day": ""}, "day", "Enter the day on which you saw the figures."),
        ({"day": "2026-03-06"}, "day", "Choose a date from 5 May 2003 to 5 March 2026."),
        ({"day": "2026-03-05", "time": "09:31"}, "time", "This lies in the future. Enter an earlier time."),
        ({"time": "9 o’clock"}, "time", "Write the time as hours and minutes, like 09:30."),
        ({"total": "101"}, "total", "Enter a whole number from 0 to 100."),
        ({"total": "40.7"}, "total", "Enter a whole number from 0 to 100."),
        ({"total": "42"}, "total", "The four pillars make 40.668, which is not this total: one of the five is off."),
        ({"pillars.people": "25.01"}, "pillars.people", "Enter points from 0 to 25, with three decimals at most."),
        ({"pillars.people": "-1"}, "pillars.people", "Enter points from 0 to 25, with three decimals at most."),
        ({"pillars.people": "٣"}, "pillars.people", "Enter a number, in digits."),
        ({"industry.rank": "0"}, "industry.rank", "Enter a whole number from 1 to 100."),
        ({"industry.rank_change": "100"}, "industry.rank_change", "Enter a whole number from −99 to 99."),
        ({"industry.name": "x" * 201}, "industry.name", "Make it shorter: 200 letters at most."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    dashboard: FlaskClient, settings: Settings, changes: dict[str, str], field: str, words: str
) -> None:
    page = enter(dashboard, **changes)
    assert wrong(page) == {field: words}
    assert 'name="industry.average" type="text" value="29"' in page.text
    assert count(settings) == 0


def test_a_figure_of_ones_own_is_needed(dashboard: FlaskClient, settings: Settings) -> None:
    page = submit(dashboard, PAGE, {"day": "2024-02-29", "industry.rank": "3"})
    assert wrong(page) == {"total": "Enter the total or at least one pillar."}
    assert count(settings) == 0


def test_sent_twice_it_is_kept_once(dashboard: FlaskClient, settings: Settings) -> None:
    first, second = enter(dashboard), enter(dashboard)
    assert first.location == second.location
    assert count(settings) == 1
    assert enter(dashboard, **{"industry.rank": "13"}).location != first.location
    assert count(settings) == 2


def test_figures_that_were_deleted_can_be_entered_again(dashboard: FlaskClient, settings: Settings) -> None:
    first = enter(dashboard)
    submit(dashboard, f"{first.location}/delete", {})
    assert followed(dashboard, enter(dashboard))
    assert count(settings) == 2


@pytest.mark.parametrize(
    ("day", "time", "kept"),
    [
        ("2026-03-04", "", "2026-03-04T12:00:00+05:30"),
        ("2026-03-05", "", "2026-03-05T12:00:00+05:30"),
        ("2026-03-05", "15:00", "2026-03-05T15:00:00+05:30"),
    ],
)
def test_the_time_is_the_members_own(dashboard: FlaskClient, api: Api, day: str, time: str, kept: str) -> None:
    api.send(capture_body(captured_at="2026-03-01T09:30:00+05:30"))
    answer = enter(dashboard, day=day, time=time)
    assert api.get(f"/api{answer.location}")["capture"]["captured_at"] == kept


def test_today_before_noon_the_time_is_now(dashboard: FlaskClient, api: Api) -> None:
    enter(dashboard, day="2026-03-05", time="")
    assert api.get(f"/api/captures/{ELSEWHERE}")["capture"]["captured_at"] == "2026-03-05T09:30:00+00:00"


def test_there_is_nothing_to_read_again_or_to_hand_over(dashboard: FlaskClient) -> None:
    page = followed(dashboard, enter(dashboard))
    assert "Read again" not in page
    assert "Download" not in page
    assert dashboard.get(f"/captures/{ELSEWHERE}/page.txt").status_code == 404
    answer = submit(dashboard, f"/captures/{ELSEWHERE}/reread", {})
    assert "cannot read this page" in followed(dashboard, answer)


def test_each_form_has_an_id_of_its_own_and_takes_no_other_site(dashboard: FlaskClient, settings: Settings) -> None:
    first, second = dashboard.get(PAGE), dashboard.get(PAGE)
    assert 'name="id" value="' in first.text
    assert first.text.split('name="id" value="')[1][:36] != second.text.split('name="id" value="')[1][:36]
    assert dashboard.post(PAGE, data=FIGURES).status_code == 400
    form = FIGURES | {"csrf_token": csrf_token(first)}
    assert dashboard.post(PAGE, data=form, headers={"Origin": "https://example.org"}).status_code == 403
    assert count(settings) == 0


def test_the_page_takes_a_fixed_number_of_queries(app: Flask, dashboard: FlaskClient) -> None:
    assert queries(app, dashboard, PAGE) == 4
