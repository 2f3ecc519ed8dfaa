"""When a saved page was captured: as the command says, as the file says, or as its member answers."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from ssi_parser.saved import SavedPage

from .files_in import Moment

_NOON = dt.time(12)


class Instant(click.ParamType[dt.datetime]):
    """ISO 8601; without an offset in this computer's own time, without a time at noon."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        text = str(value).strip()
        try:
            at = dt.datetime.fromisoformat(text)
            if len(text) <= len("2026-01-31"):
                at = dt.datetime.combine(at, _NOON)
            return at if at.tzinfo else at.astimezone()
        except (ValueError, OverflowError, OSError):
            self.fail(f"{text!r} is no time: write it like 2026-01-31T09:00+01:00, or as a day.", param, ctx)


INSTANT = Instant()


def moment(said: dt.datetime | None) -> Moment:
    """What was said goes first, then what the file says; on a terminal its member is asked where neither tells."""

    def found(name: str, page: SavedPage) -> dt.datetime | None:
        return said or _local(page.saved_at) or (_asked(name) if is_interactive() else None)

    return found


def is_interactive() -> bool:
    """Whether there is somebody at a terminal to be asked."""
    return sys.stdin.isatty()


def _local(at: dt.datetime | None) -> dt.datetime | None:
    """In this computer's time where the file tells the instant in UTC only, as web archives do."""
    return at.astimezone() if at is not None and not at.utcoffset() else at


def _asked(name: str) -> dt.datetime | None:
    """The answer; the time at which the file was last changed is offered. None for a file that is to be left out."""
    try:
        changed = dt.datetime.fromtimestamp(Path(name).stat().st_mtime, dt.UTC).astimezone()
    except OSError:
        changed = None
    click.echo(err=True)
    return click.prompt(
        f"{name} does not say when it was saved. When was it?",
        default=changed and changed.isoformat(timespec="minutes"),
        type=INSTANT,
        err=True,
    )
