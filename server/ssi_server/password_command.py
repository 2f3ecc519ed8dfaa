"""The command that sets and removes passwords; no password ever stands in the list of processes."""

from __future__ import annotations

import sys

import click

from .config import Settings
from .options import opened, person_meant, with_settings
from .people import passwords, sessions

_PERSON = click.option("--person", metavar="NAME", help="Whose password it is; the first person's by default.")


@click.group()
def password() -> None:
    """A password beside sign-in links, for computers that several people use."""


@password.command("set")
@with_settings
@_PERSON
@click.option("--stdin", is_flag=True, help="Read it from standard input, one line, instead of asking for it twice.")
def set_password(settings: Settings, person: str | None, stdin: bool) -> None:
    """Set or change a password: it is asked for whenever somebody signs in, and all browsers sign in again."""
    with opened(settings).write() as session:
        whose = person_meant(session, person).id
    new = sys.stdin.readline().rstrip("\r\n") if stdin else _asked()
    try:
        with opened(settings).write(whose) as session:
            passwords.set_password(session, whose, new)
            sessions.end_others(session, whose)
    except passwords.BadPassword as error:
        raise click.ClickException(str(error)) from error
    click.echo("The password is set. Browsers that were signed in sign in again.")


@password.command("remove")
@with_settings
@_PERSON
def remove_password(settings: Settings, person: str | None) -> None:
    """Let a sign-in link be enough again."""
    with opened(settings).write() as session:
        passwords.remove_password(session, person_meant(session, person).id)
    click.echo("The password is removed: a sign-in link is enough.")


def _asked() -> str:
    """What was typed twice, without being shown."""
    typed: str = click.prompt("New password", hide_input=True, confirmation_prompt="Once more")
    return typed
