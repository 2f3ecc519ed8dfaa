"""Writing an archive: the rows of one snapshot, streamed; the same history gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection

from .manifest import KEY, MANIFEST, Manifest, TableEntry, table_file
from .seal import OPEN, seal
from .tables import KEPT, columns_of, lines

Progress = Callable[[int], object]
"""Is told, now and then, how many more rows are done."""

_NOT_DATED = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_OWNER_ONLY = 0o600
_EVERY = 500


def write(connection: Connection, schema: str, key: bytes, file: IO[bytes], progress: Progress) -> Manifest:
    """Writes the archive of what the connection's transaction sees; `file` is empty, and can be read and sought."""
    with ZipFile(file, "w", compresslevel=6) as archive:
        archive.comment = OPEN
        tables = {name: _write_table(archive, connection, name, progress) for name in KEPT}
        manifest = Manifest(schema, hashlib.sha256(key).hexdigest(), tables)
        for name, data in ((KEY, key), (MANIFEST, manifest.to_json())):
            with _entry(archive, name) as entry:
                entry.write(data)
    seal(file)
    return manifest


def _write_table(archive: ZipFile, connection: Connection, name: str, progress: Progress) -> TableEntry:
    table, digest, rows, size = KEPT[name], hashlib.sha256(), 0, 0
    with _entry(archive, table_file(name)) as entry:
        for line in lines(connection, table):
            entry.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if rows % _EVERY == 0:
                progress(_EVERY)
    progress(rows % _EVERY)
    return TableEntry(columns_of(table), rows, size, digest.hexdigest())


@contextmanager
def _entry(archive: ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A file in the archive, without anything in it that tells when or on which system it was written."""
    info = ZipInfo(name, _NOT_DATED)
    info.create_system, info.external_attr, info.compress_type = _UNIX, _OWNER_ONLY << 16, ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as entry:
        yield entry
