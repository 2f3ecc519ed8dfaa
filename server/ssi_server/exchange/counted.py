"""A file that tells how much of it has been read, for a progress bar."""

from __future__ import annotations

from collections.abc import Callable
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO


class _Counted(RawIOBase):
    def __init__(self, file: BinaryIO, advance: Callable[[int], Any]) -> None:
        self._file, self._advance = file, advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._advance(len(data))
        return len(data)


def counted(file: BinaryIO, advance: Callable[[int], Any]) -> BufferedReader:
    """The same bytes; `advance` is called with the number of those that were read."""
    return BufferedReader(_Counted(file, advance), buffer_size=64 * 1024)
