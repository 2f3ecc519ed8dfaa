"""The commands that keep an installation well.

What does the work is imported by the command that needs it: all others start without it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..clock import now
from ..columns import fitted
from ..config import Settings, Unusable
from ..options import migrated, opened, with_host, with_known_port, with_settings
from ..progress_bar import progress_bar

if TYPE_CHECKING:
    from .archive.reading import Archive

_FILE = click.Path(dir_okay=False, path_type=Path)
_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAYS = {"": 1, "d": 1, "w": 7, "y": 365}


@click.command("backup")
@with_settings
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.argument("file", type=_FILE)
def back_up(settings: Settings, force: bool, file: Path) -> None:
    """Write everything into one FILE, while captures arrive: figures, pages, notes, goals, choices, paired browsers.

    The same file restores it on SQLite and on PostgreSQL. It holds the server's key as well, and the hashes of the
    browsers' tokens, so keep it as you keep the history itself; it is readable by its owner alone.
    """
    from . import backup

    database = opened(settings)
    with database.read() as session:
        rows = backup.row_count(session.connection())
    with _said(file), progress_bar("Backing up", rows * 2) as progress:
        manifest = backup.back_up(database, settings, file, progress, replace=force)
    click.echo(f"{file}: {manifest.tables['captures'].rows} captures, read again and found whole.")


@click.command("restore")
@with_settings
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
@click.argument("file", type=_THERE)
def restore_from(settings: Settings, yes: bool, file: Path) -> None:
    """Put the backup in FILE in the place of everything that is there.

    The whole file is checked first. What was there is kept as a backup of its own. Stop the server before, and start it
    afterwards; sign in again then, while paired browsers stay paired.
    """
    from . import restore
    from .archive import reading

    with _said(file), reading.opened(file) as archive:
        with progress_bar("Checking", archive.manifest.rows) as progress:
            restore.verify(archive, progress)
        _ask(settings, archive, yes)
        with progress_bar("Restoring", archive.manifest.rows) as progress:
            restored = restore.restore(settings, archive, progress)
        click.echo(f"Restored {archive.manifest.tables['captures'].rows} captures from {file}.")
    if restored.before:
        click.echo(f"What was there before is kept in {restored.before}")
    if restored.has_new_key:
        click.echo("The server's key is the backup's now. Other hosts of this history need the same key file.")


@click.command()
@with_settings
@click.option("--older-than", metavar="AGE", help="Such as 365d, 52w or 2y.")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Such as 2025-01-01.")
@click.option("--person", metavar="NAME", help="Whose pages; everybody's by default.")
@click.option("--unread", is_flag=True, help="Pages too that no reader could read yet.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def prune(
    settings: Settings,
    older_than: str | None,
    before: dt.datetime | None,
    person: str | None,
    unread: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Drop old pages, never figures.

    A dropped page cannot be shown, nor read again by a better reader. Pages that nobody could read yet stay for one.
    """
    from ..storage.whole import whole
    from . import pruning

    if (older_than is None) == (before is None):
        raise click.UsageError("Say how old: --older-than 365d, or --before 2025-01-01. Try it with --dry-run.")
    old = pruning.Old(before.date() if before else _days_ago(older_than or ""), unread)
    database = opened(settings)
    people = pruning.people(database, person)
    if person and not people:
        raise click.ClickException(f"There is no person named {person!r}.")
    found = sum((pruning.found(database, each, old) for each in people), pruning.NONE)
    what = f"{found.count} pages from before {old.before}, {found.bytes:,} bytes"
    if dry_run or not found.count:
        click.echo(f"{what}: {'would go' if found.count else 'nothing to drop'}. All figures stay.")
        return
    if not yes:
        click.confirm(f"Drop {what}? All figures stay.", abort=True, err=True)
    gone = pruning.NONE
    with progress_bar("Dropping", found.count) as progress:
        for each in people:
            for step in pruning.prune(database, each, old):
                gone += step
                progress(step.count)
    whole(database).compact(database.engine)
    click.echo(f"Dropped {gone.count} pages, {gone.bytes:,} bytes. All figures stay.")


@click.command()
@with_settings
@with_host
@with_known_port
@click.option("--thorough", is_flag=True, help="Open every page and every backup, not a sample.")
def doctor(settings: Settings, host: str, port: int, thorough: bool) -> None:
    """Examine the installation: what is wrong, and how to mend it. Ends with 1 where something failed."""
    from .doctor import Examined, Level, examine

    examined = Examined(settings, os.environ, host, port, thorough)
    worst = 0
    for finding in examine(examined):
        click.echo(f"{fitted(finding.level, 9)}{fitted(finding.subject, 12)}{finding.what}")
        if finding.mend:
            click.echo(f"{' ' * 21}→ {finding.mend}")
        worst |= finding.level == Level.FAILED
    sys.exit(worst)


def _ask(settings: Settings, archive: Archive, yes: bool) -> None:
    """Goes on where nothing is there, or whoever asked for the restore says so."""
    from .restore import captures_in

    if yes:
        return
    try:
        with closing(migrated(settings)) as database:
            there = captures_in(database)
    except Unusable as error:
        click.echo(str(error), err=True)
        question = "Put the backup in its place? The damaged file is kept beside."
    else:
        if not there:
            return
        coming = archive.manifest.tables["captures"].rows
        question = f"Replace the {there} captures that are there by the backup's {coming}?"
    if not click.confirm(question, err=True):
        raise click.ClickException("Nothing was changed.")


def _days_ago(age: str) -> dt.date:
    found = re.fullmatch(r"(\d{1,5})([dwy]?)", age.strip())
    if not found:
        raise click.BadParameter("such as 365d, 52w or 2y", param_hint="--older-than")
    return (now() - dt.timedelta(days=int(found[1]) * _DAYS[found[2]])).date()


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """A file that cannot be read or written ends the command with a sentence."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{error.filename or file}: {error.strerror}.") from error
