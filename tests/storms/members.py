"""The installation that a storm goes over: its settings, its servers, and browsers that are paired with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from e2e.commanded import CommandedService
from e2e.service import Service, running
from ssi_server.config import Settings
from ssi_server.people import devices, persons
from ssi_server.storage import Database
from storms.browsers import Paired

BROWSERS = 8
MEMBERS = 4
"""Two browsers each: what one of them sends meets what the other sends."""


@dataclass(frozen=True)
class Installation:
    """A data folder, and a database in it or elsewhere."""

    folder: Path
    database_url: str = ""

    @property
    def settings(self) -> Settings:
        return Settings.load(self.folder / "data", environ=self.environment)

    @property
    def environment(self) -> dict[str, str]:
        return {"SSI_HISTORY_DATABASE_URL": self.database_url} if self.database_url else {}

    def pair(self, browsers: int = BROWSERS, members: int = MEMBERS) -> list[Paired]:
        """Makes the database, the members, and their browsers."""
        database = Database(self.settings)
        database.migrate()
        with database.write() as session:
            owners = [persons.add_person(session, f"Member {number}").id for number in range(members)]
            turns = [owners[number % members] for number in range(browsers)]
            paired = [Paired(owner, devices.add_device(session, owner, "Browser", "capture")[1]) for owner in turns]
        database.close()
        return paired

    @contextmanager
    def served(self, processes: int = 1, around: Sequence[str] = ()) -> Iterator[list[Service]]:
        """So many servers, each on a port of its own; `around` are words before their command."""
        with ExitStack() as stack:
            servers = []
            for number in range(processes):
                place = self.folder / f"server-{number}"
                place.mkdir()
                where, environment = ("serve", "--data-dir", str(self.settings.data_dir)), self.environment
                server = (
                    CommandedService(place, *where, around=around, settings=environment)
                    if around
                    else Service(place, *where, settings=environment)
                )
                servers.append(stack.enter_context(running(server)))
            yield servers
