"""What it takes until `ssi-history serve` gives its first answer: `PYTHONPATH=tests python -m bench.starting`.

Beside it, in turn, a bare Python that imports what a service of this kind is made of. The time is that on the clock and
that of the processor; the memory is what the server holds after its first answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import urlopen

from e2e.commanded import ssi_history
from e2e.service import clean

from .say import say
from .servers import cpu_of, running

ROUNDS = 7
BARE = [sys.executable, "-c", "import flask, sqlalchemy, bs4, lxml.html"]


@dataclass(frozen=True)
class Start:
    """Seconds on the clock and of the processor, and megabytes that the process held at the end (0: it was over)."""

    elapsed: float
    cpu: float
    memory: float = 0


def main() -> None:
    with TemporaryDirectory(prefix="ssi-history-bench-") as name:
        folder = Path(name)
        first = serve(folder)
        ways: dict[str, Callable[[], Start]] = {"floor: bare imports": bare, "serve": lambda: serve(folder)}
        starts: dict[str, list[Start]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, start in ways.items():
                starts[way].append(start())
    say(f"{'to the first answer':24}{'s':>8}{'x floor':>9}{'CPU s':>8}{'x floor':>9}{'MB':>8}")
    floor = starts["floor: bare imports"]
    for way, made in (*starts.items(), ("serve, for the first time", [first])):
        elapsed, cpu, memory = (median(getattr(one, part) for one in made) for part in ("elapsed", "cpu", "memory"))
        shares = elapsed / median(one.elapsed for one in floor), cpu / median(one.cpu for one in floor)
        say(f"{way:24}{elapsed:8.2f}{shares[0]:9.2f}{cpu:8.2f}{shares[1]:9.2f}{memory:8.0f}")


def serve(folder: Path) -> Start:
    started = time.perf_counter()
    with running(ssi_history("serve", "--data-dir", str(folder), "--port", "0", "--no-browser"), clean(), "http") as (
        process,
        link,
    ):
        address = urlsplit(link)
        with urlopen(f"http://{address.netloc}/healthz", timeout=60) as answer:
            answer.read()
        return Start(time.perf_counter() - started, cpu_of(process), _memory(process))


def bare() -> Start:
    before, started = os.times(), time.perf_counter()
    subprocess.run(BARE, check=True)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Start(time.perf_counter() - started, cpu)


def _memory(process: int) -> float:
    """Megabytes in memory, those shared with other processes included."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1024


if __name__ == "__main__":
    main()
