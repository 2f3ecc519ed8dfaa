"""What stands in the database after a storm, read past the server, and whether it is whole; on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, create_engine, text

from ssi_server.models import Base

Key = tuple[int, UUID]
"""The person and the capture's id."""

OWN = """
    SELECT captures.person_id, captures.id,
           outcome, verdict, total, score, brand, people, insights, relationships, language
    FROM captures LEFT JOIN readings ON (readings.person_id, capture_id) = (captures.person_id, captures.id)
"""
GROUPS = """
    SELECT person_id, capture_id, kind, name, average, rank, rank_change, brand, people, insights, relationships
    FROM group_readings
"""


def captures(url: str) -> dict[Key, dict[str, tuple[object, ...]]]:
    """All rows of every capture, as `drawn.Figures.rows` has them."""
    found: dict[Key, dict[str, tuple[object, ...]]] = {}
    with opened(url) as connection:
        for person, capture, *own in connection.execute(text(OWN)):
            key = person, UUID(str(capture))
            assert key not in found, f"{key} is there more than once"
            found[key] = {"own": tuple(own)}
        for person, capture, kind, *group in connection.execute(text(GROUPS)):
            found[person, UUID(str(capture))][kind] = tuple(group)
    return found


def orphans(url: str) -> dict[str, int]:
    """How many rows point to what is not there, by foreign key; empty where all is well."""
    found = {}
    with opened(url) as connection:
        for table in Base.metadata.sorted_tables:
            for key in table.foreign_key_constraints:
                pairs = [(element.parent.name, element.column.name) for element in key.elements]
                points = " AND ".join(f"child.{own} IS NOT NULL" for own, _ in pairs)
                same = " AND ".join(f"parent.{theirs} = child.{own}" for own, theirs in pairs)
                query = f"SELECT count(*) FROM {table} child WHERE {points} AND NOT EXISTS"
                query += f" (SELECT 1 FROM {key.referred_table} parent WHERE {same})"
                if lost := connection.execute(text(query)).scalar_one():
                    found[f"{table} {[own for own, _ in pairs]}"] = lost
    return found


def damage(url: str) -> list[str]:
    """What SQLite's own check complains of; empty where the file is whole."""
    with opened(url) as connection:
        said = [row[0] for row in connection.execute(text("PRAGMA integrity_check"))]
    return [] if said == ["ok"] else said


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
