"""A new SQLite file in the place of a damaged one, which SQLite itself would not write to any more."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from . import InUse

RUNNING = (
    "SSI History is running on this history: stop it first ('ssi-history serve' ends with Ctrl+C;"
    " 'ssi-history autostart off' if it starts by itself). Nothing was changed."
)
DRAFT, DAMAGED = ".restoring", ".damaged-"
"""What is added to the file's name: for the new one until it is whole, for the old one from then on, with the time."""
_JOURNALS = ("-wal", "-shm", "-journal")
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
"""The bytes of the file that SQLite locks for every connection ("The Lock-Byte Page" in its file format)."""


class Substitute:
    """A new, empty file beside the damaged one."""

    def __init__(self, damaged: Path) -> None:
        self._damaged, self._draft = damaged, damaged.with_name(damaged.name + DRAFT)
        for ending in ("", *_JOURNALS):  # Of an attempt that was interrupted.
            Path(f"{self._draft}{ending}").unlink(missing_ok=True)
        self.url = f"sqlite:///{self._draft}"

    def swap_in(self) -> Path:
        """Puts it in the other's place; where the damaged file lies now, with its journals. InUse, OSError."""
        if _is_open_elsewhere(self._damaged):
            raise InUse(RUNNING)
        with closing(sqlite3.connect(self._draft)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # All of it in the one file that is moved.
        aside = self._damaged.with_name(f"{self._damaged.name}{DAMAGED}{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}")
        for ending in _JOURNALS:  # First: they would be taken for the new file's.
            journal = Path(f"{self._damaged}{ending}")
            if journal.exists():
                journal.rename(f"{aside}{ending}")
        os.link(self._damaged, aside)
        self._draft.replace(self._damaged)
        return aside


def _is_open_elsewhere(file: Path) -> bool:
    """Whether another process has it open as a database. Windows would refuse to move it."""
    if sys.platform == "win32":
        return False
    import fcntl

    with file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except BlockingIOError:
            return True
    return False
