"""What several commands take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from sqlalchemy.orm import Session

from .config import Settings, proxies_in
from .models import Person
from .people import persons
from .same_key import require_same_key
from .storage import Database

HOST, PORT = "127.0.0.1", 8712
DEMO_PORT = 8713

FOLDER = click.Path(file_okay=False, path_type=Path)
WHERE = "Where the history lies; the platform's own data folder by default."


def _settings(context: click.Context, _: click.Parameter, data_dir: Path | None) -> Settings:
    return Settings.load(data_dir or context.obj)


with_settings = click.option("--data-dir", "settings", type=FOLDER, callback=_settings, help=WHERE)
with_host = click.option("--host", default=HOST, show_default=True, help="The address of the server.")
with_port = click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
"""0 lets the system choose one."""
with_known_port = click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
with_proxies = click.option(
    "--behind-proxy",
    "proxies",
    multiple=True,
    metavar="ADDR",
    help="The address from which a trusted proxy connects; its X-Forwarded headers are believed. May be repeated.",
)
without_browser = click.option("--no-browser", is_flag=True, help="Print the sign-in link, but do not open it.")


def behind(settings: Settings, proxies: tuple[str, ...]) -> Settings:
    """The settings with these proxies, if any are given, instead of those of the environment. Unusable for bad ones."""
    return replace(settings, proxies=proxies_in(",".join(proxies))) if proxies else settings


def opened(settings: Settings) -> Database:
    """The installation's database, with today's schema, made where there is none; closed when the command ends.

    Raises Unusable where it cannot be had, or belongs to another key.
    """
    database = migrated(settings)
    require_same_key(settings, database)
    return database


def person_meant(session: Session, name: str | None) -> Person:
    """Who is called that; without a name the first person. ClickException where there is nobody."""
    person = persons.person_named(session, name) if name else persons.first_person(session)
    if person is None:
        raise click.ClickException(f"There is no person named {name!r}.")
    return person


def migrated(settings: Settings) -> Database:
    """The same, whichever key it belongs to."""
    database = Database(settings)
    click.get_current_context().call_on_close(database.close)
    database.migrate()
    return database
