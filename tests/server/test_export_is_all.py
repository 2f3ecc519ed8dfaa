"""The document holds all that is held about a person: whatever is changed in the database shows in it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, LargeBinary, String, Uuid, text, update
from sqlalchemy.orm import Session

from forgotten import Planted, plant
from histories import somebody, take
from ssi_server.clock import now
from ssi_server.exchange import document
from ssi_server.models import Base
from ssi_server.models.base import UtcDateTime
from ssi_server.storage import Database

LEFT_OUT = {
    "people.id": "an internal number",
    "people.password_hash": "a hash of a secret; the document says whether there is a password",
    "*.person_id": "an internal number",
    "*.team_id": "an internal number; the document has the team's name",
    "teams.*": "the installation's own",
    "audit.id": "an internal number",
    "audit.actor_id": "the same; the name stands beside it",
    "invitations.invited_by": "an internal number of somebody else",
    "*.token_hash": "a hash of a secret",
    "pairings.device_code_hash": "a hash of a secret",
    "pairings.user_code": "a code that was good for ten minutes",
    "accounts.mark": "a keyed hash, which tells nothing without the server's key",
    "captures.day": "the date in captured_at",
    "captures.verdict": "follows from the doubts",
    "readings.capture_id": "the reading stands in its capture",
    "group_readings.capture_id": "the same",
    "pages.sha256": "the page itself stands in its capture",
    "captures.page_sha256": "the same",
    "pages.html_zstd": "the same, as it is compressed here",
    "pages.dictionary_id": "with what it is compressed",
    "dictionaries.*": "with what everybody's pages are compressed",
    "facts.*": "what the installation notes of itself: of a person, how far their pages are read again",
    "limits.*": "counts of minutes or of a day, which go by themselves",
}
"""Columns that are not in the document, and why."""

OTHER: dict[str, Any] = {
    "captures.outcome": "refused",
    "captures.doubts": [],
    "goals.figure": "brand",
    "group_readings.kind": "team",
    "pairings.state": "denied",
    "people.role": "owner",
}
"""What may stand in columns that do not take just anything."""


COUNT = 3


@pytest.fixture
def ann(database: Database) -> Planted:
    return plant(database, "Ann", COUNT)


def is_left_out(column: Column[Any]) -> bool:
    table = column.table.name  # type: ignore[attr-defined]
    return bool({f"{table}.{column.name}", f"*.{column.name}", f"{table}.*"} & LEFT_OUT.keys())


COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]
TOLD = [column for column in COLUMNS if not is_left_out(column)]


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    known = {name for column in COLUMNS for name in (f"{column.table.name}.{column.name}", f"{column.table.name}.*")}
    known |= {f"*.{column.name}" for column in COLUMNS}
    assert LEFT_OUT.keys() <= known


def test_whatever_is_changed_shows(ann: Planted, database: Database) -> None:
    with Session(database.engine) as session:  # never committed
        untie(session)
        before = written(session, ann.person_id)
        silent = []
        for column in TOLD:
            with session.begin_nested() as savepoint:
                change(session, column, ann.person_id)
                if written(session, ann.person_id) == before:
                    silent.append(str(column))
                savepoint.rollback()
            session.expunge_all()
        assert written(session, ann.person_id) == before
    assert silent == []


def test_a_page_shows(ann: Planted, database: Database) -> None:
    with database.read() as session:
        captures = json.loads(written(session, ann.person_id))["captures"]
    assert sum("-page" in (capture["page"] or "") for capture in captures) == COUNT - 1


def test_no_secret_and_no_hash_of_one_is_in_it(ann: Planted, database: Database) -> None:
    with database.read() as session:
        whole = written(session, ann.person_id)
    for name in ("token_hash", "mark", "device_code_hash", "password_hash", "user_code"):
        assert name not in whole


def test_nothing_about_anybody_else_is_in_it(ann: Planted, database: Database) -> None:
    with database.read() as session:
        before = written(session, ann.person_id)
    plant(database, "Bob")
    with database.read() as session:
        assert written(session, ann.person_id) == before


def test_what_holds_for_one_installation_is_not_taken_in(ann: Planted, database: Database) -> None:
    with database.write() as session:
        other_id = somebody(session)
        whole = written(session, ann.person_id)
        before = json.loads(written(session, other_id))["about"]
    told = take(database, other_id, whole.encode()).told
    assert not any("about" in words for words in told)
    with database.read() as session:
        assert json.loads(written(session, other_id))["about"] == before


def written(session: Session, person_id: int) -> str:
    return "".join(document.written(session, person_id))


def change(session: Session, column: Column[Any], person_id: int) -> None:
    """Puts something else into this column of every row that is the person's."""
    table = column.table
    owner = table.c.id if table.name == "people" else table.c.person_id
    for row in session.execute(table.select().where(owner == person_id)).mappings().all():
        this = [key == row[key.name] for key in table.primary_key.columns]
        session.execute(update(table).where(*this).values({column.name: other(column, row[column.name])}))


def other(column: Column[Any], value: Any) -> Any:
    """Something else than the value, which is unique where this is."""
    if str(column) in OTHER:
        return OTHER[str(column)]
    match column.type:
        case UtcDateTime():
            return (value or now()) + dt.timedelta(hours=1)
        case Date():
            return value + dt.timedelta(days=1)
        case Uuid():
            return UUID(int=value.int ^ 1)
        case Boolean():
            return not value
        case LargeBinary():
            return bytes(value[:-1]) + bytes([value[-1] ^ 1])
        case JSON():
            return [value]
        case String():
            return f"-{value or ''}"[: column.type.length]
        case _:
            return value + 1


def untie(session: Session) -> None:
    """A key may change without those that refer to it."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(
        text("PRAGMA defer_foreign_keys = ON" if on_sqlite else "SET LOCAL session_replication_role = replica")
    )
