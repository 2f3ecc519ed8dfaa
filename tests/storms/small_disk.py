"""A disk of a few megabytes that fills up and has room again: a file system in memory, in a namespace of its own.

So it needs no place in the machine's own tree, and is gone with the test, whatever becomes of that.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storms.tools import tool

MOUNT = 'mount -t tmpfs -o size="$1"m,mode=1777 small "$0" && echo mounted && exec cat'
"""Then waits for the end of its standard input."""


@dataclass(frozen=True)
class SmallDisk:
    """`inside` is where the programs find it that are started with the words `around` before their command; `outside`
    is the same folder as everybody sees it.
    """

    inside: Path
    outside: Path
    around: tuple[str, ...]

    def fill(self) -> None:
        """Leaves no byte."""
        with self._ballast.open("ab", buffering=0) as ballast:
            for size in (65_536, 1):
                while fits(ballast, size):
                    """One more."""

    def make_room(self) -> None:
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.outside / "ballast"


def fits(file: IO[bytes], size: int) -> bool:
    """Whether so many bytes more could be written."""
    try:
        return file.write(bytes(size)) == size
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """A disk of so many megabytes at the folder. AssertionError where the system lets us mount nothing."""
    folder.mkdir()
    root = os.geteuid() == 0
    own = () if root else ("--user", "--map-root-user")
    command = [tool("unshare", "util-linux"), *own, "--mount", "sh", "-c", MOUNT, str(folder), str(megabytes)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stderr
        assert holder.stdout.readline() == b"mounted\n", f"no small disk: {holder.stderr.read().decode()}"
        yield SmallDisk(folder, Path(f"/proc/{holder.pid}/root{folder}"), into(holder.pid, root=root))


def into(process: int, *, root: bool) -> tuple[str, ...]:
    """The words that start a command in the process's namespaces, as whoever we are."""
    enter = (tool("nsenter", "util-linux"), "--target", str(process), "--mount")
    if root:
        return enter
    oneself = (f"--map-user={os.geteuid()}", f"--map-group={os.getegid()}")
    return *enter, "--user", "--preserve-credentials", "unshare", "--user", *oneself
