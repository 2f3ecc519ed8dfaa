"""The report shows a range on one page, with lines that need no scripts."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask.testing import FlaskClient

from made_history import keep, keep_daily, reading, rows_of
from pages import text
from ssi_parser import Group
from ssi_server.clock import now
from ssi_server.history import Range
from ssi_server.storage import Database
from ssi_server.web.plot import Plot

AT = now().replace(hour=10, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)
MARCH = Range.parse("2026-03-01..2026-03-31", None, None, None, dt.date(2026, 3, 31))


def row(day: str, total: int, industry: str = "Banking", average: int = 31) -> dict[str, object]:
    date = dt.date.fromisoformat(day)
    return {"date": date, "total": total, "industry.name": industry, "industry.average": average}


def plot(*rows: dict[str, object]) -> Plot:
    return Plot.of(MARCH, rows_of(*rows), ("total", "industry.average"), 10, 7)


def test_it_compares_the_first_and_the_last_day_of_the_range(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    with database.write() as session:
        for ago, brand in ((50, "1"), (20, "10.5"), (8, "11"), (2, "11.25")):
            points = (brand, "3.68", "0.3", "2.608")
            keep(session, person_id, AT - dt.timedelta(days=ago), reading(points, network=Group(rank=80 - ago)))
    told = text(dashboard.get("/report?range=30"))
    assert "Establish your professional brand 10.5 11.25 ▲ +0.75" in told
    assert "Network rank top 60% top 78% ▼ 18 worse" in told
    assert "3 captures in this range." in told


def test_two_dates_make_a_range(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 10, dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC))
    told = text(dashboard.get("/report?range=2026-03-02..2026-03-05"))
    assert "2 March 2026 to 5 March 2026" in told
    assert "10.01 10.04 ▲ +0.03" in told


@pytest.mark.parametrize("address", ["/report", "/report?range=2004-01-01..2004-01-31", "/report?range=nonsense"])
def test_a_range_without_captures_says_so(dashboard: FlaskClient, address: str) -> None:
    assert "There is no capture without doubts in this range." in text(dashboard.get(address))


def test_doubtful_captures_are_in_no_line_and_no_comparison(
    dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    keep_daily(database, person_id, 3, AT - dt.timedelta(days=1))
    with database.write() as session:
        keep(session, person_id, AT, reading(total=99, suspect=True))
    assert "99" not in text(dashboard.get("/report"))


def test_nothing_of_it_needs_scripts(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    keep_daily(database, person_id, 30, AT)
    page = dashboard.get("/report").text
    assert "<script" not in page
    assert " style=" not in page
    assert page.count('class="plotted-line ') == 7


def test_a_line_runs_from_the_first_date_to_the_last_and_from_level_to_level() -> None:
    span = Range.parse("2026-03-01..2026-03-15", None, None, None, dt.date(2026, 3, 31))
    drawn = Plot.of(span, rows_of(row("2026-03-01", 30), row("2026-03-15", 40)), ("total",), 10, 7)
    assert list(drawn.levels) == [30, 40]
    assert drawn.line("total") == "M0.0 130.0h0L960.0 0.0"


def test_a_line_is_broken_by_a_gap() -> None:
    span = Range.parse("2026-01-01..2026-12-31", None, None, None, dt.date(2026, 12, 31))
    rows = [row("2026-01-01", 30), row("2026-01-15", 31), row("2026-01-30", 32), row("2026-01-31", 33)]
    drawn = Plot.of(span, rows_of(*rows), ("total",), 10, 7).line("total")
    assert re.findall("[ML]", drawn) == ["M", "L", "M", "L"]


def test_a_line_of_the_industry_is_broken_where_its_name_changes() -> None:
    rows = [row("2026-03-01", 30), row("2026-03-02", 31), row("2026-03-03", 32, "Software", 44)]
    assert re.findall("[ML]", plot(*rows).line("industry.average")) == ["M", "L", "M"]
    assert re.findall("[ML]", plot(*rows).line("total")) == ["M", "L", "L"]


def test_figures_that_never_move_have_room_above_them() -> None:
    assert list(plot(row("2026-03-01", 30, average=30)).levels) == [30, 40]
