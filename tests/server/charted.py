"""Somebody's history as the dashboard shows it: what its charts get, and what stands in its tables."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import unescape
from typing import Any

from babel.dates import format_date
from flask.testing import FlaskClient

from made_history import DOUBT
from ssi_parser import Group, Pillars, Reading
from ssi_server.storage import Database

TODAY = dt.date(2026, 3, 5)
EPOCH = dt.date(1970, 1, 1)


Click = tuple[dt.datetime, Reading]


def click(
    day: dt.date, brand: int = 13_118, people: int | None = 3_680, *, suspect: bool = False, **industry: Any
) -> Click:
    """A capture at nine in the morning. Pillars are in thousandths; what else is given belongs to the industry."""
    at = dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC)
    points = [None if points is None else Decimal(points) / 1000 for points in (brand, people, 300, 2_608)]
    pillars = Pillars(*points)
    score = pillars.sum()
    group = {"name": "Software", "average": 31, "rank": 75, "pillars": Pillars(*points[::-1])} | industry
    return at, Reading(
        total=None if score is None else round(score),
        score=score,
        pillars=pillars,
        industry=Group(**group),
        network=Group(),
        team=None,
        language="en",
        doubts=(DOUBT,) if suspect else (),
        sightings=(),
    )


class Member:
    """Somebody with a history of their own, who looks at it on TODAY."""

    def __init__(self, browser: FlaskClient, database: Database, person_id: int) -> None:
        self.browser, self.database, self.person_id = browser, database, person_id

    def page(self, address: str = "/") -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200
        return answer.text

    def data(self, address: str = "/") -> dict[str, Any]:
        """What the charts are drawn from."""
        found = re.search(r'<script type="application/json" id="series">(.*?)</script>', self.page(address), re.S)
        assert found
        parsed: dict[str, Any] = json.loads(found[1])
        return parsed

    def days(self, address: str) -> list[str]:
        """The days that the charts show."""
        return [str(EPOCH + dt.timedelta(days=day)) for day in self.data(address)["days"]]

    def table(self, name: str, address: str = "/") -> list[list[str]]:
        """The cells below the head of the table under a chart."""
        found = re.search(rf'id="{name}".*?<tbody>(.*?)</tbody>', self.page(address), re.S)
        assert found
        rows = re.findall(r"<tr>(.*?)</tr>", found[1], re.S)
        return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


MemberWith = Callable[[Sequence[Click]], Member]


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def words(html: str) -> str:
    """The text of a piece of a page, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def as_written(day: dt.date | str) -> str:
    """A day as the tables write it."""
    return format_date(dt.date.fromisoformat(str(day)), "medium", "en_GB")
