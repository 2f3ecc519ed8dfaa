"""What is compared: `ssi-history serve` and the floor, each a process of its own over an empty database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from e2e.commanded import ssi_history
from e2e.service import clean
from ssi_server.config import Settings
from ssi_server.people import devices, persons
from ssi_server.storage import Database

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """One that answers on this port; each of the tokens is another person's."""

    port: int
    process: int
    tokens: tuple[str, ...]


def cpu_of(process: int) -> float:
    """Seconds of the processor that it has used, to the hundredth."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:13])) / _TICKS


def cpu_of_family(process: int) -> float:
    """Seconds of the processor that it and those which it has started have used, as far as they still run."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    parents = (map(int, line.split()) for line in listed.splitlines())
    return sum(cpu_of(each) for each, parent in parents if process in (each, parent))


@contextmanager
def product(folder: Path, url: str | None, people: int) -> Iterator[Server]:
    """`ssi-history serve` with so many persons in its database: SQLite in the folder, or PostgreSQL at the address."""
    setting = {"SSI_HISTORY_DATABASE_URL": url} if url else {}
    database = Database(Settings.load(folder, environ=setting))
    database.migrate()
    with database.write() as session:
        whose = [persons.add_person(session, f"Bench {number}").id for number in range(people)]
        tokens = tuple(devices.add_device(session, person, "Browser", "capture")[1] for person in whose)
    database.close()
    command = ssi_history("serve", "--data-dir", str(folder), "--port", "0", "--no-browser")
    with running(command, clean() | setting, "http") as (process, link):
        yield Server(urlsplit(link).port or 0, process, tokens)


@contextmanager
def floor(place: str, people: int) -> Iterator[Server]:
    """The bare route, with tokens that it does not look at."""
    with running([sys.executable, "-m", "bench.floor", place], dict(os.environ), "") as (process, port):
        yield Server(int(port), process, ("none",) * people)


@contextmanager
def running(command: list[str], environment: dict[str, str], begins: str) -> Iterator[tuple[int, str]]:
    """The process of a server, and the line by which it says where it listens."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.pid, next(line.strip() for line in server.stdout or () if line.startswith(begins))
        finally:
            server.terminate()
