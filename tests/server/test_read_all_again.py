"""`ssi-history reread`: all stored pages through today's reader, and what is said of it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rereadings import five_captures, run
from server_parts import Api, capture_body, rows
from ssi_parser import errors
from ssi_server.captures import manual
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.models import Capture, GroupReading, OwnReading, Page
from ssi_server.storage import Database

MEMBERS = ["captures ORDER BY id", "readings ORDER BY capture_id", "group_readings ORDER BY capture_id, kind"]
EVERYTHING = [*MEMBERS, "pages ORDER BY sha256", "dictionaries", "facts ORDER BY name"]


@pytest.fixture
def five(api: Api) -> list[str]:
    return five_captures(api)


@pytest.fixture
def misread(database: Database, api: Api) -> str:
    """A capture that an earlier reader has read in its own way."""
    body = capture_body("english-tables")
    api.send(body)
    with database.write() as session:
        session.execute(update(OwnReading).values(total=35, people=None))
        session.execute(update(GroupReading).where(GroupReading.kind == "network").values(size=4815))
        session.execute(update(Capture).values(verdict="suspect", reader_version=0))
    return str(body["id"])


def everything(settings: Settings, tables: list[str] = EVERYTHING) -> list[Any]:
    return [rows(settings, f"SELECT * FROM {table}") for table in tables]


def test_where_nothing_differs_it_says_so_and_changes_nothing(settings: Settings, five: list[str]) -> None:
    before = everything(settings, MEMBERS)
    for words, told in (((), ""), (("--dry-run",), "This was a dry run: nothing was changed.\n")):
        result = run(settings, *words)
        assert (result.exit_code, result.stdout) == (0, f"No difference.\nCaptures read again: 5.\n{told}")
    assert everything(settings, MEMBERS) == before


def test_an_installation_without_captures_has_nothing_to_read(settings: Settings, database: Database) -> None:
    result = run(settings)
    assert (result.exit_code, result.stdout) == (0, "No difference.\nCaptures read again: 0.\n")


def test_a_dry_run_tells_every_difference_and_writes_nothing(settings: Settings, misread: str) -> None:
    before = everything(settings)
    result = run(settings, "--dry-run")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[lines.index("New figures:") :] == [
        "New figures:",
        "pillars.people (1)",
        "2026-03-05 09:30 - 6.4",
        "Changed figures:",
        "total (1)",
        "2026-03-05 09:30 35 53",
        "Now missing:",
        "network.size (1)",
        "2026-03-05 09:30 4815 -",
        "Other verdicts:",
        "verdict (1)",
        "2026-03-05 09:30 suspect consistent",
        "-" * 98,
        "",
        "Captures read again: 1. New figures: 1. Changed figures: 1. Now missing: 1. Other verdicts: 1.",
        "This was a dry run: nothing was changed.",
    ]
    assert "No difference." not in lines
    assert everything(settings) == before


def test_what_todays_reader_finds_is_kept(settings: Settings, api: Api, misread: str) -> None:
    assert run(settings).exit_code == 0
    found = api.get(f"/api/captures/{misread}")["reading"]
    assert (found["total"], found["pillars"]["people"], found["network"]["size"]) == (53, 6.4, None)
    assert (found["verdict"], found["reader_version"]) == ("consistent", 1)
    assert [item["total"] for item in api.get("/api/history")["items"]] == [53]
    assert run(settings).stdout.startswith("No difference.\n")


def test_the_version_of_the_reader_is_noted_where_nothing_differs(
    settings: Settings, database: Database, five: list[str]
) -> None:
    with database.write() as session:
        session.execute(update(Capture).values(reader_version=0))
    assert run(settings).stdout.startswith("No difference.\n")
    assert rows(settings, "SELECT DISTINCT reader_version FROM captures") == [(1,)]


def test_other_doubts_alone_are_a_difference(settings: Settings, api: Api, database: Database) -> None:
    body = capture_body("disagreement")
    api.send(body)
    doubts = api.get(f"/api/captures/{body['id']}")["reading"]["doubts"]
    with database.write() as session:
        capture = session.scalars(select(Capture)).one()
        capture.doubts = [capture.doubts[0] | {"detail": "In other words."}]
    result = run(settings)
    assert "Other doubts or language, the same figures:" in result.stdout
    assert api.get(f"/api/captures/{body['id']}")["reading"]["doubts"] == doubts


def test_a_page_that_could_not_be_read_then_can_be_now(
    settings: Settings, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = capture_body()
    with monkeypatch.context() as earlier:
        earlier.setattr("ssi_server.captures.intake.read", _refuse)
        assert api.send(body).status_code == 422
    result = run(settings)
    assert "Could not be read before:\n  page (1)\n" in result.stdout
    assert "unreadable" in result.stdout
    assert "New figures" not in result.stdout
    assert api.get(f"/api/captures/{body['id']}")["reading"]["total"] == 53


def test_figures_of_a_page_that_todays_reader_refuses_stay_as_they_are(
    settings: Settings, five: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(settings, MEMBERS)
    monkeypatch.setattr("ssi_server.captures.reread.parse_page", _refuse)
    result = run(settings)
    assert result.exit_code == 0
    assert "Refused by today's reader, and kept as they are:\n  page (5)\n" in result.stdout
    assert everything(settings, MEMBERS) == before


def test_a_page_that_nobody_can_read_is_no_difference(settings: Settings, api: Api) -> None:
    api.send(capture_body("redesign"))
    assert run(settings).stdout == "No difference.\nCaptures read again: 1.\n"


def test_one_page_that_cannot_be_opened_stops_no_other(
    settings: Settings, api: Api, database: Database, five: list[str]
) -> None:
    with database.write() as session:
        session.execute(update(OwnReading).values(total=35))
        sha256 = session.scalars(select(Capture.page_sha256).order_by(Capture.captured_at)).first()
        session.execute(update(Page).where(Page.sha256 == sha256).values(html_zstd=b"scribbled over"))
    result = run(settings)
    assert result.exit_code == 1
    assert "2026-03-01 09:30: The stored page" in result.stderr
    assert "Changed figures: 4. Cannot be opened: 1." in result.stdout
    assert [item["total"] for item in api.get("/api/history")["items"]] == [35, 11, 12, 13, 14]
    again = run(settings, "--dry-run")
    assert (again.exit_code, "No difference." in again.stdout) == (1, False)


def test_captures_without_a_page_are_passed_over(settings: Settings, database: Database, person_id: int) -> None:
    with database.write() as session:
        _by_hand(session, person_id)
    result = run(settings)
    assert result.stdout == "No difference.\nCaptures read again: 0. Without a page, passed over: 1.\n"
    assert rows(settings, "SELECT reader_version FROM captures") == [(0,)]


def test_one_persons_pages_are_read_when_asked_for(
    settings: Settings, api: Api, stranger: Api, database: Database
) -> None:
    for member in (api, stranger):
        member.send(capture_body())
    with database.write() as session:
        session.execute(update(OwnReading).values(total=35))
    assert "Captures read again: 1. Changed figures: 1." in run(settings, "--person", "Somebody else").stdout
    assert [one.get("/api/history")["items"][0]["total"] for one in (api, stranger)] == [35, 53]
    everybody = run(settings)
    assert "Captures read again: 2. Changed figures: 1." in everybody.stdout
    nobody = run(settings, "--person", "Nobody")
    assert (nobody.exit_code, nobody.stderr) == (1, "Error: There is no person named 'Nobody'.\n")


def _refuse(*_: object) -> None:
    raise errors.Unreadable


def _by_hand(session: Session, person_id: int) -> None:
    manual.add(session, person_id, uuid.uuid4(), now(), {"total": 20})
