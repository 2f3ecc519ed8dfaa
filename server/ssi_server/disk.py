"""Saved pages on the member's disk."""

from __future__ import annotations

import sys
from pathlib import Path

from ssi_parser.saved import MAX_INFLATED, SavedPage, saved_page

STANDARD_INPUT = Path("-")


def page_in(file: Path) -> SavedPage:
    """The page in a file, or from standard input.

    Raises a Refusal where there is none, OSError where the file cannot be read. No more of it is read than a page
    can have, so that one which is larger is refused as such.
    """
    if file == STANDARD_INPUT:
        return saved_page(sys.stdin.buffer.read(MAX_INFLATED + 1))
    with file.open("rb") as stream:
        return saved_page(stream.read(MAX_INFLATED + 1))
