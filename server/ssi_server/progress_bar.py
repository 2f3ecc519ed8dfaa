"""How far a long command has come."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Advance = Callable[[int], object]
"""Says that so many more are done."""


@contextmanager
def progress_bar(label: str, length: int) -> Iterator[Advance]:
    """A bar on standard error, where that is a terminal and there is anything to do."""
    hidden = not (sys.stderr.isatty() and length)
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield bar.update
