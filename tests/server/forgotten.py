"""Somebody whose every text can be found again, byte by byte."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Date, LargeBinary, String, Table, insert, select
from sqlalchemy.orm import Session

from ssi_server.captures.pages import PackedPage
from ssi_server.clock import now
from ssi_server.models import Base, Page
from ssi_server.models.base import UtcDateTime
from ssi_server.people import teams
from ssi_server.people.teams import Ways
from ssi_server.storage import Database

MARK = "Zqx"
"""What every planted text begins with; nothing else holds it."""
_NOT_FREE: dict[tuple[str, str], Any] = {
    ("audit", "action"): "joined",
    ("captures", "deleted_at"): None,
    ("captures", "outcome"): "read",
    ("captures", "verdict"): "suspect",
    ("goals", "figure"): "total",
    ("group_readings", "kind"): "industry",
    ("invitations", "role"): "member",
    ("pairings", "state"): "allowed",
}


@dataclass(frozen=True)
class Planted:
    """A person, and the bytes by which they are found: texts, and pages as they are and as they are kept."""

    person_id: int
    name: str
    traces: frozenset[bytes]


def plant(database: Database, tag: str, count: int = 40) -> Planted:
    """Somebody with so many rows in every table, every text of which bears the tag; one capture is deleted."""
    with database.write() as session:
        person_id = int(session.scalar(insert(Base.metadata.tables["people"]).values(
            name=f"{MARK}{tag}-people-name", created_at=now(), password_hash=f"{MARK}{tag}-people-password_hash"
        ).returning(Base.metadata.tables["people"].c.id)) or 0)  # fmt: skip
        pages = [
            PackedPage.of(f"<main><p>{MARK}{tag}-page {number} {uuid.uuid4()}</p></main>") for number in range(count)
        ]
        for page in pages:
            page.keep(session, person_id)
        team_id = teams.add_team(session, Ways(f"Team {uuid.uuid4()}"), person_id, None).id
        for number, page in enumerate(pages):
            _rows(session, tag, person_id, team_id, number, page.sha256)
        kept = session.scalars(select(Page.html_zstd).where(Page.person_id == person_id)).all()
    found = frozenset(data[-24:] for data in kept) | {f"{MARK}{tag}".encode()}
    return Planted(person_id, f"{MARK}{tag}-people-name", found)


def _rows(session: Session, tag: str, person_id: int, team_id: str, number: int, page_sha256: bytes) -> None:
    """A row more in each table but those of persons, teams, pages and dictionaries."""
    known = {"person_id": person_id, "capture_id": uuid.uuid5(uuid.NAMESPACE_URL, f"{tag} {number}")}
    known |= {"invited_by": person_id, "actor_id": person_id, "team_id": team_id}
    known |= {"id": known["capture_id"], "page_sha256": page_sha256}
    for table in Base.metadata.sorted_tables:
        if table.name in ("people", "teams", "pages", "dictionaries"):
            continue
        row = {column.name: _value(table, column, tag, number, known) for column in table.columns}
        if table.name == "captures":
            row["doubts"] = [{"figure": "total", "problem": "sum_differs", "detail": f"{MARK}{tag}-doubt", "seen": []}]
            row |= {} if number else {"deleted_at": now(), "doubts": [], "verdict": None, "page_sha256": None}
        if (table.name in ("goals", "memberships") and number) or (
            table.name in ("readings", "group_readings") and not number
        ):
            continue
        if table.name == "facts":
            row["name"] = f"reread {person_id}" if not number else f"made up {number} {person_id}"
        if table.name == "limits":
            row["key"] = f"{MARK}{tag} {number} of person {person_id}"
        session.execute(insert(table).values(row))


def _value(table: Table, column: Any, tag: str, number: int, known: dict[str, Any]) -> Any:
    if (table.name, column.name) in _NOT_FREE:
        return _NOT_FREE[table.name, column.name]
    if column.name in known and not (column.name == "id" and isinstance(column.type, String)):
        return known[column.name]
    match column.type:
        case JSON():
            return [f"{MARK}{tag}-{table.name}-{column.name}-{number}"]
        case Boolean():
            return True
        case LargeBinary():
            return f"{number}{MARK}{tag}{table.name}{column.name}".ljust(32)[:32].encode()
        case String():
            return f"{number}{MARK}{tag}-{column.name}"[: column.type.length]
        case UtcDateTime():
            return now() + dt.timedelta(days=number + 1)
        case Date():
            return now().date() - dt.timedelta(days=number)
        case _:
            return number


def found_in(planted: Planted, files: Iterator[Path]) -> dict[str, set[bytes]]:
    """Which of the traces which of the files hold."""
    held: dict[str, set[bytes]] = {}
    for file in files:
        if file.is_file():
            data = file.read_bytes()
            if traces := {trace for trace in planted.traces if trace in data}:
                held[file.name] = traces
    return held
