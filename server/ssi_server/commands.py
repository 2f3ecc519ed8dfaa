"""How a command ends where the data cannot be used: with a sentence and exit code 1, never with a traceback."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from .config import Unusable
from .storage import Forgotten


class Commands(click.Group):
    """A group whose commands, and those of its groups, may raise Unusable, Forgotten, and what a database raises."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Unusable as error:
            raise click.ClickException(str(error)) from error
        except Forgotten as error:
            raise click.ClickException("This person was forgotten meanwhile.") from error
        except DBAPIError as error:
            raise click.ClickException(f"The history cannot be read or written: {error.orig}.") from error
