"""What an archive says of itself, and what it may say."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from .kinds import KINDS
from .tables import KEPT, columns_of

FORMAT, VERSION = "ssi-history backup", 1
MANIFEST, KEY = "manifest.json", "session.key"
KEY_BYTES = 32


@dataclass(frozen=True)
class TableEntry:
    """One table: its columns and their kinds, how many rows, and size and SHA-256 of their lines."""

    columns: dict[str, str]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """The schema that the rows belong to, the SHA-256 of the server's key, and the tables in their order."""

    schema: str
    key_sha256: str
    tables: dict[str, TableEntry]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> bytes:
        document = {"format": FORMAT, "version": VERSION} | asdict(self)
        return json.dumps(document, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """The manifest in a file. ValueError for what is none, or speaks of tables or columns that no history has."""
        document = json.loads(data)
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise ValueError("it does not say that it is a backup of SSI History")
        if document.get("version") != VERSION:
            raise ValueError("it is in a later format: update SSI History")
        try:
            tables = {name: _table(name, **entry) for name, entry in document["tables"].items()}
            return cls(_text(document["schema"]), _text(document["key_sha256"]), tables)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("its manifest is not complete") from error


def table_file(name: str) -> str:
    return f"tables/{name}.jsonl"


def _table(name: str, columns: dict[str, Any], rows: Any, bytes: Any, sha256: Any) -> TableEntry:
    if name not in KEPT:
        raise ValueError(f"it has a table {name!r}, which no history has")
    today = columns_of(KEPT[name])
    for column, kind in columns.items():
        if kind not in KINDS or today.get(column, kind) != kind:
            raise ValueError(f"its {name}.{column} is of a kind that no history has")
    if type(rows) is not int or type(bytes) is not int or min(rows, bytes) < 0:
        raise ValueError(f"its {name} has no size")
    return TableEntry(dict(columns), rows, bytes, _text(sha256))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
