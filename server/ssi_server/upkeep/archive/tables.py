"""Which tables go into a backup, and their rows as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, collate, select, type_coerce

from ...models import Base
from ...storage.whole import of_engine
from .kinds import KINDS, kind_of

LEFT_OUT = {
    "sign_in_links": "good for ten minutes",
    "web_sessions": "sign in again after a restore",
    "pairings": "good for ten minutes",
    "invitations": "good for seven days; those who came with one are members",
    "limits": "counts of today",
    "facts": "what one installation notes of itself: its key's fingerprint, who makes backups, how far a rereading is",
}
"""The tables that stay behind, and why. Devices go along, with the hashes of their tokens: browsers stay paired."""

KEPT: dict[str, Table] = {table.name: table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT}
"""The others, each after those that it refers to."""

Columns = Mapping[str, str]
"""The columns of a table in their order, and the kind of each."""

_AT_ONCE = 500
"""Rows in memory at a time."""


def columns_of(table: Table) -> dict[str, str]:
    return {column.name: kind_of(column) for column in table.columns}


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of the table as a line of JSON, by primary key, which is the same order on either engine."""
    columns = columns_of(table)
    in_bytes = of_engine(connection.dialect.name).BYTE_ORDER
    order = [
        collate(column, in_bytes) if columns[column.name] == "text" else column for column in table.primary_key.columns
    ]
    as_kept = [type_coerce(table.columns[name], KINDS[kind].type).label(name) for name, kind in columns.items()]
    kinds = [(name, KINDS[kind].write) for name, kind in columns.items()]
    rows = connection.execute(select(*as_kept).order_by(*order).execution_options(yield_per=_AT_ONCE))
    for row in rows:
        found = {name: None if value is None else write(value) for (name, write), value in zip(kinds, row, strict=True)}
        yield json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_in(line: bytes, columns: Columns) -> dict[str, Any]:
    """The row that a line holds. ValueError where it holds none of these columns."""
    found = json.loads(line)
    if not isinstance(found, dict) or list(found) != list(columns):
        raise ValueError("other columns than the table has")
    try:
        return {name: None if value is None else KINDS[columns[name]].read(value) for name, value in found.items()}
    except TypeError as error:
        raise ValueError(str(error)) from error
