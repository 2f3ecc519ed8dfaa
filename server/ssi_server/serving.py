"""Serving one member's own machine: migrate, listen, hand out the sign-in link."""

from __future__ import annotations

import errno
import signal
import webbrowser
from types import FrameType
from typing import NoReturn

import click
from waitress import create_server

from .app import create_app
from .body import MAX_BODY
from .config import Settings
from .db import Database
from .people import persons, sign_in

_THREADS = 8


def serve(settings: Settings, host: str, port: int, *, open_browser: bool) -> None:
    """Serves until it is told to stop. Port 0 takes a free one."""
    database = Database(settings)
    database.migrate()
    try:
        server = create_server(
            create_app(settings),
            host=host,
            port=port,
            threads=_THREADS,
            ident="ssi-history",
            max_request_body_size=MAX_BODY + 1,
        )
    except OSError as error:
        raise click.ClickException(_why_not(error, host, port)) from error
    link = sign_in_link(database, host, server.effective_port)
    click.echo(f"SSI History keeps its data in {settings.data_dir}")
    click.echo("Open this link to sign in. It works once, for ten minutes; 'ssi-history sign-in' prints a new one:")
    click.echo(link)
    if open_browser:
        webbrowser.open(link)
    signal.signal(signal.SIGTERM, _stop)
    server.run()


def sign_in_link(database: Database, host: str, port: int) -> str:
    """A new link to the dashboard of the first person."""
    with database.write() as session:
        secret = sign_in.new_link(session, persons.first_person(session).id)
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/sign-in/{secret}"


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Something already listens on {host}:{port}. If it is SSI History, 'ssi-history sign-in' gives"
            " a link to it; otherwise choose another port with --port."
        )
    return f"Cannot listen on {host}:{port}: {error.strerror}."
