"""What the head of the dashboard is told: pillars then and now, distances, goals, and whether a capture is due."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import event

from server_parts import Api, capture_body, scored
from ssi_server.aims.goals import Goal, set_goals
from ssi_server.history import Summary, summary
from ssi_server.history.api import SummarySchema
from ssi_server.storage import Database

NOON = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
GOALS = (
    Goal("total", Decimal(60), dt.date(2026, 12, 31)),
    Goal("insights", Decimal("10.25")),
    Goal("floor", Decimal(65)),
)


@pytest.fixture
def told(api: Api, database: Database, person_id: int) -> Summary:
    """The summary after a capture with every figure, and one with other pillars a month before."""
    before = capture_body(captured_at="2026-02-03T09:30:00+01:00", html=scored(20, 6.4, 12, 15.5))
    assert api.send(before).status_code == 201
    assert api.send(capture_body("english-tables")).status_code == 201
    with database.read() as session:
        return summary(session, person_id, NOON, GOALS)


def test_each_pillar_stands_beside_where_it_was_thirty_days_ago(told: Summary) -> None:
    assert [(bar.pillar, bar.points, bar.before, bar.strength) for bar in told.bars] == [
        ("brand", Decimal("20.998"), Decimal(20), "strong"),
        ("people", Decimal("6.4"), Decimal("6.4"), "weak"),
        ("insights", Decimal("10.25"), Decimal(12), "weak"),
        ("relationships", Decimal(15), Decimal("15.5"), "fair"),
    ]


@pytest.mark.parametrize(
    ("points", "strength"), [(12.499, "weak"), (12.5, "fair"), (19.999, "fair"), (20, "strong"), (25, "strong")]
)
def test_weak_ends_and_strong_begins_to_the_thousandth(
    api: Api, database: Database, person_id: int, points: float, strength: str
) -> None:
    assert api.send(capture_body(html=scored(points, 1, 1, 1))).status_code == 201
    with database.read() as session:
        assert summary(session, person_id, NOON).bars[0].strength == strength


def test_without_a_capture_a_month_ago_there_is_no_before(api: Api, database: Database, person_id: int) -> None:
    assert api.send(capture_body(html=scored(10, 1, 1, 1).replace(' value="1"', "", 1))).status_code == 201
    with database.read() as session:
        bars = summary(session, person_id, NOON).bars
    assert [(bar.points, bar.before) for bar in bars] == [(10, None), (None, None), (1, None), (1, None)]
    assert bars[1].strength is None


def test_the_total_is_so_far_ahead_of_each_average(told: Summary) -> None:
    assert told.ahead == {"industry": 19, "network": 17}


def test_a_goal_tells_how_far_it_is(told: Summary) -> None:
    goal = told.to_dict()["goal"]
    assert goal == {
        "total": {"target": 60, "by": "2026-12-31", "distance": 7, "reached": False},
        "insights": {"target": 10.25, "by": None, "distance": 0, "reached": True},
        "floor": {"target": 65, "by": None, "distance": 12, "reached": False},
    }
    assert SummarySchema().validate(told.to_dict()) == {}


def test_goals_travel_with_the_summary(api: Api, kept: str, database: Database, person_id: int) -> None:
    assert api.get("/api/summary")["goal"] is None
    with database.write() as session:
        set_goals(session, person_id, GOALS)
    assert list(api.get("/api/summary")["goal"]) == ["total", "insights", "floor"]


def test_a_doubtful_capture_is_held_against_nothing(
    api: Api, told: Summary, database: Database, person_id: int
) -> None:
    doubtful = capture_body(captured_at="2026-03-05T10:30:00+01:00", html=scored(25, 25, 25, 24, shown=20))
    assert api.send(doubtful).json["reading"]["verdict"] == "suspect"
    with database.read() as session:
        now = summary(session, person_id, NOON, GOALS)
    assert (now.bars, now.ahead) == ([], {"industry": None, "network": None})
    assert now.to_dict()["goal"]["floor"] == {"target": 65, "by": None, "distance": None, "reached": None}


def test_before_the_first_capture_goals_are_all_there_is(database: Database, person_id: int) -> None:
    with database.read() as session:
        now = summary(session, person_id, NOON, GOALS)
    assert (now.latest, now.bars, now.stale) == (None, [], False)
    assert now.to_dict()["goal"]["total"]["reached"] is None


@pytest.mark.parametrize(("at", "stale"), [("2026-03-18T22:59:00+00:00", False), ("2026-03-18T23:00:00+00:00", True)])
def test_a_capture_is_due_on_a_date_of_the_members_own(
    api: Api, kept: str, database: Database, person_id: int, at: str, stale: bool
) -> None:
    with database.read() as session:
        told = summary(session, person_id, dt.datetime.fromisoformat(at), rhythm=14)
    assert told.stale is stale


def test_it_takes_two_queries_however_long_the_history(
    api: Api, told: Summary, database: Database, person_id: int
) -> None:
    for day in range(10, 20):
        html = scored(20, day / 2, 12, 15.5)
        assert api.send(capture_body(captured_at=f"2026-01-{day}T09:30:00+01:00", html=html)).status_code == 201
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    with database.read() as session:
        summary(session, person_id, NOON, GOALS)
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2
