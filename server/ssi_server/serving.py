"""Serving one member's own machine, or behind a proxy: migrate, listen, hand out the sign-in link."""

from __future__ import annotations

import errno
import gc
import signal
from types import FrameType
from typing import NoReturn

import click

from . import opener
from .app import create_app
from .config import LOOPBACK, Settings
from .listener import listener
from .options import opened, person_meant
from .people import sign_in
from .sign_in_command import sign_in_command
from .storage import Database
from .upkeep.daily import Daily
from .web.cookie import DEMO, NAME


def serve(settings: Settings, host: str, port: int, *, open_browser: bool, lasting: bool = True) -> None:
    """Serves until it is told to stop. Port 0 takes a free one. `lasting`: the history is there after that as well."""
    _require_own_machine(settings, host)
    database = opened(settings)
    app = create_app(settings, NAME if lasting else DEMO)
    try:
        server = listener(app, host, port)
    except OSError as error:
        again = sign_in_command(settings, host, port) if lasting else None
        raise click.ClickException(_why_not(error, host, port, again)) from error
    link = sign_in_link(database, settings, host, server.effective_port)
    click.echo(f"SSI History keeps its data in {settings.data_dir}")
    if lasting:
        click.echo(f"For a new sign-in link: {sign_in_command(settings, host, server.effective_port)}")
    click.echo("Open this link to sign in. It works once, for ten minutes:")
    click.echo(link)
    if open_browser:
        opener.open_browser(settings.data_dir, link)
    signal.signal(signal.SIGTERM, _stop)
    gc.freeze()  # What is there by now stays: no collection need look at it again.
    daily = Daily(settings)
    if lasting:
        daily.start()
    try:
        with opener.removing_old(settings.data_dir):
            server.run()
    finally:
        daily.stop()
        app.extensions["ssi_database"].close()


def sign_in_link(database: Database, settings: Settings, host: str, port: int, person: str | None = None) -> str:
    """A new link to the dashboard of this person, or of the first one."""
    base = address(settings, host, port)
    with database.write() as session:
        secret = sign_in.new_link(session, person_meant(session, person).id)
    return f"{base}/sign-in/{secret}"


def address(settings: Settings, host: str, port: int) -> str:
    """By which browsers reach it: through the proxy, where there is one."""
    _require_own_machine(settings, host)
    if settings.proxies:
        return f"https://{settings.hosts[0]}"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _require_own_machine(settings: Settings, host: str) -> None:
    settings.require_name()
    if host not in LOOPBACK and not settings.proxies:
        raise click.ClickException(
            f"SSI History listens on this machine only, not on {host}. To be reached from others it stands behind a"
            " proxy that speaks TLS: name the address that the proxy connects from with --behind-proxy."
        )


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _why_not(error: OSError, host: str, port: int, again: str | None) -> str:
    if error.errno == errno.EADDRINUSE:
        link = f" If it is SSI History, this prints a link to it: {again}" if again else ""
        return f"Something already listens on {host}:{port}; another port is chosen with --port.{link}"
    return f"Cannot listen on {host}:{port}: {error.strerror}."
