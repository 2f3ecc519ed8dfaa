"""A hundred captures a second for a team's server on this machine: how many of them it takes, and what it lacks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from ssi_server.people import devices
from team.processes import WORKERS, Instance, instances
from throwaway_postgresql import Cluster

from .client import Order, clients
from .company_made import Company
from .page import page_of
from .say import say
from .servers import cpu_of_family

WANTED = 100
"""Captures a second."""
SECONDS, WARM = 30, 3
CLIENTS, INSTANCES = 8, 2
MEGABYTES = 0.43
"""Of a page as the browser sends it."""

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """Seconds of the processor: in the servers, in PostgreSQL, and in whatever runs on the machine, these included."""

    servers: float
    database: float
    machine: float

    def __sub__(self, before: Used) -> Used:
        return Used(self.servers - before.servers, self.database - before.database, self.machine - before.machine)


def tell(company: Company, postgresql: Cluster, folder: Path) -> None:
    """Members of the company send as many as are wanted, each from a browser of their own."""
    with company.database.write() as session:
        tokens = [devices.add_device(session, number + 1, "Browser", "capture")[1] for number in range(CLIENTS)]
    company.database.close()
    with instances(folder, INSTANCES, company.environment) as running, clients(page_of(MEGABYTES), CLIENTS) as send:
        ports = [running[number % INSTANCES].port for number in range(CLIENTS)]
        asked = list(zip(ports, tokens, strict=True))
        send([Order(port, token, WARM, CLIENTS / WANTED) for port, token in asked])
        before = used(running, postgresql)
        sent = send([Order(port, token, SECONDS, CLIENTS / WANTED) for port, token in asked])
        cpu = used(running, postgresql) - before
    waits = [wait for one in sent for wait in one.waits]
    rate, elapsed = sum(len(one.waits) / one.elapsed for one in sent), max(one.elapsed for one in sent)
    cuts = quantiles((wait * 1000 for wait in waits), n=100, method="inclusive")
    say(
        f"{WANTED} captures a second of {MEGABYTES} MB wanted for {SECONDS} s, by {CLIENTS} clients of {INSTANCES} x"
        f" {WORKERS} workers: {rate:.1f} a second came about, p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms"
    )
    bottleneck(cpu, len(waits), elapsed)


def bottleneck(cpu: Used, captures: int, elapsed: float) -> None:
    """What a capture takes of the processor, and how much of it as many as are wanted would take."""
    threads, others = os.cpu_count() or 1, cpu.machine - cpu.servers - cpu.database
    servers, database, rest = (seconds / captures for seconds in (cpu.servers, cpu.database, others))
    say(
        f"processor, a capture: {servers * 1000:.1f} ms in the servers, {database * 1000:.1f} ms in PostgreSQL,"
        f" {rest * 1000:.1f} ms in clients and all else; {cpu.machine / elapsed / threads:.0%} of it in use"
    )
    say(
        f"{WANTED} a second take {servers * WANTED:.1f} hardware threads for the servers and {database * WANTED:.1f}"
        f" for PostgreSQL; this machine has {threads}, of which clients and all else took {others / elapsed:.1f}"
    )


def used(running: Sequence[Instance], postgresql: Cluster) -> Used:
    """So far."""
    postmaster = int((postgresql.data / "postmaster.pid").read_text("utf-8").splitlines()[0])
    return Used(sum(cpu_of_family(one.process) for one in running), cpu_of_family(postmaster), _machine())


def _machine() -> float:
    """What all that runs on it has used since its start."""
    user, nice, system, _idle, _waiting, *interrupts = map(int, Path("/proc/stat").read_text("utf-8").split()[1:9])
    return (user + nice + system + sum(interrupts[:2])) / _TICKS
