"""A server of the member's own, on either engine, for those who try to bring it down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path

from e2e.service import MemberService, running
from throwaway_postgresql import HASTY, cluster

ENGINES = ("sqlite", "postgresql")

_WRONG = re.compile(r"Traceback|unexpected error|Exception", re.IGNORECASE)


class Attacked(MemberService):
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
