"""The seal of an archive: the SHA-256 of all its bytes, in the comment at its very end, so that every change shows."""

from __future__ import annotations

import hashlib
from typing import IO

LENGTH = 64
OPEN = b"0" * LENGTH
"""The comment of a zip that is still to be sealed."""

_AT_ONCE = 1024 * 1024


def seal(file: IO[bytes]) -> None:
    """Puts the seal in the place of the open one that the file ends in."""
    digest = _digest(file)
    file.seek(-LENGTH, 2)
    file.write(digest)


def is_whole(file: IO[bytes]) -> bool:
    """Whether the file ends in the seal of what it holds."""
    if file.seek(0, 2) < LENGTH:
        return False
    digest = _digest(file)
    file.seek(-LENGTH, 2)
    return file.read() == digest


def _digest(file: IO[bytes]) -> bytes:
    """Of everything but the seal's own place."""
    left = file.seek(0, 2) - LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(left, _AT_ONCE))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()
