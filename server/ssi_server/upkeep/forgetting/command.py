"""The command that forgets a person, and says what it did and what it could not."""

from __future__ import annotations

import click

from ...config import Settings
from ...models import Person
from ...options import opened, with_settings
from ...storage import Database


@click.command("forget")
@with_settings
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--no-rewrite", is_flag=True, help="On PostgreSQL: leave the tables in their files, so that nobody waits."
)
@click.argument("person", required=False)
def forget_person(settings: Settings, yes: bool, no_rewrite: bool, person: str | None) -> None:
    """Remove every trace of PERSON, who is given by name, or by number where several have the same.

    Without PERSON, what was begun for somebody earlier is finished, such as for who left on the dashboard.

    Rows of all tables, what the database's files still hold of them, and the backups in the data folder, in whose place
    a new one is made. It cannot be undone: 'ssi-history export' first, if they want to keep their history. The server
    may go on meanwhile. If it is interrupted, run it again. At the end it says what is left where it cannot reach.
    """
    from . import forget
    from .rows import counted

    database = opened(settings)
    with database.read() as session:
        found = forget.people_called(session, person) if person else []
        is_unfinished = forget.is_unfinished(session)
        if len(found) > 1:
            raise click.ClickException(_which(found))
        if not found and not is_unfinished:
            raise click.ClickException(_nobody(person, forget.everybody(session)))
        rows = counted(session, found[0].id) if found else {}
    if found:
        if not yes:
            _ask(settings, database, found[0].name, rows.get("captures", 0))
        click.echo(f"Removed from {database.place}:")
        for table, count in forget.remove(database, found[0].id).items():
            click.echo(f"{count:>8,}  {table}")
    else:
        nobody = f"There is nobody called {person!r}. " if person else ""
        click.echo(f"{nobody}What was begun for somebody earlier is finished now.")
    _finish(settings, database, rewrite=not no_rewrite)


def _finish(settings: Settings, database: Database, *, rewrite: bool) -> None:
    from . import forget

    try:
        done = forget.finish(settings, database, rewrite=rewrite)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}. Run the same again to finish.") from error
    for file in done.deleted:
        click.echo(f"Deleted {file}")
    if done.backup:
        click.echo(f"Made {done.backup} instead")
    click.echo("What may be left where this command cannot reach:")
    for place in done.left:
        click.echo(f"  - {place}")


def _ask(settings: Settings, database: Database, person: str, captures: int) -> None:
    from .copies import copies

    there = copies(settings, database)
    for file in there:
        click.echo(f"It holds {person!r} too, or may: {file}", err=True)
    files = " and delete the files above" if there else ""
    question = f"Remove {person!r} with {captures} captures and everything else{files}? It cannot be undone."
    if not click.confirm(question, err=True):
        raise click.ClickException("Nothing was changed.")


def _which(found: list[Person]) -> str:
    known = ", ".join(f"{each.id} (since {each.created_at:%Y-%m-%d})" for each in found)
    return f"There are several called {found[0].name!r}. Say which by number: {known}."


def _nobody(called: str | None, people: list[Person]) -> str:
    names = ", ".join(f"{each.name!r} ({each.id})" for each in people) or "nobody"
    missed = f"There is no person named {called!r}." if called else "Nothing was begun. Say whom to forget."
    return f"{missed} There are: {names}."
