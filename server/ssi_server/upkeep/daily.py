"""The thread that sees to an installation while `serve` runs, and gives way to everything else."""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import threading
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError

from ..config import Settings, Unusable
from ..storage import Database

log = logging.getLogger(__name__)

_FIRST_AFTER = dt.timedelta(seconds=20)
"""When the server has started, and given its first answers."""
_EVERY = dt.timedelta(minutes=30)
"""How often it looks whether anything is to be done."""
_NICENESS = 15


@dataclass
class Daily:
    """The thread, for one server. It has a database of its own, so that it never takes a connection from a request."""

    settings: Settings
    first_after: dt.timedelta = _FIRST_AFTER
    every: dt.timedelta = _EVERY
    _stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begins; it ends with the program, whenever that is: what it leaves half done has no name yet."""
        threading.Thread(target=self._run, name="daily", daemon=True).start()

    def stop(self) -> None:
        """Has it end before it does anything more."""
        self._stopped.set()

    def _run(self) -> None:
        _give_way()
        wait = self.first_after
        while not self._stopped.wait(wait.total_seconds()):
            wait = self.every
            from . import chores  # Only now: the server's first answer is not to wait for it.

            try:
                with closing(Database(self.settings)) as database:
                    chores.empty_deleted(database)
                    chores.keep_backups(database, self.settings)
            except (DBAPIError, OSError, Unusable) as error:
                log.error("the daily backup failed, and is tried again in half an hour: %s", error)


def _give_way() -> None:
    """To the threads that answer, where the system knows priorities of threads."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
