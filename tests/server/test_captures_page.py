"""All captures with what changed and what was noted, one capture with everything about it."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import ELSEWHERE, queries, submit, text
from server_parts import Api, capture_body, scored
from ssi_parser import parse_page
from ssi_server.web import captures as pages_of_captures


def send(api: Api, at: str, brand: float, **options: int) -> str:
    body = capture_body(captured_at=at, html=scored(brand, 1, 1, 1, **options))
    assert api.send(body).status_code == 201
    return str(body["id"])


def table(dashboard: FlaskClient, path: str = "/captures") -> list[str]:
    """The rows as text, the newest first."""
    page = dashboard.get(path)
    assert page.status_code == 200
    return [text_of_row for text_of_row in map(_words, page.text.split("<tr>")[2:]) if text_of_row]


def _words(row: str) -> str:
    class Page:
        text = row.split("</tr>")[0]

    return text(Page)  # type: ignore[arg-type]


def test_each_row_tells_what_changed_since_the_consistent_capture_before(dashboard: FlaskClient, api: Api) -> None:
    send(api, "2026-03-01T09:00:00+01:00", 5)
    send(api, "2026-03-04T09:00:00+01:00", 3.5)
    send(api, "2026-03-03T09:00:00+01:00", 9, shown=90)  # suspect, and arrived late
    send(api, "2026-03-02T09:00:00+01:00", 7)
    newest, doubtful, third, first = table(dashboard)
    assert newest.startswith("4 Mar 2026, 09:00 consistent 6 ▼ −4 6.5 ▼ −3.5 3.5 ▼ −3.5 1 no change")
    assert doubtful.startswith("3 Mar 2026, 09:00 doubtful 90 12 9 1 1 1 ")
    assert third.startswith("2 Mar 2026, 09:00 consistent 10 ▲ +2 10 ▲ +2 7 ▲ +2")
    assert first.startswith("1 Mar 2026, 09:00 consistent 8 8 5 1 1 1 ")


def test_the_last_row_of_a_page_is_compared_with_what_the_next_page_begins_with(
    dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_of_captures, "PER_PAGE", 2)
    for day, brand in ((1, 5), (2, 6), (3, 8)):
        send(api, f"2026-03-0{day}T09:00:00+01:00", brand)
    assert "▲ +1" in table(dashboard)[1]
    following = dashboard.get("/captures").text.split('rel="next" href="')[1].split('"')[0]
    assert [row[:10] for row in table(dashboard, following)] == ["1 Mar 2026"]


def test_the_notes_of_its_day_stand_beside_a_capture(dashboard: FlaskClient, api: Api) -> None:
    late = send(api, "2026-03-05T23:30:00-08:00", 5)  # the 6th in UTC, but the 5th for the member
    send(api, "2026-03-06T09:00:00-08:00", 5)
    submit(dashboard, "/notes", {"day": "2026-03-05", "pillar": "", "text": "A <post>"})
    submit(dashboard, "/notes/actions", {"day": "2026-03-05", "action": "comment"})
    second, first = table(dashboard)
    assert first.endswith(" Commented on posts A <post>")
    assert second.endswith("the page does not tell")
    page = text(dashboard.get(f"/captures/{late}"))
    assert "Notes of this day Write a note Commented on posts Insights A <post> All of it" in page


def test_one_capture_tells_how_it_came_and_who_read_it(dashboard: FlaskClient, api: Api, kept: str) -> None:
    page = text(dashboard.get(f"/captures/{kept}"))
    assert "Started by the extension’s button" in page
    assert "Read by reader version 1" in page
    assert f"ssi-history fixture add {kept}" in page


def test_the_stored_page_is_handed_over_as_text(dashboard: FlaskClient, api: Api, kept: str) -> None:
    answer = dashboard.get(f"/captures/{kept}/page.txt")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ssi-page-2026-03-05.html.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert parse_page(answer.text).to_dict() == api.get(f"/api/captures/{kept}")["reading"]


def test_another_persons_capture_is_nowhere(dashboard: FlaskClient, neighbour: FlaskClient, kept: str) -> None:
    assert kept not in neighbour.get("/captures").text
    for path in (f"/captures/{kept}", f"/captures/{kept}/page.txt"):
        assert neighbour.get(path).status_code == 404
    for path in (f"/captures/{ELSEWHERE}", f"/captures/{ELSEWHERE}/page.txt"):
        assert dashboard.get(path).status_code == 404


def test_the_pages_take_a_fixed_number_of_queries(app: Flask, dashboard: FlaskClient, api: Api) -> None:
    assert queries(app, dashboard, "/captures") == 6
    start, last = dt.date(2024, 1, 1), ""
    for number in range(4):
        last = send(api, f"{start + dt.timedelta(days=200 * number)}T09:00:00+01:00", number)
    assert queries(app, dashboard, "/captures") == 8
    one = queries(app, dashboard, f"/captures/{last}")
    for number in range(8):
        last = send(api, f"{start + dt.timedelta(days=601 + 10 * number)}T09:00:00+01:00", number)
    assert queries(app, dashboard, "/captures") == 8
    assert queries(app, dashboard, f"/captures/{last}") == one == 7
