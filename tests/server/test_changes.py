"""What moved since when: expected values are worked out by hand from the pages that are sent."""

from __future__ import annotations

from typing import Any

import pytest

from server_parts import Api, capture_body, scored

EARLIER = "2026-02-20T09:00:00+01:00"
LATER = "2026-03-05T09:30:00+01:00"


def send(api: Api, at: str, html: str | None = None, fixture: str = "") -> dict[str, Any]:
    body = capture_body(fixture, captured_at=at) if fixture else capture_body(captured_at=at, html=html)
    answer = api.send(body)
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json)


def test_every_figure_is_compared_with_the_capture_before(api: Api) -> None:
    html = capture_body("english-tables")["html"]
    before = html.replace("20.998", "20.5").replace(">53<", ">52<").replace(">47<", ">48<")
    before = before.replace(">34<", ">33<").replace(">66<", ">67<").replace("11.78", "10.78")
    before = before.replace("SSI of 34", "SSI of 33")
    send(api, EARLIER, before)
    change = send(api, LATER, html)["change"]["previous"]
    assert change == {
        "since": EARLIER,
        "days": 13,
        "total": 1,
        "score": 0.498,
        "pillars": {"brand": 0.498, "people": 0, "insights": 0, "relationships": 0},
        "industry": {"average": 1, "rank": 0},
        "network": {"average": 0, "rank": 0},
    }


def test_the_base_is_the_latest_capture_at_least_so_many_days_before(api: Api) -> None:
    for day, brand in (("2026-01-01", 1), ("2026-02-03", 2), ("2026-02-26", 3), ("2026-03-04", 4)):
        send(api, f"{day}T09:30:00+01:00", scored(brand, 5, 5, 5))
    change = send(api, LATER, scored(10, 5, 5, 5))["change"]
    assert {span: base and (base["days"], base["total"]) for span, base in change.items()} == {
        "previous": (1, 6),
        "7": (7, 7),
        "30": (30, 8),
        "90": None,
    }


def test_seven_days_less_a_minute_are_not_seven_days(api: Api) -> None:
    send(api, "2026-02-26T09:31:00+01:00", scored(1, 1, 1, 1))
    change = send(api, LATER, scored(2, 1, 1, 1))["change"]
    assert change["7"] is None
    assert change["previous"]["days"] == 6


def test_instants_are_compared_and_not_clocks_on_the_wall(api: Api) -> None:
    send(api, "2026-03-05T09:00:00-08:00", scored(3, 1, 1, 1))  # 17:00 UTC, later than it looks
    change = send(api, "2026-03-05T12:00:00+01:00", scored(2, 1, 1, 1))["change"]
    assert change["previous"] is None


def test_a_late_arrival_is_compared_with_what_came_before_its_click(api: Api) -> None:
    send(api, EARLIER, scored(1, 1, 1, 1))
    send(api, LATER, scored(9, 1, 1, 1))
    late = send(api, "2026-02-27T09:00:00+01:00", scored(3, 1, 1, 1))
    assert late["change"]["previous"]["total"] == 2
    latest = api.get("/api/summary")["change"]["previous"]
    assert (latest["total"], latest["since"]) == (6, "2026-02-27T09:00:00+01:00")


def test_a_doubtful_reading_changes_nothing_and_is_no_base(api: Api) -> None:
    send(api, EARLIER, scored(1, 1, 1, 1))
    doubtful = send(api, "2026-03-01T09:00:00+01:00", scored(1, 1, 1, 1, shown=80))
    assert doubtful["reading"]["verdict"] == "suspect"
    assert doubtful["change"] == {"previous": None, "7": None, "30": None, "90": None}
    assert send(api, LATER, scored(2, 1, 1, 1))["change"]["previous"]["since"] == EARLIER


def test_what_is_unknown_on_either_side_has_no_change(api: Api) -> None:
    send(api, EARLIER, fixture="english")
    without_people = scored(13, 4, 1, 3).replace(' value="4"', "")
    change = send(api, LATER, without_people)["change"]["previous"]
    assert change["pillars"]["people"] is None
    assert change["score"] is None
    assert change["total"] == 1
    assert change["industry"] == {"average": None, "rank": None}


@pytest.mark.parametrize("deleted", [False, True])
def test_a_deleted_capture_is_no_base(api: Api, deleted: bool) -> None:
    base = capture_body(captured_at=EARLIER, html=scored(1, 1, 1, 1))
    api.send(base)
    if deleted:
        api.client.delete(f"/api/captures/{base['id']}", headers=api.headers)
    change = send(api, LATER, scored(2, 1, 1, 1))["change"]
    assert (change["previous"] is None) is deleted
