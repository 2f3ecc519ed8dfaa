"""`ssi-history` as the command that people type, from the import on: for traces, small disks and timings."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from e2e.service import Service


def ssi_history(*words: str) -> list[str]:
    """The words of the command, for a process of its own."""
    return [sys.executable, "-m", "ssi_server.cli", *words]


class Commanded:
    """A command that was begun, in the terms of `multiprocessing`; what it prints goes into the two files."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], said: Path, complained: Path) -> None:
        with said.open("wb") as out, complained.open("wb") as err:
            self._process = subprocess.Popen(words, env=environment, stdout=out, stderr=err)

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def join(self, timeout: float | None = None) -> None:
        self._process.wait(timeout)


class CommandedService(Service):
    """A service whose command runs behind the words `around`."""

    def __init__(
        self, folder: Path, *command: str, around: Sequence[str] = (), settings: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, *command, settings=settings)
        self._around = around

    def begun(self) -> Commanded:
        environment = self._environment | {"PYTHONUNBUFFERED": "1"}
        return Commanded([*self._around, *ssi_history(*self.command)], environment, self.said, self.complained)
