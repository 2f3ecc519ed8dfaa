"""A server of the member's own, on either engine, for those who try to bring it down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path

from e2e.forked import ssi_history
from e2e.service import START_SECONDS, MemberService, Process, clean, ended, running
from throwaway_postgresql import HASTY, cluster

ENGINES = ("sqlite", "postgresql")

_WRONG = re.compile(r"Traceback|unexpected error|Exception", re.IGNORECASE)


class Attacked(MemberService):
    """`settings` are those of its environment, and of the commands that are run beside it."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        super().__init__(folder)
        self._environment = clean() | settings

    def begun(self) -> Process:
        return ssi_history(self.command, self._environment, self.said, self.complained)

    def ask(self, *words: str) -> str:
        """What `ssi-history` prints."""
        said, complained = (self._folder / f"asked-{name}.txt" for name in ("said", "complained"))
        command = ssi_history([*words, "--data-dir", str(self.data_dir)], self._environment, said, complained)
        assert ended(command, START_SECONDS) == 0, complained.read_text("utf-8")
        return said.read_text("utf-8").strip()

    def token(self) -> str:
        """A new one, with which everything of one's own may be done."""
        return self.ask("device", "add", "Script", "--scope", "full")

    def new_link(self) -> str:
        return self.ask("sign-in", "--port", str(self.port))

    def complaints(self) -> list[str]:
        """The lines of its log that tell of a mistake in the program."""
        return [line for line in self.log().splitlines() if _WRONG.search(line)]


@contextmanager
def attacked(engine: str, folder: Path) -> Iterator[Attacked]:
    """One that runs, with a new history on this engine."""
    with ExitStack() as stack:
        settings = {}
        if engine == "postgresql":
            settings["SSI_HISTORY_DATABASE_URL"] = stack.enter_context(cluster(HASTY)).url()
        yield stack.enter_context(running(Attacked(folder, settings)))


def is_bug(status: int) -> bool:
    """Whether no server should ever answer so: 503 is documented, and 501 is HTTP's own for an unknown encoding."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR and status not in (
        HTTPStatus.NOT_IMPLEMENTED,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
