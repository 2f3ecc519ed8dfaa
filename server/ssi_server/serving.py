"""Serving one member's own machine: migrate, listen, hand out the sign-in link."""

from __future__ import annotations

import errno
import gc
import signal
import webbrowser
from types import FrameType
from typing import NoReturn

import click

from .app import create_app
from .config import LOOPBACK, Settings
from .listener import listener
from .options import opened
from .people import persons, sign_in
from .sign_in_command import sign_in_command
from .storage import Database
from .upkeep.daily import Daily


def serve(settings: Settings, host: str, port: int, *, open_browser: bool, lasting: bool = True) -> None:
    """Serves until it is told to stop. Port 0 takes a free one. `lasting`: the history is there after that as well."""
    _require_own_machine(host)
    database = opened(settings)
    app = create_app(settings)
    try:
        server = listener(app, host, port)
    except OSError as error:
        again = sign_in_command(settings, host, port) if lasting else None
        raise click.ClickException(_why_not(error, host, port, again)) from error
    link = sign_in_link(database, host, server.effective_port)
    click.echo(f"SSI History keeps its data in {settings.data_dir}")
    if lasting:
        click.echo(f"For a new sign-in link: {sign_in_command(settings, host, server.effective_port)}")
    click.echo("Open this link to sign in. It works once, for ten minutes:")
    click.echo(link)
    if open_browser:
        webbrowser.open(link)
    signal.signal(signal.SIGTERM, _stop)
    gc.freeze()  # What is there by now stays: no collection need look at it again.
    daily = Daily(settings)
    if lasting:
        daily.start()
    try:
        server.run()
    finally:
        daily.stop()


def sign_in_link(database: Database, host: str, port: int) -> str:
    """A new link to the dashboard of the first person."""
    _require_own_machine(host)
    with database.write() as session:
        secret = sign_in.new_link(session, persons.first_person(session).id)
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/sign-in/{secret}"


def _require_own_machine(host: str) -> None:
    if host not in LOOPBACK:
        raise click.ClickException(
            f"SSI History listens on this machine only, not on {host}; another address needs a trusted proxy,"
            " which this version does not support yet."
        )


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _why_not(error: OSError, host: str, port: int, again: str | None) -> str:
    if error.errno == errno.EADDRINUSE:
        link = f" If it is SSI History, this prints a link to it: {again}" if again else ""
        return f"Something already listens on {host}:{port}; another port is chosen with --port.{link}"
    return f"Cannot listen on {host}:{port}: {error.strerror}."
