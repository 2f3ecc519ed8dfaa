"""A primary that is lost under load, with a synchronous standby: nothing that was answered for goes with it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from e2e.soak import SOAK
from storms import cluster, kept
from storms.browsers import capturing, until_answered
from storms.cluster import Cluster
from storms.members import Installation
from throwaway_postgresql import folder_of_owner

FAILOVERS = 20 if SOAK else 1
SEED = random.SystemRandom().randrange(10_000)


def test_the_standby_takes_over_with_everything_that_was_answered_for(
    postgresql: Cluster, tmp_path: Path, say: Callable[[str], None]
) -> None:
    """The servers stay up throughout; what was lost comes back as the standby of the one that took over."""
    with folder_of_owner() as folder, cluster.at(folder) as standby:
        primary = postgresql
        standby.follow(primary)
        installation = Installation(tmp_path, either(primary, standby))
        paired, dice, without = installation.pair(), random.Random(SEED), []
        with installation.served(2) as servers:
            with capturing(paired, [server.port for server in servers], SEED) as told:
                for number in range(FAILOVERS):
                    if number:
                        standby.follow(primary)
                    until_answered(told, more=len(paired))
                    time.sleep(dice.uniform(0, 0.5))
                    primary.kill()
                    lost_at = time.monotonic()
                    standby.promote()
                    until_answered(told)
                    without.append(time.monotonic() - lost_at)
                    primary, standby = standby, primary
            assert all(server.runs for server in servers)

        assert kept.captures(primary.url()) == {key: figures.rows for key, figures in told.captures.items()}
        assert kept.orphans(primary.url()) == {}
        primary.check()
    say(
        f"{FAILOVERS} failovers under load, seed {SEED}: {len(told.captures)} captures answered for,"
        f" {told.tries - len(told.captures)} tries without an answer, none lost;"
        f" without service for {min(without):.1f} to {max(without):.1f} s, the promotion included"
    )


def either(one: Cluster, other: Cluster) -> str:
    """The address of whichever of the two takes writes."""
    hosts = f"127.0.0.1:{one.port},127.0.0.1:{other.port}"
    return f"postgresql+psycopg://postgres@{hosts}/postgres?target_session_attrs=read-write"
