"""A PostgreSQL of our own, for as long as it is needed: the one that is installed, started in a folder of its own.

`python tests/throwaway_postgresql.py` prints which is used, and fetches one where none is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OLDEST = 15
FETCH_SECONDS = 900
ADVICE = f"""No PostgreSQL {OLDEST} or newer was found, and none could be fetched. Either of these helps:
  - install it (Debian: apt install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql)
  - put the folder of the one that you have, with initdb in it, on PATH"""

HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
"""Settings of a cluster whose data nobody will miss."""


class PostgresqlMissing(Exception):
    """No PostgreSQL is here and none could be fetched; the message says how to get one."""


@dataclass(frozen=True)
class Programs:
    folder: Path
    version: str  # "15.14"


@cache
def find_programs() -> Programs:
    """What is on PATH, else the newest of Debian's, else a fetched one. Raises PostgresqlMissing."""
    found = _here()
    if found is None and _is_root() and shutil.which("apt-get"):
        _try(["apt-get", "update", "--quiet"])
        _try(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "postgresql"])
        found = _here()
    if found is None:
        raise PostgresqlMissing(ADVICE)
    return found


@dataclass(frozen=True)
class Cluster:
    """One server with its data. It listens on 127.0.0.1, and lets everybody in as `postgres`."""

    folder: Path
    port: int

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self, settings: Mapping[str, str] | None = None, around: Sequence[str] = ()) -> None:
        """Returns when it answers; `settings` as in postgresql.conf, `around` words before the command."""
        given = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder}
        options = " ".join(f"-c {name}={value}" for name, value in (given | dict(settings or {})).items())
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start", around=around)

    def stop(self, mode: str = "fast") -> None:
        """Ends it: `smart` waits for its clients, `fast` sends them away, `immediate` is a crash."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def run(self, program: str, *words: object, around: Sequence[str] = ()) -> None:
        """Runs one of PostgreSQL's programs as the cluster's owner; CalledProcessError with its words."""
        command = [*around, *as_owner(), str(find_programs().folder / program), *map(str, words)]
        # Into a file: a started server would hold a pipe open.
        with tempfile.TemporaryFile() as said:
            ended = subprocess.run(command, cwd=self.folder, stdout=said, stderr=said, check=False)
            if ended.returncode:
                said.seek(0)
                raise subprocess.CalledProcessError(ended.returncode, command, said.read().decode(errors="replace"))


@contextmanager
def folder_of_owner() -> Iterator[Path]:
    """An empty folder that belongs to whoever runs the cluster, which is never root."""
    with tempfile.TemporaryDirectory(prefix="ssi-history-postgresql-", ignore_cleanup_errors=True) as name:
        if _is_root():
            shutil.chown(name, "nobody")
        yield Path(name)


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A new cluster, running; it is stopped and thrown away afterwards, whatever was done to it meanwhile."""
    with folder_of_owner() as folder:
        made = Cluster(folder, free_port())
        made.run("initdb", "-D", made.data, "-U", "postgres", "-A", "trust", "-N", "--no-locale", "-E", "UTF8")
        made.start(settings)
        try:
            yield made
        finally:
            if (made.data / "postmaster.pid").exists():
                made.stop("immediate")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _here() -> Programs | None:
    on_path = (Path(folder) for folder in os.get_exec_path())
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _number(folder.parent.name))
    return next((found for folder in (*on_path, *reversed(debian)) if (found := _programs_in(folder))), None)


def _programs_in(folder: Path) -> Programs | None:
    """Those in the folder, if all that is needed is there: initdb alone may be on PATH without its neighbours."""
    programs = (folder / "initdb").resolve().parent
    if not all(shutil.which(name, path=str(programs)) for name in ("initdb", "pg_ctl", "postgres")):
        return None
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\d[\d.]*", answer)
    return Programs(programs, version[0]) if version and _number(version[0]) >= OLDEST else None


def _number(version: str) -> int:
    major = re.match(r"\d+", version)
    return int(major[0]) if major else 0


def as_owner() -> list[str]:
    """The words before a command that make its owner run it, whoever we are."""
    return ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] if _is_root() else []


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _try(command: list[str]) -> None:
    """Runs a command that may fail: whether it helped is seen by looking again."""
    sys.stderr.write(f"PostgreSQL is missing, trying: {' '.join(command)}\n")
    try:
        subprocess.run(command, timeout=FETCH_SECONDS, check=True, stdout=sys.stderr)
    except subprocess.SubprocessError as problem:
        sys.stderr.write(f"that did not work: {problem}\n")


def main() -> None:
    try:
        found = find_programs()
    except PostgresqlMissing as missing:
        sys.exit(str(missing))
    sys.stdout.write(f"{found.folder} {found.version}\n")


if __name__ == "__main__":
    main()
