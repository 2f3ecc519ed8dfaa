"""The dashboard tells where the member is and what moved, in words and without scripts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from made_history import keep, keep_daily, reading
from page_sections import AT, DAY, days, markup, section
from pages import queries, submit, text
from ssi_parser import Group, Pillars
from ssi_server.aims import preferences
from ssi_server.storage import Database

QUERIES = {"/": 16, "/report": 10}
"""How many each page takes, signing in included."""


@pytest.fixture
def two_captures(database: Database, person_id: int) -> None:
    """One 33 days before the other, with a pillar that is strong and one that stood elsewhere."""
    with database.write() as session:
        keep(
            session, person_id, AT - days(33), reading(("20", "3.68", "0.3", "5.25"), industry=Group("Banking", 30, 70))
        )
        keep(session, person_id, AT, reading(("20.118", "3.68", "0.3", "4"), industry=Group("Banking", 31, 68, 2)))


@pytest.mark.usefixtures("two_captures")
def test_the_total_stands_with_its_changes_and_the_span_that_each_really_covers(dashboard: FlaskClient) -> None:
    told = section(dashboard.get("/").text, "now-total")
    assert told.startswith("Total 28 of 100 Exact score 28.098 Previous capture ▼ −1 in 33 days, since")
    assert "7 days ▼ −1 in 33 days" in told
    assert told.endswith("· exact −1.132 90 days no capture that old")


@pytest.mark.usefixtures("two_captures")
def test_a_pillar_is_weak_below_12_and_a_half_and_strong_from_20_with_a_tick_where_it_stood(
    dashboard: FlaskClient,
) -> None:
    page = dashboard.get("/").text
    told = section(page, "now-pillars")
    assert "Establish your professional brand strong 20.118 of 25 ▲ +0.118 since" in told
    assert "Engage with insights weak weakest 0.3 of 25 no change since" in told
    assert "when it was 5.25" in told
    assert re.findall(r'class="tick" d="M([\d.]+) 1v14"', page) == ["20.000", "3.680", "0.300", "5.250"]


@pytest.mark.usefixtures("two_captures")
def test_the_ring_is_made_of_the_pillars(dashboard: FlaskClient) -> None:
    arcs = re.findall(
        r'class="of-(\w+)" cx.*?stroke-dasharray="([\d.]+) 100" stroke-dashoffset="(-[\d.]+)"', dashboard.get("/").text
    )
    assert arcs == [("brand", "19.518", "-0.0"), ("people", "3.08", "-20.118"), ("relationships", "3.4", "-24.098")]


@pytest.mark.usefixtures("two_captures")
def test_industry_and_network_stand_beside_it_with_rank_and_distance(dashboard: FlaskClient) -> None:
    told = section(dashboard.get("/").text, "now-industry")
    assert told.startswith("Industry Banking top 68% LinkedIn says up 2% since last week Since")
    assert told.endswith("▲ 2 better Average 31 Distance you are 3 points below")


@pytest.mark.usefixtures("two_captures")
def test_what_would_lift_the_weakest_is_noted_by_one_click(dashboard: FlaskClient) -> None:
    page = dashboard.get("/").text
    assert "Most room to grow: Engage with insights" in page
    form = {"from": "dashboard", "day": str(DAY), "action": "comment"}
    answer = submit(dashboard, "/notes/actions", form, on="/")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Commented on posts" in section(dashboard.get("/").text, "why")


def test_old_figures_are_said_to_be_old(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 1, AT - days(13))
    assert "These figures are old: you want to capture every 14 days." in text(dashboard.get("/"))
    with database.write() as session:
        preferences.choose(session, person_id, rhythm=30)
    assert "These figures are old" not in text(dashboard.get("/"))


def test_of_a_doubtful_capture_nothing_is_concluded(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    with database.write() as session:
        keep(session, person_id, AT - days(3), reading())
        keep(session, person_id, AT, reading(suspect=True))
    page = dashboard.get("/").text
    assert "These figures are doubtful" in page
    assert "Most room to grow" not in page
    assert 'class="tick"' not in markup(page, "now-pillars")
    assert section(page, "now-total").count("not computed") == 4


def test_an_unknown_pillar_is_no_nought(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    unknown = Pillars(Decimal("13.118"), None, Decimal("0.3"), Decimal("2.608"))
    with database.write() as session:
        keep(session, person_id, AT, reading(pillars=unknown, score=None))
    page = dashboard.get("/").text
    assert "Find the right people – the page does not tell of 25" in section(page, "now-pillars")
    assert "weakest" not in page
    assert "Exact score – the page does not tell" in section(page, "now-total")


def test_the_first_visit_says_what_the_index_is_and_is_not_and_what_to_do(dashboard: FlaskClient) -> None:
    told = text(dashboard.get("/"))
    for words in (
        "Three steps, and your history begins.",
        "It is not A measure of what you sell",
        "chrome://extensions",
    ):
        assert words in told
    assert "Over time" not in told


def test_every_page_says_in_one_line_what_the_index_is(dashboard: FlaskClient) -> None:
    for path in ("/", "/report", "/share"):
        assert "The Social Selling Index is LinkedIn’s own measure" in text(dashboard.get(path))


def test_the_page_reads_in_the_order_of_its_headings(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    keep_daily(database, person_id, 20, AT)
    page = dashboard.get("/").text
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", ["/", "/report"])
def test_the_number_of_queries_does_not_grow_with_the_history(
    app: Flask, dashboard: FlaskClient, database: Database, person_id: int, path: str
) -> None:
    keep_daily(database, person_id, 10, AT - days(100))
    keep_daily(database, person_id, 1, AT)
    few = queries(app, dashboard, path)
    keep_daily(database, person_id, 1000, AT - days(101))
    assert queries(app, dashboard, path) == few == QUERIES[path]


def test_figures_and_dates_are_written_as_the_language_writes_them(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    with database.write() as session:
        keep(session, person_id, dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC), reading())
    page = dashboard.get("/?range=all", headers={"Accept-Language": "pl"}).text
    assert '<html lang="pl">' in page
    assert "<strong>13,118</strong>" in page
    assert "5 marca 2026" in page
    assert 'width="13.118"' in page
