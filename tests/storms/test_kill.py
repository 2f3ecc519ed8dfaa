"""A server and its database, killed at any moment: what was answered for is there once, with all its figures."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from e2e.commanded import ssi_history
from e2e.service import Service, clean
from e2e.soak import SOAK
from storms import kept
from storms.browsers import Told, capturing, until_answered
from storms.cluster import Cluster
from storms.members import Installation

ROUNDS = 200 if SOAK else 5
SEED = random.SystemRandom().randrange(10_000)
LONGEST_LIFE = 0.6
"""Seconds that a server lives at most after its first answer."""


def test_on_sqlite(tmp_path: Path, say: Callable[[str], None]) -> None:
    installation = Installation(tmp_path)
    paired, dice = installation.pair(), random.Random(SEED)
    with installation.served() as servers, capturing(paired, ports(servers), SEED) as told:
        for _ in range(ROUNDS):
            let_live(told, dice)
            kill_one(servers, dice)

    assert kept.damage(installation.settings.database_url) == []
    judge(installation, told)
    report(say, "SQLite", told)


def test_on_postgresql_with_two_servers(postgresql: Cluster, tmp_path: Path, say: Callable[[str], None]) -> None:
    """In every fifth round one of PostgreSQL's own processes is killed with the server, in another all of them."""
    installation = Installation(tmp_path, postgresql.url())
    paired, dice = installation.pair(), random.Random(SEED)
    with installation.served(2) as servers, capturing(paired, ports(servers), SEED) as told:
        for number in range(ROUNDS):
            let_live(told, dice)
            if number % 5 == 2:
                postgresql.kill_backend(dice)
            elif number % 5 == 4:
                postgresql.kill()
                postgresql.start()
            kill_one(servers, dice, postgresql.await_recovery)

    postgresql.check()
    judge(installation, told)
    report(say, "PostgreSQL", told)


def let_live(told: Told, dice: random.Random) -> None:
    until_answered(told)
    time.sleep(dice.uniform(0, LONGEST_LIFE))


def kill_one(servers: Sequence[Service], dice: random.Random, ready: Callable[[], None] = lambda: None) -> None:
    """`ready` returns when a server may start: one that finds its database in recovery says so, and ends."""
    server = dice.choice(servers)
    server.kill()
    ready()
    server.start()


def judge(installation: Installation, told: Told) -> None:
    url = installation.settings.database_url
    assert kept.captures(url) == {key: figures.rows for key, figures in told.captures.items()}
    assert kept.orphans(url) == {}
    words = ssi_history("reread", "--dry-run", "--data-dir", str(installation.settings.data_dir))
    environment = clean() | installation.environment
    again = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
    assert "No difference." in again.stdout.splitlines()


def report(say: Callable[[str], None], engine: str, told: Told) -> None:
    say(
        f"{ROUNDS} rounds of kill -9 on {engine}, seed {SEED}: {len(told.captures)} captures answered for,"
        f" {told.tries - len(told.captures)} tries without an answer, none lost"
    )


def ports(servers: Sequence[Service]) -> list[int]:
    return [server.port for server in servers]
