"""A PostgreSQL as durable as it is by default, which may be killed, started again, copied and promoted."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

import throwaway_postgresql
from throwaway_postgresql import folder_of_owner, free_port

START_SECONDS = 60


@dataclass(frozen=True)
class Cluster(throwaway_postgresql.Cluster):
    """One that comes and goes, on a port that stays its own. `within` are words before each of its commands."""

    within: tuple[str, ...] = ()

    def run(self, program: str, *words: object, around: Sequence[str] = ()) -> None:
        super().run(program, *words, around=(*self.within, *around))

    def make(self) -> None:
        words = ("-U", "postgres", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8")
        self.run("initdb", "-D", self.data, *words)

    def start(self, settings: Mapping[str, str] | None = None, around: Sequence[str] = ()) -> None:
        """Returns once it takes connections, after whatever recovery its last end made necessary."""
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                return super().start(settings, around)
            except subprocess.CalledProcessError:  # What is left of a killed one may hold its memory for a moment.
                assert time.monotonic() < until, f"PostgreSQL does not start: {self.log()}"
                time.sleep(0.05)

    def kill(self) -> None:
        """As when the machine's plug is pulled, but for what the operating system still writes: all at once."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def kill_backend(self, dice: random.Random) -> None:
        """Ends one process that serves a client; the postmaster then ends all the others and recovers."""
        serving = self.sql(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        for (process,) in dice.sample(serving, min(1, len(serving))):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def await_recovery(self) -> None:
        """Returns when it answers again."""
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            assert time.monotonic() < until, f"it does not come back: {self.log()}"
            time.sleep(0.05)

    def follow(self, primary: Cluster) -> None:
        """Becomes its copy, and runs: from then on the primary answers for nothing before the copy has it too."""
        shutil.rmtree(self.data, ignore_errors=True)
        source = f"host=127.0.0.1 port={primary.port} user=postgres application_name=copy"
        self.run("pg_basebackup", "-D", self.data, "-R", "-c", "fast", "--no-sync", "-d", source)
        self.start()
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'copy'")
        primary.sql("SELECT pg_reload_conf()")
        until = time.monotonic() + START_SECONDS
        while primary.sql("SELECT sync_state FROM pg_stat_replication") != [("sync",)]:
            assert time.monotonic() < until, f"the standby does not follow: {self.log()}"
            time.sleep(0.05)

    def promote(self) -> None:
        """From a copy to the one that takes writes; it waits for no copy, since it has none."""
        self.sql("SELECT pg_promote()")

    def check(self) -> None:
        """Raises unless every table and every index is whole, and each row is found through each index."""
        address = ("-h", "127.0.0.1", "-p", self.port, "-U", "postgres")
        self.run("pg_amcheck", *address, "--install-missing", "--heapallindexed", "postgres")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows that it gives."""
        with psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def answers(self) -> bool:
        """Whether it takes connections now."""
        try:
            return self.sql("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def processes(self) -> list[int]:
        """The postmaster and its children, as far as they are alive."""
        postmaster = int((self.data / "postmaster.pid").read_text("utf-8").splitlines()[0])
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
        family = (map(int, line.split()) for line in listed.splitlines())
        return [process for process, parent in family if postmaster in (process, parent)]

    def log(self) -> str:
        """The end of what it has written about itself."""
        return (self.folder / "log").read_text("utf-8")[-3000:]


@contextmanager
def at(folder: Path, within: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """One in this folder that is not made yet; whatever became of it by then, it is stopped at the end."""
    cluster = Cluster(folder, free_port(), within)
    try:
        yield cluster
    finally:
        if cluster.answers():
            cluster.stop("immediate")


@contextmanager
def running(around: Sequence[str] = ()) -> Iterator[Cluster]:
    """A new one that takes connections; `around` are words before its command."""
    with folder_of_owner() as folder, at(folder) as cluster:
        cluster.make()
        cluster.start(around=around)
        yield cluster
