"""The history by day, week and month, and the summary of the moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from server_parts import Api, capture_body, problem, scored
from ssi_server.history import capture_days
from ssi_server.storage import Database


def send(api: Api, at: str, brand: float, **options: Any) -> str:
    body = capture_body(captured_at=at, html=scored(brand, 1, 1, 1, **options))
    assert api.send(body).status_code == 201
    return str(body["id"])


def totals(api: Api, **query: str) -> list[tuple[str, int]]:
    return [(item["date"], item["total"]) for item in api.get("/api/history", **query)["items"]]


def test_a_row_holds_every_figure(api: Api, kept: str) -> None:
    assert api.get("/api/history") == {
        "every": "day",
        "items": [
            {
                "date": "2026-03-05",
                "capture": kept,
                "total": 53,
                "score": 52.648,
                "pillars": {"brand": 20.998, "people": 6.4, "insights": 10.25, "relationships": 15},
                "industry": {
                    "name": "Technology, Information and Internet",
                    "average": 34,
                    "rank": 9,
                    "rank_change": 2,
                    "size": None,
                    "pillars": {"brand": 11.78, "people": 5.38, "insights": 2.09, "relationships": 15.16},
                },
                "network": {
                    "name": None,
                    "average": 36,
                    "rank": 11,
                    "rank_change": 0,
                    "size": None,
                    "pillars": {"brand": 13.22, "people": 4.36, "insights": 2.38, "relationships": 16.31},
                },
            }
        ],
    }


def test_whole_points_are_written_as_in_a_capture(api: Api, kept: str) -> None:
    for path in ("/api/history", f"/api/captures/{kept}"):
        assert '"relationships":15}' in api.client.get(path, headers=api.headers).text


def test_a_day_is_its_last_consistent_capture_in_its_own_offset(api: Api) -> None:
    send(api, "2026-03-05T08:00:00+01:00", 1)
    send(api, "2026-03-05T20:00:00+01:00", 3)
    send(api, "2026-03-05T12:00:00+01:00", 2)
    send(api, "2026-03-05T22:00:00+01:00", 9, shown=90)  # suspect
    send(api, "2026-03-05T23:30:00-08:00", 4)  # the 6th in UTC, but the 5th for the member
    assert totals(api) == [("2026-03-05", 7)]


def test_a_week_and_a_month_are_their_last_day(api: Api) -> None:
    days = ["2025-12-28", "2025-12-29", "2026-01-01", "2026-01-04", "2026-01-05", "2026-02-27", "2026-02-28"]
    for brand, day in enumerate(days, 1):
        send(api, f"{day}T09:00:00+01:00", brand)
    assert totals(api, every="week") == [
        ("2025-12-28", 4),
        ("2026-01-04", 7),  # ISO week 1 of 2026 begins on 29 December
        ("2026-01-05", 8),
        ("2026-02-28", 10),
    ]
    assert totals(api, every="month") == [("2025-12-29", 5), ("2026-01-05", 8), ("2026-02-28", 10)]


def test_the_range_includes_both_ends(api: Api) -> None:
    for day in range(1, 6):
        send(api, f"2026-03-0{day}T09:00:00+01:00", day)
    assert totals(api, **{"from": "2026-03-02", "to": "2026-03-04"}) == [
        ("2026-03-02", 5),
        ("2026-03-03", 6),
        ("2026-03-04", 7),
    ]
    assert totals(api, **{"from": "2026-03-05"}) == [("2026-03-05", 8)]
    assert totals(api, to="2026-02-28") == []


def test_days_of_captures_are_those_on_which_one_was_read(api: Api, database: Database, person_id: int) -> None:
    send(api, "2026-03-01T09:00:00+01:00", 1)
    send(api, "2026-03-02T09:00:00+01:00", 1, shown=90)  # suspect
    problem(api.send(capture_body("redesign", captured_at="2026-03-03T09:00:00+01:00")), 422, "unreadable")
    gone = send(api, "2026-03-04T09:00:00+01:00", 1)
    assert api.client.delete(f"/api/captures/{gone}", headers=api.headers).status_code == 204
    with database.read() as session:
        assert capture_days(session, person_id) == {dt.date(2026, 3, 1): 1, dt.date(2026, 3, 2): 1}


def test_the_summary_before_the_first_capture_is_empty(api: Api) -> None:
    assert api.get("/api/summary") == {
        "latest": None,
        "change": None,
        "weakest": None,
        "goal": None,
        "days_since": None,
    }


def test_the_summary_shows_the_latest_click_and_the_weakest_pillar(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    late = capture_body("english", captured_at="2026-03-05T09:30:00+01:00")
    api.send(late)
    send(api, "2026-03-01T09:30:00+01:00", 5)
    monkeypatch.setattr("ssi_server.history.api.now", lambda: dt.datetime(2026, 3, 8, 8, 29, tzinfo=dt.UTC))
    summary = api.get("/api/summary")
    assert summary["latest"]["capture"]["id"] == late["id"]
    assert summary["weakest"] == "insights"
    assert summary["change"]["previous"]["total"] == 12
    assert summary["days_since"] == 2  # a minute short of three days


def test_a_doubtful_latest_capture_is_shown_and_names_no_weakest_pillar(api: Api) -> None:
    send(api, "2026-03-01T09:30:00+01:00", 5)
    send(api, "2026-03-02T09:30:00+01:00", 5, shown=90)
    summary = api.get("/api/summary")
    assert summary["latest"]["reading"]["verdict"] == "suspect"
    assert summary["weakest"] is None


def test_a_device_that_captures_may_read_the_summary_and_nothing_else(api: Api, capturing: Api, kept: str) -> None:
    assert capturing.get("/api/summary")["latest"]["capture"]["id"] == kept
    assert capturing.send(capture_body()).status_code == 201
    for path in ("/api/history", "/api/captures", f"/api/captures/{kept}"):
        problem(capturing.client.get(path, headers=capturing.headers), 403, "scope")
    problem(capturing.client.delete(f"/api/captures/{kept}", headers=capturing.headers), 403, "scope")
