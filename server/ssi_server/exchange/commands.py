"""The commands that take a history out of the installation, and histories into it."""

from __future__ import annotations

import codecs
import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..config import Settings
from ..disk import STANDARD_INPUT
from ..keys import account_key
from ..options import opened, with_settings
from ..people import audit, persons
from ..people.accounts import Ownership
from ..people.audit import Action
from ..progress_bar import progress_bar
from ..storage import Database
from ..written_whole import written_whole
from . import document, leaving, table
from .columns import Columns, NoSuchColumn, figure_named
from .counted import counted
from .files_in import UTF_8, Intake, Understanding
from .report import Fate, Lack, Report, total
from .when import INSTANT, moment

FORMS = {".csv": table.written, ".json": document.written}

_ADVICE = {
    Lack.MOMENT: "Say when it was captured with --at 2026-01-31T09:00+01:00, or as a day.",
    Lack.COLUMNS: "Name its columns, as in --column date=Day --column total=SSI.",
    Lack.DATE_FORMAT: "Say how its dates are written, as in --date-format %d.%m.%Y.",
    Lack.OWNER: "Say that it is this person's too with --mine.",
    Lack.ENCODING: "Or say what it is encoded in, as in --encoding cp1250.",
}

with_person = click.option("--person", metavar="NAME", help="Whose history; the first person's by default.")


@click.command("export")
@with_settings
@with_person
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_history(settings: Settings, person: str | None, file: Path) -> None:
    """Write a person's history to a file: all of it as .json, a table for spreadsheets as .csv.

    The table holds a line for each capture with every figure. The .json holds pages, notes, goals and preferences too,
    and goes back in with 'ssi-history import' without any loss.
    """
    written = FORMS.get(file.suffix.lower())
    if written is None:
        raise click.ClickException(f"{file}: the name of the file must end in {' or '.join(FORMS)}.")
    database = opened(settings)
    person_id = _person(database, person)
    try:
        with database.read() as session, written_whole(file, replace=True) as stream:
            count = leaving.count(session, person_id)
            with progress_bar("Exporting", count) as advance:
                for piece in written(session, person_id):
                    stream.write(piece.encode())
                    advance(1)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    audit.note_if_it_can_be(database, person_id, Action.EXPORTED, None, form=file.suffix.lower().lstrip("."))
    click.echo(f"{file}: {count} captures.")


@click.command("import")
@with_settings
@with_person
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--at", "--date", type=INSTANT, help="When saved pages were captured: 2026-01-31T09:00+01:00, or a day.")
@click.option("--mine", is_flag=True, help="Pages open in another LinkedIn account are this person's too.")
@click.option("--column", "named", multiple=True, metavar="FIGURE=COLUMN", help="Which column holds which figure.")
@click.option("--date-format", metavar="FORMAT", help="How a table writes dates, such as %d.%m.%Y; ISO by default.")
@click.option("--delimiter", metavar="SIGN", help="What parts the columns of a table; found out by default.")
@click.option("--encoding", default=UTF_8, metavar="NAME", help="What a table is encoded in; UTF-8 by default.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
def import_history(
    settings: Settings,
    person: str | None,
    dry_run: bool,
    at: dt.datetime | None,
    mine: bool,
    named: tuple[str, ...],
    date_format: str | None,
    delimiter: str | None,
    encoding: str,
    files: tuple[Path, ...],
) -> None:
    """Take in histories: what 'export' wrote, saved SSI pages, and the CSV of other programs.

    Pages may be saved in any way that 'ssi-history read' takes. Of another program's table, name the columns:
    --column date=Day --column total=SSI; figures are date, time, total, brand, people, insights, relationships,
    industry.name, industry.average, industry.rank, industry.rank_change, and the last three of network.

    What is here already is never changed, so that the same file may come again.
    """
    how = Understanding(_columns(named, date_format), _delimiter(delimiter), _encoding(encoding), moment(at))
    database = opened(settings)
    ownership = Ownership(account_key(settings), said_mine=mine)
    intake = Intake(database, _person(database, person), ownership, rehearsal=dry_run)
    reports = []
    for report in _taken(files, intake, how):
        _tell(report)
        reports.append(report)
    if len(reports) > 1:
        click.echo(f"Together: {total(reports).summary()}.")
    if dry_run:
        click.echo("Nothing was changed: this was a dry run.", err=True)
    sys.exit(not all(report.is_clean for report in reports))


def _person(database: Database, name: str | None) -> int:
    """The id of the person of this name, or of the first, who is made where there is none yet."""
    with database.write() as session:
        found = persons.person_named(session, name) if name else persons.first_person(session)
        if found is None:
            raise click.ClickException(f"There is no person named {name!r}.")
        return found.id


def _columns(named: tuple[str, ...], date_format: str | None) -> Columns:
    try:
        pairs = [(figure_named(figure), column) for figure, _sign, column in (pair.partition("=") for pair in named)]
    except NoSuchColumn as error:
        raise click.BadParameter(str(error), param_hint="--column") from error
    if lacking := [figure for figure, column in pairs if not column]:
        raise click.BadParameter(f"Say which column holds {lacking[0]}: {lacking[0]}=COLUMN.", param_hint="--column")
    return Columns(dict(pairs), date_format)


def _delimiter(sign: str | None) -> str | None:
    sign = "\t" if sign in ("\\t", "tab") else sign
    if sign is not None and (len(sign) != 1 or sign in '"\r\n'):
        raise click.BadParameter("One sign parts the columns, such as ; or tab.", param_hint="--delimiter")
    return sign


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
        b"".decode(name)
    except LookupError as error:
        raise click.BadParameter(f"{name!r} is no encoding of text.", param_hint="--encoding") from error
    return name


def _taken(files: tuple[Path, ...], intake: Intake, how: Understanding) -> Iterator[Report]:
    """The report of each file, as it comes."""
    for file in files:
        try:
            with sys.stdin.buffer if file == STANDARD_INPUT else file.open("rb") as stream:
                size = 0 if file == STANDARD_INPUT else os.fstat(stream.fileno()).st_size
                with progress_bar(str(file), size) as advance:
                    report = intake.take(str(file), counted(stream, advance), how)
        except OSError as error:
            report = Report(str(file))
            report.note(Fate.REFUSED, f"It cannot be read: {error.strerror}.")
        yield report


def _tell(report: Report) -> None:
    click.echo(f"{report.name}: {report.summary()}.")
    for words in report.told:
        click.echo(f"  {words}", err=True)
    if report.untold:
        click.echo(f"  … and {report.untold} more.", err=True)
    for lack in Lack:
        if lack in report.lacks:
            click.echo(f"  {_ADVICE[lack]}", err=True)
