"""The commands. Each is a thin line to what does the work."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ssi_parser import errors, parse_page

from . import sample, serving
from .config import Settings
from .db import Database
from .people import devices, persons

HOST, PORT = "127.0.0.1", 8712

FOLDER = click.Path(file_okay=False, path_type=Path)
WHERE = "Where the history lies; the platform's own data folder by default."


def _settings(context: click.Context, _: click.Parameter, data_dir: Path | None) -> Settings:
    return Settings.load(data_dir or context.obj)


with_settings = click.option("--data-dir", "settings", type=FOLDER, callback=_settings, help=WHERE)
with_host = click.option("--host", default=HOST, show_default=True, help="The address of the server.")
with_port = click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
without_browser = click.option("--no-browser", is_flag=True, help="Print the sign-in link, but do not open it.")


@click.group()
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
@without_browser
def serve(settings: Settings, host: str, port: int, no_browser: bool) -> None:
    """Serve the dashboard and take captures."""
    serving.serve(settings, host, port, open_browser=not no_browser)


@main.command("sign-in")
@with_settings
@with_host
@with_port
def sign_in_link(settings: Settings, host: str, port: int) -> None:
    """Print a new sign-in link for the dashboard: it works once, for ten minutes."""
    click.echo(serving.sign_in_link(_opened(settings), host, port))


@main.command()
@with_settings
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
def read(settings: Settings, files: tuple[Path, ...]) -> None:
    """Print the figures of saved SSI pages, one line of JSON a file; - is standard input."""
    failed = False
    for file in files:
        try:
            html = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
            click.echo(json.dumps(parse_page(html).to_dict(), ensure_ascii=False))
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
    with _opened(settings).write() as session:
        owner = persons.person_named(session, person) if person else persons.first_person(session)
        if owner is None:
            raise click.ClickException(f"There is no person named {person!r}.")
        _, token = devices.add_device(session, owner.id, name, scope)
    click.echo(token)


@device.command("list")
@with_settings
def list_devices(settings: Settings) -> None:
    """List all devices, with their last use."""
    with _opened(settings).read() as session:
        for known in devices.devices_of(session):
            used = f"last used {known.last_used_at:%Y-%m-%d %H:%M} UTC" if known.last_used_at else "never used"
            state = f"revoked {known.revoked_at:%Y-%m-%d}" if known.revoked_at else used
            click.echo(f"{known.id}  {known.scope:8}{state:34}{known.name}")


@device.command("revoke")
@with_settings
@click.argument("id")
def revoke_device(settings: Settings, id: str) -> None:
    """Take a device's token out of force, at once."""
    with _opened(settings).write() as session:
        if not devices.revoke_device(session, id):
            raise click.ClickException(f"There is no device {id!r} in force: see 'ssi-history device list'.")
    click.echo(f"Revoked {id}.")


@main.command()
@with_host
@with_port
@without_browser
def demo(host: str, port: int, no_browser: bool) -> None:
    """Serve a year of sample history from a throw-away folder."""
    with sample.history() as settings:
        serving.serve(settings, host, port, open_browser=not no_browser)


def _opened(settings: Settings) -> Database:
    database = Database(settings)
    database.migrate()
    return database


if __name__ == "__main__":
    main()
