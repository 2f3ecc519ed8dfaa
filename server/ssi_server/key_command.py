"""The command that begins with another key, where the one that the history was begun with is lost."""

from __future__ import annotations

import click
from sqlalchemy import update

from .clock import now
from .config import Settings
from .keys import FACT, fingerprint, session_key
from .models import Fact
from .options import migrated, with_settings


@click.command("new-key")
@with_settings
def new_key(settings: Settings) -> None:
    """Begin with the key that is in the key's file, or with a new one, where the old one is lost for good.

    Members sign in again and say again which LinkedIn account is theirs. Nothing of their history changes.
    """
    own = fingerprint(session_key(settings))
    with migrated(settings).write() as session:
        session.execute(update(Fact).where(Fact.name == FACT).values(value=own, noted_at=now()))
    click.echo(f"The history now belongs to the key {own} in {settings.key_file}. Servers that run: start them again.")
