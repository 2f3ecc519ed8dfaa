"""An archive in the place of everything that a database holds, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, column, delete, insert, inspect, table, text
from sqlalchemy.exc import DataError, IntegrityError

from ..models import Base
from ..storage.database import SCHEMA
from ..storage.migration import known, upgrade
from ..storage.whole import of_engine
from .archive.kinds import KINDS
from .archive.reading import Archive, BadArchive
from .archive.tables import LEFT_OUT
from .archive.writing import Progress

_AT_ONCE = 500
_OWN = frozenset(LEFT_OUT) | {"alembic_version"}


def load(connection: Connection, archive: Archive, progress: Progress) -> None:
    """Empties the database and fills it from the archive, at the archive's schema; then brings it to today's.

    Raises BadArchive where the rows do not fit each other or that schema. Whatever is raised, the transaction is to be
    rolled back.
    """
    require_known_schema(archive)
    if archive.manifest.schema == SCHEMA:
        _empty(connection)
    else:
        _rebuild(connection, archive.manifest.schema)
    _require_same_tables(connection, archive)
    for name in archive.manifest.tables:
        _fill(connection, archive, name, progress)
    upgrade(connection, str(archive.file))
    of_engine(connection.dialect.name).number_on(connection)


def require_known_schema(archive: Archive) -> None:
    """BadArchive for an archive of a newer program."""
    if archive.manifest.schema not in known():
        raise BadArchive(archive.file, "a newer version of SSI History made it; update this one first")


def _empty(connection: Connection) -> None:
    for each in reversed(Base.metadata.sorted_tables):
        connection.execute(delete(each))


def _rebuild(connection: Connection, schema: str) -> None:
    Base.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    upgrade(connection, "", schema)


def _require_same_tables(connection: Connection, archive: Archive) -> None:
    found = inspect(connection)
    there = {name: {each["name"] for each in found.get_columns(name)} for name in set(found.get_table_names()) - _OWN}
    if there != {name: set(entry.columns) for name, entry in archive.manifest.tables.items()}:
        raise BadArchive(archive.file, f"its tables are not those of schema {archive.manifest.schema}")


def _fill(connection: Connection, archive: Archive, name: str, progress: Progress) -> None:
    columns = archive.manifest.tables[name].columns
    target = table(name, *(column(each, KINDS[kind].type) for each, kind in columns.items()))
    for rows in _batches(archive.rows(name)):
        try:
            connection.execute(insert(target), rows)
        except (IntegrityError, DataError) as error:
            raise BadArchive(
                archive.file, f"a row of its table {name} does not fit the others ({error.orig})"
            ) from error
        progress(len(rows))


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rows = iter(rows)
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
