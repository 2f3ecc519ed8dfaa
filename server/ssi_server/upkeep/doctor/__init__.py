"""An examination of the installation: every finding says what is well, or what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from . import database, disk, installation, machine, people
from .finding import Examined, Finding, Level

CHECKS = (
    installation.names,
    installation.folder,
    installation.owners,
    disk.room,
    database.connection,
    database.schema,
    database.writing,
    database.soundness,
    database.references,
    database.pages,
    people.owners,
    installation.key,
    installation.leftovers,
    installation.backups,
    machine.clock,
    machine.port,
)
"""In the order of what rests on what: where a history cannot be reached, those that look into it find nothing."""

__all__ = ["CHECKS", "Examined", "Finding", "Level", "examine"]


def examine(examined: Examined) -> Iterator[Finding]:
    """What every check finds. Changes nothing but a page's worth that is written and taken away again."""
    try:
        for check in CHECKS:
            yield from check(examined)
    finally:
        if examined.database:
            examined.database.close()
