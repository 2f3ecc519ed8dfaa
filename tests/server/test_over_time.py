"""The history on the dashboard: which range, what stands in its tables, what is compared, what it costs."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from sqlalchemy import text

from charted import MemberWith, ago, as_written, click, words
from pages import queries
from ssi_server.storage import Database


@pytest.mark.parametrize(
    ("address", "days"),
    [
        ("/", ["2025-01-01", "2025-12-20", "2026-02-25", "2026-03-02"]),
        ("/?range=30", ["2026-02-25", "2026-03-02"]),
        ("/?range=90", ["2025-12-20", "2026-02-25", "2026-03-02"]),
        ("/?range=all&every=month", ["2025-01-01", "2025-12-20", "2026-02-25", "2026-03-02"]),
        ("/?range=2025-01-01..2025-12-20", ["2025-01-01", "2025-12-20"]),
        ("/?from=2025-12-20&to=2026-02-25", ["2025-12-20", "2026-02-25"]),
        ("/?from=2025-12-20&to=2026-02-25&range=30", ["2025-12-20", "2026-02-25"]),
    ],
)
def test_the_address_says_which_days_are_shown(member_with: MemberWith, address: str, days: list[str]) -> None:
    clicked = ["2025-01-01", "2025-12-20", "2026-02-25", "2026-03-02"]
    member = member_with([click(dt.date.fromisoformat(day)) for day in clicked])
    if address == "/":
        days = days[1:]  # The year up to today.
    assert member.days(address) == days
    shown = [as_written(day) for day in reversed(days)]
    assert [row[0] for row in member.table("table-score", address)] == shown


def test_the_range_in_force_is_marked_and_the_others_keep_the_rest_of_the_address(member_with: MemberWith) -> None:
    page = member_with([click(ago(3))]).page("/?range=90&every=week&at=2026-03-02")
    marked = re.findall(r'<a href="([^"]+)" aria-current="true">([^<]+)<', page)
    assert [words for _address, words in marked] == ["90 days", "Week"]
    year = re.search(r'<a href="([^"]+)"[^>]*>Year<', page)
    assert year
    assert dict(parse_qsl(urlsplit(unescape(year[1])).query)) == {"range": "365", "every": "week", "at": "2026-03-02"}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?range=soon", "“soon” is no range of dates."),
        ("/?range=2026-03-01..2026-02-01", "“2026-03-01..2026-02-01” ends before it begins."),
        ("/?from=2026-03-01&to=", "“2026-03-01..” is no range of dates."),
        ("/?every=hour", "“hour” is neither day nor week nor month."),
        ("/?at=yesterday", "“yesterday” is no date"),
        ("/?at=2020-01-01", "There is no capture on or before 1 January 2020."),
        ("/?range=<b>", "“<b>” is no range of dates."),
    ],
)
def test_what_the_address_asks_for_in_vain_is_said(member_with: MemberWith, address: str, said: str) -> None:
    page = member_with([click(ago(3))]).page(address)
    alerts = [words(one) for one in re.findall(r'<p class="notice notice-bad" role="alert">(.*?)</p>', page, re.S)]
    assert len(alerts) == 1
    assert alerts[0].startswith(said)
    assert "<b>" not in page


def test_long_tables_are_paged_and_every_day_is_on_one_of_the_pages(member_with: MemberWith) -> None:
    member = member_with([click(ago(day)) for day in range(150)])
    seen = []
    for number in ("", "&page=2", "&page=3"):
        seen += [row[0] for row in member.table("table-rank", f"/?table=rank{number}")]
    assert seen == [as_written(ago(day)) for day in range(150)]
    for odd in ("0", "-1", "x", "²"):
        assert "Page 1 of 3" in member.page(f"/?table=rank&page={odd}")
    beyond = member.page("/?table=rank&page=99")
    assert "Page 3 of 3" in beyond
    assert re.search(r'<details id="table-rank" open>', beyond)


def test_pillars_are_compared_with_both_groups_at_a_date(member_with: MemberWith) -> None:
    member = member_with([click(ago(20), 10_000), click(ago(3), 14_000)])
    total, brand, *_others = member.table("comparison", f"/?at={ago(10)}")
    assert total == ["Total", "17", "31 ▼ −14", "– the page does not tell"]
    assert brand == ["Establish your professional brand", "10", "2.608 ▲ +7.392", "– the page does not tell"]


def test_two_dates_stand_side_by_side_the_earlier_first(member_with: MemberWith) -> None:
    member = member_with([click(ago(20), 10_000), click(ago(3), 14_000, name="Banking", rank=70)])
    rows = {row[0]: row[1:] for row in member.table("comparison", f"/?at={ago(1)}&and={ago(10)}")}
    assert rows["Total"] == ["17", "21", "▲ +4"]
    assert rows["Industry rank"] == ["top 75%", "top 70%", "– not comparable"]


def test_ten_years_travel_small_and_need_no_more_queries_than_a_month(
    app: Flask, database: Database, member_with: MemberWith
) -> None:
    month = member_with([click(ago(day)) for day in range(30)])
    ten_years = member_with([click(ago(day), 10_000 + day * 37 % 9_999) for day in range(3650)])
    with database.write() as session:
        session.execute(text("ANALYZE"))  # As PostgreSQL itself does within a minute, but not that of the tests.
    address = "/?range=all&every=day"
    answer = ten_years.browser.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < 100_000
    assert "series" in gzip.decompress(answer.data).decode()
    assert len(ten_years.data(address)["days"]) == 3650
    assert queries(app, ten_years.browser, address) == queries(app, month.browser, address)
