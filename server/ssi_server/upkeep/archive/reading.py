"""Reading an archive that may be damaged, or made by somebody who means harm. Nothing of it ever becomes a path."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from ...config import Unusable
from .manifest import KEY, KEY_BYTES, MANIFEST, Manifest, table_file
from .seal import is_whole
from .tables import row_in
from .writing import Progress

_LONGEST_LINE = 48 * 1024 * 1024
"""Bytes of a row: the largest page that is taken, uncompressed, in base64, and room."""
_LONGEST_MANIFEST = 1024 * 1024
_DENSEST = 200
"""How many bytes a packed byte may become. Rows are full of keys and checksums: ours reach 30."""
_AT_LEAST = 64 * 1024
_EVERY = 500
_BROKEN = (BadZipFile, EOFError, OSError, NotImplementedError, OverflowError, RuntimeError, struct.error, zlib.error)
"""What reading a zip may raise that is none, or not one of ours."""


class BadArchive(Unusable):
    """The file is no backup that can be trusted; the message says why."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} cannot be restored: {why}. Nothing was changed.")


class Archive:
    """A backup that is whole. `key` is the server's; `manifest` says what there is."""

    def __init__(self, file: Path, archive: ZipFile) -> None:
        self.file, self._archive = file, archive
        entries = archive.infolist()
        sizes = {entry.filename: entry for entry in entries}
        if MANIFEST not in sizes or KEY not in sizes:
            raise self._bad("it is no backup of SSI History")
        self.manifest = self._read_manifest(sizes[MANIFEST])
        expected = {MANIFEST, KEY} | {table_file(name) for name in self.manifest.tables}
        if len(entries) != len(sizes) or set(sizes) != expected:
            raise self._bad("it holds other files than its manifest names")
        for entry in entries:
            self._require_sane(entry)
        self.key = self._archive.read(KEY) if sizes[KEY].file_size == KEY_BYTES else b""
        if hashlib.sha256(self.key).hexdigest() != self.manifest.key_sha256:
            raise self._bad("its key is damaged")

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, in their order. BadArchive, at the latest after the last, where they are not those
        that the manifest speaks of.
        """
        entry, digest, count, size = self.manifest.tables[table], hashlib.sha256(), 0, 0
        try:
            with self._archive.open(table_file(table)) as lines:
                while line := lines.readline(_LONGEST_LINE):
                    digest.update(line)
                    count, size = count + 1, size + len(line)
                    if count > entry.rows or size > entry.bytes:
                        raise self._bad(f"its table {table} is longer than its manifest says")
                    yield row_in(line, entry.columns)
        except (ValueError, RecursionError) as error:
            raise self._bad(f"row {count} of its table {table} cannot be read ({error})") from error
        except _BROKEN as error:
            raise self._bad(f"its table {table} is damaged") from error
        if (count, size, digest.hexdigest()) != (entry.rows, entry.bytes, entry.sha256):
            raise self._bad(f"its table {table} is not the one that its manifest speaks of")

    def verify(self, progress: Progress) -> None:
        """Reads all of it. Raises BadArchive."""
        for table in self.manifest.tables:
            for count, _ in enumerate(self.rows(table), 1):
                if count % _EVERY == 0:
                    progress(_EVERY)
            progress(self.manifest.tables[table].rows % _EVERY)

    def _read_manifest(self, entry: ZipInfo) -> Manifest:
        if entry.file_size > _LONGEST_MANIFEST:
            raise self._bad("its manifest is too long")
        self._require_sane(entry)
        try:
            return Manifest.from_json(self._archive.read(entry))
        except (ValueError, RecursionError) as error:
            raise self._bad(str(error)) from error

    def _require_sane(self, entry: ZipInfo) -> None:
        if entry.compress_type != ZIP_DEFLATED or entry.flag_bits & 0x1:
            raise self._bad(f"{entry.filename!r} in it is packed in another way than a backup's")
        if entry.file_size > max(_AT_LEAST, entry.compress_size * _DENSEST):
            raise self._bad(f"{entry.filename!r} in it would become far too large")

    def _bad(self, why: str) -> BadArchive:
        return BadArchive(self.file, why)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """The archive in a file. Raises what `archive_in` raises, OSError where the file cannot be read."""
    with file.open("rb") as stream:
        yield archive_in(file, stream)


def archive_in(file: Path, stream: IO[bytes]) -> Archive:
    """The archive in an open file, its seal and its list of contents checked. BadArchive where there is none."""
    if not is_whole(stream):
        raise BadArchive(file, "it is no backup of SSI History, or is damaged or cut short")
    try:
        return Archive(file, ZipFile(stream))
    except (*_BROKEN, ValueError) as error:
        raise BadArchive(file, f"it is damaged ({error})") from error
