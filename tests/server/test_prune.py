"""Old pages go when they are told to; figures never do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from server_parts import Api, capture_body, rows, scored
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.storage import Database
from upkept import run

FIGURES = (
    "SELECT * FROM readings ORDER BY person_id, capture_id",
    "SELECT * FROM group_readings ORDER BY person_id, capture_id, kind",
    "SELECT id, captured_at, outcome, verdict FROM captures ORDER BY person_id, id",
)


@pytest.fixture
def years(api: Api, database: Database) -> list[dict[str, Any]]:
    """Pages of three years: one that is captured again in the last, and one that nobody could read in the first."""
    again = scored(10, 10, 10, 10)
    pages = {
        "2024-03-01": scored(11, 10, 10, 10),
        "2024-03-02": again,
        "2025-03-01": scored(12, 10, 10, 10),
        "2026-03-01": again,
    }
    bodies = [capture_body(captured_at=f"{day}T09:00:00Z", html=page) for day, page in pages.items()]
    for body in bodies:
        assert api.send(body).status_code == 201
    unread = capture_body("redesign", captured_at="2024-03-03T09:00:00Z")
    assert api.send(unread).status_code == 422
    return [*bodies, unread]


def with_page(settings: Settings) -> list[str]:
    """The days of the captures whose page is there."""
    return [row[0] for row in rows(settings, "SELECT day FROM captures WHERE page_sha256 IS NOT NULL ORDER BY day")]


def test_pages_from_before_a_day_go_and_figures_stay(api: Api, years: list[dict[str, Any]], settings: Settings) -> None:
    figures, before = [rows(settings, query) for query in FIGURES], api.get("/api/history")
    said = run(settings, "prune", "--before", "2026-01-01", "--yes")
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("Dropped 2 pages, ")
    assert with_page(settings) == ["2024-03-03", "2026-03-01"]
    assert rows(settings, "SELECT count(*) FROM pages") == [(2,)]
    assert [rows(settings, query) for query in FIGURES] == figures
    assert api.get("/api/history") == before
    assert api.send(years[0]).status_code == 200
    assert api.get(f"/api/captures/{years[0]['id']}")["sightings"] is None


def test_pages_that_nobody_could_read_go_only_when_that_is_said(
    years: list[dict[str, Any]], settings: Settings
) -> None:
    run(settings, "prune", "--before", "2026-01-01", "--unread", "--yes")
    assert with_page(settings) == ["2026-03-01"]


def test_a_dry_run_says_the_same_and_does_nothing(years: list[dict[str, Any]], settings: Settings) -> None:
    there = with_page(settings)
    would = run(settings, "prune", "--before", "2026-01-01", "--dry-run").stdout
    assert with_page(settings) == there
    did = run(settings, "prune", "--before", "2026-01-01", "--yes").stdout
    [pages, size] = [word for word in did.split() if word.replace(",", "").isdigit()]
    assert would.startswith(f"{pages} pages from before 2026-01-01, {size} bytes: would go")


def test_it_asks_first(years: list[dict[str, Any]], settings: Settings) -> None:
    there = with_page(settings)
    asked = run(settings, "prune", "--before", "2026-01-01", says="n\n")
    assert asked.exit_code == 1
    assert "Drop 2 pages from before 2026-01-01" in asked.stderr
    assert with_page(settings) == there


@pytest.mark.parametrize("words", [[], ["--older-than", "1y", "--before", "2026-01-01"]])
def test_without_an_age_it_says_how_to_give_one(words: list[str], database: Database, settings: Settings) -> None:
    said = run(settings, "prune", *words)
    assert said.exit_code == 2
    assert "--older-than 365d, or --before 2025-01-01" in said.stderr


@pytest.mark.parametrize("age", ["", "soon", "-5d", "5m", "99999999d"])
def test_an_age_that_is_none_is_refused(age: str, database: Database, settings: Settings) -> None:
    said = run(settings, "prune", f"--older-than={age}")
    assert said.exit_code == 2
    assert "365d" in said.stderr


@pytest.mark.parametrize(("age", "days"), [("30d", 30), ("30", 30), ("2w", 14), ("1y", 365)])
def test_an_age_counts_back_from_today(age: str, days: int, database: Database, settings: Settings) -> None:
    said = run(settings, "prune", "--older-than", age, "--dry-run").stdout
    assert f"from before {now().date() - dt.timedelta(days=days)}" in said


def test_only_the_pages_of_who_is_named_go(
    app: Flask, api: Api, stranger: Api, years: list[dict[str, Any]], settings: Settings
) -> None:
    body = capture_body(captured_at="2024-03-01T09:00:00Z")
    assert stranger.send(body).status_code == 201
    there = with_page(settings)
    said = run(settings, "prune", "--before", "2026-01-01", "--person", "Somebody else", "--yes")
    assert said.stdout.startswith("Dropped 1 pages")
    assert sorted([*with_page(settings), "2024-03-01"]) == there
    assert "no person named 'Nobody'" in run(settings, "prune", "--before", "2026-01-01", "--person", "Nobody").stderr
