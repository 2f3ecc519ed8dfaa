"""The files beside a history that hold what it held: backups, damaged files, drafts that stayed behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ...config import Settings
from ...storage import Database
from ...storage.whole import whole
from ...written_whole import DRAFT
from .. import backup
from ..archive.manifest import MANIFEST


def copies(settings: Settings, database: Database, but: Path | None = None) -> list[Path]:
    """All of them in the data folder and beside the database, except for one."""
    return sorted(file for file in {*_in_folders(settings), *whole(database).leftovers(database.engine)} if file != but)


def strangers(settings: Settings, but: Path | None) -> list[Path]:
    """What else lies where only backups should, except for one: what it holds, nobody here can tell."""
    folder = settings.data_dir / backup.FOLDER
    return sorted(file for file in folder.iterdir() if file != but) if folder.is_dir() else []


def deleted(settings: Settings, database: Database, but: Path | None) -> list[Path]:
    """Deletes them; which they were. OSError where one cannot be deleted.

    A backup that a server is just writing loses its draft, and fails; looking again finds one that was faster.
    """
    gone: list[Path] = []
    while found := copies(settings, database, but):
        for file in found:
            file.unlink(missing_ok=True)
        gone += found
    return gone


def _in_folders(settings: Settings) -> Iterator[Path]:
    for folder in (settings.data_dir, settings.data_dir / backup.FOLDER):
        yield from folder.glob(f".*{DRAFT}")
        yield from (file for file in folder.glob("*.zip") if _is_backup(file))


def _is_backup(file: Path) -> bool:
    """Whether it is one of ours, whole or not."""
    try:
        with ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (BadZipFile, OSError):
        return False
