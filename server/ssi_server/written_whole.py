"""A file that is there whole and on the disk, or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .config import Unusable

DRAFT = ".draft"
"""How the name of a file ends until it is whole. One that stayed behind is of no use."""


@contextmanager
def written_whole(target: Path, *, replace: bool = False) -> Iterator[IO[bytes]]:
    """A new file, its owner's alone, to write and read in; it gets its name when the block ends well.

    Unusable where there is a file of that name that is not to be replaced; OSError where it cannot be written.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}{DRAFT}")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(target)
        else:
            _name(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Has the names in a folder on the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _name(draft: Path, target: Path) -> None:
    try:
        os.link(draft, target)
    except FileExistsError as error:
        raise Unusable(f"{target} is there already: choose another name, or --force to replace it.") from error
    except OSError as error:  # A file system without hard links.
        if target.exists():
            raise Unusable(f"{target} is there already: choose another name, or --force to replace it.") from error
        draft.replace(target)
