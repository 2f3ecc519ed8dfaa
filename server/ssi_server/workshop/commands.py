"""`ssi-history fixture`: add a page, look at it beside its figures, confirm them."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from ssi_parser import errors

from ..config import Settings
from ..options import FOLDER, opened, with_settings
from . import draft, folder, origin
from .folder import Fixture, NotAFixture
from .sheet import rows_of, sheet

FIXTURES = Path("fixtures")
in_folder = click.option(
    "--folder", "within", type=FOLDER, default=FIXTURES, show_default=True, help="Where the fixtures are."
)


@click.group()
def fixture() -> None:
    """Pages that the reader is tested with."""


@fixture.command()
@with_settings
@click.argument("page", metavar="FILE|CAPTURE")
@click.option("--name", required=True, help="What to call it, such as polish-2026.")
@click.option("--source", type=click.Choice(draft.SOURCES), default="live", show_default=True, help="Its origin.")
@in_folder
def add(settings: Settings, page: str, name: str, source: str, within: Path) -> None:
    """Make a fixture of a saved page or a stored capture, without what identifies its member."""
    try:
        path = folder.place(within, name)
        found = origin.of_file(Path(page)) if Path(page).is_file() else origin.of_capture(opened(settings), page)
        made = draft.drafted(name, found, source)
        folder.write(path, made)
    except (NotAFixture, errors.Refusal) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
    named = name if within == FIXTURES else f"{name} --folder {within}"
    click.echo(
        f"Made {path}: the page without what identifies you, and a draft of what reading it must give. Next:\n"
        f"  1. ssi-history fixture show {named}\n"
        "     Compare every figure with the page, and look for names: no program knows all of them.\n"
        f"  2. Correct {path / folder.outcome_file(made)} where it is wrong, and meta.json where it says too little.\n"
        f"  3. ssi-history fixture confirm {named}"
    )


@fixture.command()
@click.argument("name")
@in_folder
def show(name: str, within: Path) -> None:
    """Print the page as a person would read it, beside the figures that are expected of it."""
    found = _read(within, name)
    state = "confirmed" if found.meta["confirmed"] else "not confirmed"
    click.echo(f"{found.meta['title']} ({found.meta['source']}, {state})\n")
    click.echo(sheet(found, shutil.get_terminal_size((100, 24)).columns))


@fixture.command()
@click.argument("name")
@in_folder
def confirm(name: str, within: Path) -> None:
    """State that page and figures were compared, and agree."""
    found = _read(within, name)
    if not found.meta["facts"]:
        raise click.ClickException('Say under "facts" in meta.json what of the page was observed and what is invented.')
    folder.write_meta(folder.place(within, name), found.meta | {"confirmed": True})
    click.echo("\n".join([f"Confirmed {name}:", *rows_of(found)]))
    if read_otherwise := draft.read_otherwise(found):
        click.echo(f"Today's reader says otherwise of: {', '.join(read_otherwise)}. The tests fail until it does not.")


def _read(within: Path, name: str) -> Fixture:
    try:
        return folder.read(folder.place(within, name))
    except NotAFixture as error:
        raise click.ClickException(str(error)) from error
