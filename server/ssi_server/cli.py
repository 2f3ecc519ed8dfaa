"""The commands. Each is a thin line to what does the work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ssi_parser import errors, parse_page

from . import opener, sample, serving
from .autostart.commands import autostart
from .captures.commands import reread
from .commands import Commands
from .config import Settings
from .disk import page_in
from .exchange.commands import export_history, import_history
from .explain import explained
from .extension_folder import copy_extension, extension_folder
from .key_command import new_key
from .options import (
    DEMO_PORT,
    FOLDER,
    WHERE,
    behind,
    opened,
    person_meant,
    with_host,
    with_known_port,
    with_port,
    with_proxies,
    with_settings,
    without_browser,
)
from .password_command import password
from .people import devices, names
from .people_commands import invite, person, team
from .upkeep.commands import back_up, doctor, prune, restore_from
from .upkeep.forgetting.command import forget_person
from .workshop.commands import fixture

_LOADING = """
Chrome, Edge, Brave, Vivaldi: open chrome://extensions, switch on "Developer mode", press "Load unpacked", choose that
folder. Firefox: open about:debugging#/runtime/this-firefox, press "Load Temporary Add-on", choose manifest.json in it;
it stays until Firefox is closed.

Does the browser not show the folder, or not open it (browsers from Snap and Flatpak see little of the disk)? Put a copy
where it can: ssi-history extension --copy DIR. After an update of SSI History do so again with the same folder, and
press the reload button on the extension's card."""


@click.group(cls=Commands)
@click.version_option(package_name="ssi-history", prog_name="ssi-history")
@click.option("--data-dir", type=FOLDER, help=WHERE)
@click.pass_context
def main(context: click.Context, data_dir: Path | None) -> None:
    """Keeps the history of your LinkedIn Social Selling Index, on your own machine."""
    context.obj = data_dir


@main.command()
@with_settings
@with_host
@with_port
@with_proxies
@without_browser
def serve(settings: Settings, host: str, port: int, proxies: tuple[str, ...], no_browser: bool) -> None:
    """Serve the dashboard and take captures."""
    serving.serve(behind(settings, proxies), host, port, open_browser=not no_browser)


@main.command("sign-in")
@with_settings
@with_host
@with_known_port
@with_proxies
@click.option("--person", metavar="NAME", help="Whom it signs in; the first person by default.")
@click.option("--open", "open_browser", is_flag=True, help="Have the browser follow it, too.")
def sign_in_link(
    settings: Settings, host: str, port: int, proxies: tuple[str, ...], person: str | None, open_browser: bool
) -> None:
    """Print a new sign-in link for the dashboard: it works once, for ten minutes."""
    link = serving.sign_in_link(opened(settings), behind(settings, proxies), host, port, person)
    click.echo(link)
    if open_browser:
        opener.open_browser(settings.data_dir, link)


@main.command()
@with_settings
@click.option("--explain", is_flag=True, help="Print a table for people: each figure, and where the page shows it.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
def read(settings: Settings, files: tuple[Path, ...], explain: bool) -> None:
    """Print the figures of saved SSI pages, one line of JSON a file; - is standard input.

    A file is whatever a browser saves: HTML in any encoding, complete or HTML only, a page of SingleFile, MHTML;
    each may be compressed by gzip.
    """
    failed = False
    for file in files:
        try:
            saved = page_in(file)
            reading = parse_page(saved.html, saved.url)
            if explain:
                click.echo(f"{file}\n\n{explained(reading)}\n")
            else:
                click.echo(json.dumps(reading.to_dict(), ensure_ascii=False))
        except errors.Refusal as refusal:
            click.echo(f"{file}: {refusal.title} ({refusal.code}). {refusal.detail}", err=True)
            failed = True
        except OSError as error:
            click.echo(f"{file}: {error.strerror}.", err=True)
            failed = True
    sys.exit(failed)


@main.group()
def device() -> None:
    """Browsers and scripts that may send captures."""


@device.command("add")
@with_settings
@click.argument("name")
@click.option("--scope", type=click.Choice(devices.SCOPES), default="capture", show_default=True)
@click.option("--person", metavar="NAME", help="Whose device it is; the first person's by default.")
def add_device(settings: Settings, name: str, scope: str, person: str | None) -> None:
    """Make a token for a browser or script, and print it: it cannot be shown again."""
    with opened(settings).write() as session:
        try:
            _, token = devices.add_device(session, person_meant(session, person).id, name, scope)
        except names.BadName as error:
            raise click.ClickException(str(error)) from error
    click.echo(token)


@device.command("list")
@with_settings
def list_devices(settings: Settings) -> None:
    """List all devices, with their last use."""
    with opened(settings).read() as session:
        for known in devices.devices_of(session):
            used = f"last used {known.last_used_at:%Y-%m-%d %H:%M} UTC" if known.last_used_at else "never used"
            state = f"revoked {known.revoked_at:%Y-%m-%d}" if known.revoked_at else used
            click.echo(f"{known.id}  {known.scope:8}{state:34}{known.name}")


@device.command("rename")
@with_settings
@click.argument("id")
@click.argument("name")
def rename_device(settings: Settings, id: str, name: str) -> None:
    """Give a device another name."""
    try:
        with opened(settings).write() as session:
            if not devices.rename_device(session, id, name):
                raise _no_device(id)
    except names.BadName as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Renamed {id}.")


@device.command("revoke")
@with_settings
@click.argument("id")
def revoke_device(settings: Settings, id: str) -> None:
    """Take a device's token out of force, at once."""
    with opened(settings).write() as session:
        if not devices.revoke_device(session, id):
            raise _no_device(id)
    click.echo(f"Revoked {id}.")


def _no_device(id: str) -> click.ClickException:
    return click.ClickException(f"There is no device {id!r} in force: see 'ssi-history device list'.")


@main.command()
@with_host
@click.option("--port", default=DEMO_PORT, show_default=True, type=click.IntRange(0, 65535))
@without_browser
def demo(host: str, port: int, no_browser: bool) -> None:
    """Serve a year of sample history from a throw-away folder."""
    with sample.history() as settings:
        serving.serve(settings, host, port, open_browser=not no_browser, lasting=False)


@main.command()
@click.option("--copy", type=FOLDER, help="Put a copy there first, in place of an earlier one: a path that stays.")
def extension(copy: Path | None) -> None:
    """Say where the browser extension's folder is, and how to load it."""
    click.echo(copy_extension(copy) if copy else extension_folder())
    click.echo(_LOADING, err=True)


main.add_command(autostart)
main.add_command(fixture)
main.add_command(export_history)
main.add_command(import_history)
main.add_command(reread)
main.add_command(back_up)
main.add_command(restore_from)
main.add_command(prune)
main.add_command(forget_person)
main.add_command(doctor)
main.add_command(new_key)
main.add_command(password)
main.add_command(person)
main.add_command(team)
main.add_command(invite)

if __name__ == "__main__":
    main()
