"""Rows and changes of made-up histories, held against pandas' own grouping, shifting and joining."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from sqlalchemy import select

from generated_history import Click, clicks, frame, keep, thousandths, with_database
from ssi_parser.reading import PILLARS
from ssi_server.captures import store
from ssi_server.history import Change, capture_days, changes_of, doubtful, last_of_each, series, stretches
from ssi_server.history.series import last_captures
from ssi_server.history.wire import json_of
from ssi_server.models import Capture
from ssi_server.storage import Database

PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


def last_of_periods(made: list[Click], every: str) -> list[dict[str, Any]]:
    table = frame(made).sort_values(["day", "instant", "id"])
    last = table.groupby(table["day"].dt.to_period(PERIODS[every])).tail(1)
    return [
        {
            "date": str(row.day.date()),
            "capture": row.id,
            "total": known(row.total),
            "score": known(row.score),
            "pillars": [known(getattr(row, pillar)) for pillar in PILLARS],
            "industry": [None if pd.isna(row.industry) else row.industry, known(row.average), known(row.rank)],
        }
        for row in last.itertuples()
    ]


def known(value: float) -> float | None:
    return None if pd.isna(value) else value


def as_pandas(row: dict[str, Any]) -> dict[str, Any]:
    industry = row["industry"]
    return {
        "date": row["date"],
        "capture": row["capture"],
        "total": row["total"],
        "score": thousandths(row["score"]),
        "pillars": [thousandths(row["pillars"][pillar]) for pillar in PILLARS],
        "industry": [industry["name"], industry["average"], industry["rank"]],
    }


@pytest.mark.parametrize("every", PERIODS)
@with_database
@given(made=clicks())
def test_rows_are_the_last_consistent_capture_of_each_period(database: Database, every: str, made: list[Click]) -> None:
    with database.write() as session:
        person_id = keep(session, made)
        rows = series(session, person_id, every)
        assert [as_pandas(row) for row in rows] == last_of_periods(made, every)
        assert last_of_each(series(session, person_id), every) == rows
        assert json.loads(json_of(last_captures(session, person_id, every, None, None))) == rows


@with_database
@given(made=clicks())
def test_a_range_is_cut_out_before_weeks_are_made(database: Database, made: list[Click]) -> None:
    since, until = dt.date(2026, 3, 8), dt.date(2026, 11, 2)
    with database.write() as session:
        rows = series(session, keep(session, made), "week", since, until)
    cut = [click for click in made if since <= click.at.date() <= until]
    assert [as_pandas(row) for row in rows] == last_of_periods(cut, "week")


@with_database
@given(made=clicks())
def test_suspect_captures_are_told_apart_and_all_are_counted(database: Database, made: list[Click]) -> None:
    with database.write() as session:
        person_id = keep(session, made)
        assert sorted(row["capture"] for row in doubtful(session, person_id)) == sorted(
            str(click.id) for click in made if click.suspect
        )
        counted = pd.Series([click.at.date() for click in made], dtype="object").value_counts()
        assert capture_days(session, person_id) == counted.to_dict()


@with_database
@given(made=clicks())
def test_changes_are_those_of_a_join_on_time(database: Database, made: list[Click]) -> None:
    table = frame(made)
    with database.write() as session:
        person_id = keep(session, made)
        found = session.scalars(select(Capture).filter_by(person_id=person_id, verdict="consistent")).all()
        told = {str(entry.capture.id): changes_of(session, entry) for entry in store.entries(session, found)}
    for span in ("previous", "7", "30", "90"):
        for latest, before in zip(table.itertuples(), bases(table, span).itertuples(), strict=True):
            change = told[latest.id][span]
            assert (change and as_told(change)) == (None if pd.isna(before.id) else expected(latest, before))


def as_told(change: Change) -> dict[str, Any]:
    return {
        "since": change.since,
        "days": change.days,
        "total": change.total,
        "score": thousandths(change.score),
        **{pillar: thousandths(change.pillars[pillar]) for pillar in PILLARS},
        **change.industry,
    }


def expected(latest: Any, before: Any) -> dict[str, Any]:
    """The differences of two rows of the frame; none of the industry's where that has become another."""
    differences = {
        name: known(getattr(latest, name) - getattr(before, name))
        for name in ("total", "score", *PILLARS, "average", "rank")
    }
    if pd.notna(latest.industry) and pd.notna(before.industry) and latest.industry != before.industry:
        differences |= {"average": None, "rank": None}
    days = (latest.instant - before.instant) // pd.Timedelta(days=1)
    return {"since": before.instant, "days": days} | differences


def bases(table: pd.DataFrame, span: str) -> pd.DataFrame:
    """For each capture the one that it is compared with, or a row of nothing."""
    if span == "previous":
        return table.shift(1)
    wanted = pd.DataFrame({"until": table["instant"] - pd.Timedelta(days=int(span))})
    return pd.merge_asof(wanted, table, left_on="until", right_on="instant")


@with_database
@given(made=clicks())
def test_rows_are_parted_where_the_industry_becomes_another(database: Database, made: list[Click]) -> None:
    with database.write() as session:
        rows = series(session, keep(session, made))
    names = pd.Series([row["industry"]["name"] for row in rows], dtype="object").ffill().bfill().fillna("")
    numbers = (names != names.shift()).cumsum()
    assert [len(part) for part in stretches(rows)] == numbers.value_counts(sort=False).to_list()
    assert [row for part in stretches(rows) for row in part] == rows
