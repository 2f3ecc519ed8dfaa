"""What is shown goes out as CSV and JSON: the rows of the range, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from made_history import keep, keep_daily, reading
from server_parts import Api
from ssi_parser import Group
from ssi_server.storage import Database
from ssi_server.web.shown import COLUMNS

UNTIL = dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC)
MARCH = "range=2026-03-01..2026-03-31"


@pytest.fixture
def daily(database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 60, UNTIL)


def table(dashboard: FlaskClient, query: str = MARCH) -> list[dict[str, str]]:
    answer = dashboard.get(f"/history.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def items(dashboard: FlaskClient, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dashboard.get(f"/history.json?{query}").json["items"]
    return found


@pytest.mark.usefixtures("daily")
def test_the_table_has_a_line_for_each_day_of_the_range(dashboard: FlaskClient) -> None:
    lines = table(dashboard)
    assert [line["date"] for line in lines] == [f"2026-03-{day:02}" for day in range(1, 32)]
    assert lines[-1] == dict.fromkeys(COLUMNS, "") | {
        "date": "2026-03-31",
        "total": "17",
        "score": "17.178",
        "brand": "10.59",
        "people": "3.68",
        "insights": "0.3",
        "relationships": "2.608",
        "industry_name": "Banking",
        "industry_average": "31",
        "industry_rank": "75",
        "industry_rank_change": "0",
        "industry_brand": "11.6",
        "industry_people": "5.2",
        "industry_insights": "2.1",
        "industry_relationships": "12.1",
        "network_average": "33",
        "network_rank": "81",
        "network_rank_change": "1",
    }


@pytest.mark.usefixtures("daily")
def test_both_have_the_rows_that_are_shown(dashboard: FlaskClient) -> None:
    query = f"{MARCH}&every=week"
    dates = [line["date"] for line in table(dashboard, query)]
    assert dates == ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29", "2026-03-31"]
    assert [item["date"] for item in items(dashboard, query)] == dates


@pytest.mark.usefixtures("daily")
def test_the_json_has_the_form_of_the_api(dashboard: FlaskClient, api: Api) -> None:
    answer = dashboard.get(f"/history.json?{MARCH}").json
    assert (answer["since"], answer["until"], answer["every"]) == ("2026-03-01", "2026-03-31", "day")
    assert answer["items"] == api.get("/api/history", **{"from": "2026-03-01", "to": "2026-03-31"})["items"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
def test_no_cell_begins_like_a_formula(dashboard: FlaskClient, database: Database, person_id: int, name: str) -> None:
    with database.write() as session:
        keep(session, person_id, UNTIL, reading(industry=Group(name, 31, 75, 0)))
    [line] = table(dashboard)
    assert line["industry_name"] == f"'{name}"


def test_a_name_with_commas_quotes_and_letters_of_any_script_stays_whole(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    name = 'Usługi, "IT" i 営業'
    with database.write() as session:
        keep(session, person_id, UNTIL, reading(industry=Group(name, 31, 75, -2)))
    [line] = table(dashboard)
    assert (line["industry_name"], line["industry_rank_change"]) == (name, "-2")


@pytest.mark.usefixtures("daily")
def test_the_files_are_named_for_their_range(dashboard: FlaskClient) -> None:
    for ending, kind in (("csv", "text/csv"), ("json", "application/json")):
        answer = dashboard.get(f"/history.{ending}?{MARCH}")
        assert answer.mimetype == kind
        name = f"ssi-history-2026-03-01-2026-03-31.{ending}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_before_the_first_capture_there_are_no_rows(dashboard: FlaskClient) -> None:
    assert table(dashboard, "") == []
    assert items(dashboard, "") == []


@pytest.mark.usefixtures("daily")
def test_nobody_else_gets_them(neighbour: FlaskClient, client: FlaskClient) -> None:
    assert table(neighbour) == []
    assert client.get("/history.csv").status_code == 401
