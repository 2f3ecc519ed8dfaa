"""`ssi-history autostart`: what is typed, and what is said."""

from __future__ import annotations

import click

from ..config import Settings
from ..options import HOST, with_known_port, with_settings
from ..sign_in_command import sign_in_command
from .launch import launch
from .presence import Presence, presence
from .switch import Now, switch_off, switch_on, systems_here

_SAID = {
    Now.STARTED: "It runs now on {address}. For a sign-in link: {sign_in}",
    Now.RAN_ALREADY: "A server runs already on {address}: it goes on; these settings count from the next log-in.",
    Now.NEXT_LOG_IN: "It starts with your next log-in; until then, run 'ssi-history serve' with the same options.",
    Now.SILENT: "It was started, but does not answer on {address} yet. What it says is in: {log}",
}


@click.group()
def autostart() -> None:
    """Start the server with your own log-in."""


@autostart.command()
@with_settings
@with_known_port
def on(settings: Settings, port: int) -> None:
    """From now on the server starts when you log in, with the settings that are in force now."""
    systems = systems_here()
    now = switch_on(systems, launch(settings, port), port)
    click.echo(f"SSI History starts when you log in ({systems[0].title}: {systems[0].file}).")
    sign_in = sign_in_command(settings, HOST, port)
    click.echo(_SAID[now].format(address=f"http://{HOST}:{port}", log=systems[0].log, sign_in=sign_in))


@autostart.command()
def off() -> None:
    """The server starts no longer when you log in."""
    were_on = switch_off(systems_here())
    for system in were_on:
        rest = "" if system.stop else " If it runs now, it goes on until you log out."
        click.echo(f"SSI History starts no longer when you log in ({system.title}).{rest}")
    if not were_on:
        click.echo("It was off already.")


@autostart.command()
@with_known_port
def status(port: int) -> None:
    """Whether the server starts when you log in, and whether it runs."""
    found = [system for system in systems_here() if system.file.exists()]
    for system in found:
        click.echo(f"on: {system.title}, {system.file}")
    if not found:
        click.echo("off")
    runs = {
        Presence.OURS: "the server runs on",
        Presence.STRANGER: "another program listens on",
        Presence.NOBODY: "nothing answers on",
    }
    click.echo(f"{runs[presence(port)]} http://{HOST}:{port}")
