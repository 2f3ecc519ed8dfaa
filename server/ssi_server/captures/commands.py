"""`ssi-history reread`: every stored page through today's reader."""

from __future__ import annotations

import sys
from collections import Counter

import click

from ssi_parser.reading import READER_VERSION

from ..config import Settings
from ..models import Person
from ..options import opened, with_settings
from ..people import persons
from ..progress_bar import progress_bar
from ..storage import Database
from .rereading.batches import SEEN, UNOPENABLE
from .rereading.findings import Finding
from .rereading.run import Part, Run
from .rereading.table import summary, table


@click.command()
@with_settings
@click.option("--dry-run", is_flag=True, help="Only say what would become different.")
@click.option("--person", metavar="NAME", help="Whose pages; everybody's by default.")
def reread(settings: Settings, dry_run: bool, person: str | None) -> None:
    """Read all stored pages again with today's reader, keep what it finds, and say what differs.

    Figures of a page that today's reader cannot read stay as they are. Captures go on arriving meanwhile. An
    interrupted run is gone on with by the next. Exit code 1: some pages could not be opened.
    """
    database = opened(settings)
    run = Run(database, _named(database, person), keeping=not dry_run)
    counts, without_page = Counter[str](), 0
    try:
        for part in run.parts():
            found = _read(database, part, keeping=not dry_run)
            for line in table(part.person.name, found):
                click.echo(line)
            counts += Counter(part.progress.counts)
            without_page += part.without_page
    except KeyboardInterrupt:
        gone_on = "" if dry_run else " What was read again is kept, and the next run goes on from there."
        click.echo(f"Interrupted.{gone_on}", err=True)
        sys.exit(130)
    for line in summary(counts, without_page, keeping=not dry_run):
        click.echo(line)
    sys.exit(1 if counts[UNOPENABLE] else 0)


def _named(database: Database, name: str | None) -> Person | None:
    if name is None:
        return None
    with database.read() as session:
        found = persons.person_named(session, name)
    if found is None:
        raise click.ClickException(f"There is no person named {name!r}.")
    return found


def _read(database: Database, part: Part, *, keeping: bool) -> list[Finding]:
    """Reads one person's pages with a progress bar; gives what differs, and says which pages cannot be opened."""
    found: list[Finding] = []
    if part.progress.after and part.to_do:
        done = part.progress.counts[SEEN]
        click.echo(
            f"Going on where the last run was interrupted, after {part.progress.after[0]:%Y-%m-%d %H:%M} UTC:"
            f" {done} of {done + part.to_do} captures of {part.person.name} are read again already.",
            err=True,
        )
    label = f"Reading again with reader version {READER_VERSION}: {part.person.name}"
    with progress_bar(label, part.to_do) as advance:
        for looks in part.looks(database, keeping=keeping):
            advance(len(looks))
            found += (finding for look in looks for finding in look.findings)
            for look in looks:
                if look.trouble:
                    click.echo(f"{look.entry.captured_at:%Y-%m-%d %H:%M}: {look.trouble}", err=True)
    return found
