"""Histories made up by hypothesis: travellers, clocks put forward and back, leap days, gaps, doubts, a new industry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from e2e.soak import SOAK
from made_history import capture_of
from ssi_parser import Doubt, Group, Pillars, Reading
from ssi_parser.reading import PILLARS
from ssi_server.captures import store
from ssi_server.history.rows import Point
from ssi_server.people import persons

ZONES = ("Europe/Madrid", "Europe/Warsaw", "America/Sao_Paulo", "America/New_York", "Pacific/Apia", "Pacific/Honolulu")
EVENTFUL = ("2024-02-27", "2026-03-06", "2026-03-27", "2026-10-23", "2025-12-27")
"""Just before a leap day, before clocks change in New York and in Europe, before ISO's year and the calendar's part."""
SHORT, LONG = (0, 1, 30, 60, 600), tuple(days * 1440 for days in (1, 2, 7, 14, 30, 60, 100))

TOTALS = st.integers(0, 100_000)

with_database = settings(
    max_examples=300 if SOAK else 15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Every example adds a person of its own, so that a test's database serves all of them."""


@dataclass(frozen=True)
class Click:
    """A capture before it is kept. Points are thousandths."""

    at: dt.datetime
    id: UUID
    suspect: bool
    pillars: tuple[int | None, ...]
    total_known: bool
    industry: str | None
    average: int | None
    rank: int | None

    @property
    def score(self) -> int | None:
        known = [points for points in self.pillars if points is not None]
        return sum(known) if len(known) == len(self.pillars) else None

    @property
    def total(self) -> int | None:
        return None if self.score is None or not self.total_known else (self.score + 500) // 1000

    @property
    def reading(self) -> Reading:
        return Reading(
            total=self.total,
            score=_points(self.score),
            pillars=Pillars(*map(_points, self.pillars)),
            industry=Group(self.industry, self.average, self.rank, pillars=Pillars(*map(_points, self.pillars[::-1]))),
            network=Group(),
            team=None,
            language="en",
            doubts=(Doubt("total", "sightings_disagree", "made up"),) if self.suspect else (),
            sightings=(),
        )


@st.composite
def clicks(draw: st.DrawFn) -> list[Click]:
    """Up to twenty-four clicks, in the order of their instants; some at the same one."""
    at = dt.datetime.fromisoformat(draw(st.sampled_from(EVENTFUL))).replace(hour=22, tzinfo=dt.UTC)
    least = draw(st.sampled_from((0, 1, 8, 16)))
    gaps = draw(st.lists(st.sampled_from(SHORT) | st.sampled_from(LONG), min_size=least, max_size=24))
    points = st.integers(0, 25_000) | st.sampled_from((0, 12_500, 25_000))
    pillar = st.one_of(points, points, points, st.none())
    made = []
    for number, gap in enumerate(gaps):
        at += dt.timedelta(minutes=gap)
        made.append(
            Click(
                at=at.astimezone(ZoneInfo(draw(st.sampled_from(ZONES)))),
                id=UUID(int=draw(st.integers(0, 2**64)) * 1000 + number),
                suspect=draw(st.integers(0, 5)) == 0,
                pillars=tuple(draw(st.tuples(points, points, points, pillar))),
                total_known=draw(st.booleans()),
                industry=draw(st.sampled_from((None, "Software", "Software", "Banking"))),
                average=draw(st.none() | st.integers(0, 100)),
                rank=draw(st.none() | st.integers(1, 100)),
            )
        )
    return made


def daily(thousandths: st.SearchStrategy[int] = TOTALS) -> st.SearchStrategy[list[Point]]:
    """Points in the order of their dates, one a date, with gaps of up to forty days."""
    start = dt.date(2024, 1, 15)
    steps = st.lists(st.tuples(st.integers(1, 4) | st.integers(1, 40), thousandths), max_size=60)

    def placed(pairs: list[tuple[int, int]]) -> list[Point]:
        days = pd.Series([step for step, _value in pairs], dtype="int64").cumsum()
        return [
            Point(start + dt.timedelta(days=int(day)), Decimal(value) / 1000)
            for day, (_step, value) in zip(days, pairs, strict=True)
        ]

    return steps.map(placed)


def keep(session: Session, made: Sequence[Click]) -> int:
    """Keeps the clicks for a new person, and gives that person's id."""
    person_id = persons.add_person(session, "Generated").id
    captures = [capture_of(person_id, click.at, click.reading, click.id) for click in made]
    session.add_all(captures)
    session.flush()
    for click, capture in zip(made, captures, strict=True):
        store.add_reading(session, capture, click.reading)
    session.flush()
    return person_id


def frame(made: Sequence[Click]) -> pd.DataFrame:
    """The consistent clicks by instant; points in thousandths, a `day` as the member's calendar has it."""
    table = pd.DataFrame(
        [
            {
                "id": str(click.id),
                "instant": pd.Timestamp(click.at).tz_convert("UTC"),
                "day": pd.Timestamp(click.at.replace(tzinfo=None)).normalize(),
                "total": click.total,
                "score": click.score,
                **dict(zip(PILLARS, click.pillars, strict=True)),
                "industry": click.industry,
                "average": click.average,
                "rank": click.rank,
            }
            for click in made
            if not click.suspect
        ],
        columns=["id", "instant", "day", "total", "score", *PILLARS, "industry", "average", "rank"],
    )
    table["instant"] = pd.to_datetime(table["instant"], utc=True).dt.as_unit("us")
    table["day"] = pd.to_datetime(table["day"])
    numbers = ["total", "score", *PILLARS, "average", "rank"]
    table[numbers] = table[numbers].astype("float64")
    return table.sort_values(["instant", "id"], ignore_index=True)


def series_of(points: Sequence[Point]) -> pd.Series[float]:
    """The points as pandas knows them: thousandths by timestamp."""
    index = pd.DatetimeIndex([pd.Timestamp(point.day) for point in points])
    return pd.Series([float(point.value * 1000) for point in points], index=index, dtype="float64")


def thousandths(value: Any) -> float | None:
    """A value of the API's as pandas has it, None for what is not known."""
    return None if value is None or pd.isna(value) else round(float(value) * 1000)


def _points(thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else Decimal(thousandths) / 1000
