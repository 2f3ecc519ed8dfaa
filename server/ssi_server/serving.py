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
from .config import LOOPBACK, Settings
from .db import Database
from .options import opened
from .people import persons, sign_in
from .sign_in_command import sign_in_command

_THREADS = 8
_LONGEST_TAKEN = 4 * MAX_BODY
"""Bytes of a body beyond which the connection itself is refused; what is too long below that is told in our words."""


def serve(settings: Settings, host: str, port: int, *, open_browser: bool, lasting: bool = True) -> None:
    """Serves until it is told to stop. Port 0 takes a free one. `lasting`: the history is there after that as well."""
    _require_own_machine(host)
    database = opened(settings)
    app = create_app(settings)
    try:
        server = create_server(
            app,
            host=host,
            port=port,
            threads=_THREADS,
            ident="ssi-history",
            ipv6=":" in host,  # "localhost" may stand for two addresses, of which one is enough.
            max_request_body_size=_LONGEST_TAKEN,
        )
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
    server.run()


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
