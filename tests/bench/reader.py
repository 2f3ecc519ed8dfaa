"""What reading a page costs, beside the floor and beside other ways: `PYTHONPATH=tests:parser python -m bench.reader`.

The floor is lxml's tree of the same bytes, with nothing read from it. The usual way is BeautifulSoup on Python's own
parser, then a selector for each figure. All are timed in turn in one run; peak memory is that of a fresh process each.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import lxml.html
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from ssi_parser import parse_page

from .page import page_of
from .say import say

SELECTORS = (
    ".user-ssi-score__donut-chart-caption .ssi-score__value",
    *(f"progress#{bar}__sub-score-bar" for bar in ("establish-brand", "find-people")),
    *(f"progress#{bar}__sub-score-bar" for bar in ("engage-with-insights", "build-relationships")),
    ".ssi-rank .ssi-rank__category-score",
    ".group-ssi-score .ssi-score__value",
    "table td",
)
SIZES = (0.1, 0.43, 1, 5, 20)


def usual_way(html: bytes) -> None:
    soup = BeautifulSoup(html, "html.parser")
    for selector in SELECTORS:
        soup.select(selector)


def selectolax(html: bytes) -> None:
    tree = LexborHTMLParser(html)
    for selector in SELECTORS:
        tree.css(selector)


WAYS: dict[str, Callable[[bytes], object]] = {
    "floor: lxml's tree": lxml.html.fromstring,
    "ssi_parser": parse_page,
    "selectolax, selectors": selectolax,
    "usual way": usual_way,
}


def main() -> None:
    say(f"{'MB':>6}  {'':22}{'ms':>9}{'x floor':>9}{'peak MB':>9}{'x floor':>9}")
    for megabytes in SIZES:
        html = page_of(megabytes).encode()
        times = timed(html, rounds=15 if megabytes < 1 else 3)
        memory = {name: peak(name, megabytes) for name in WAYS}
        floor_time, floor_memory = times["floor: lxml's tree"], memory["floor: lxml's tree"]
        for name in WAYS:
            say(
                f"{len(html) / 1e6:6.2f}  {name:22}{times[name] * 1000:9.2f}{times[name] / floor_time:9.2f}"
                f"{memory[name]:9.1f}{memory[name] / floor_memory:9.2f}"
            )


def timed(html: bytes, rounds: int) -> dict[str, float]:
    """Seconds of each way, the median of rounds in which all take their turn."""
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, read in WAYS.items():
            start = time.perf_counter()
            read(html)
            seconds[name].append(time.perf_counter() - start)
    return {name: median(taken) for name, taken in seconds.items()}


def peak(name: str, megabytes: float) -> float:
    """Megabytes at the most, of a fresh process that reads one such page; as Linux counts them."""
    done = subprocess.run([sys.executable, "-m", "bench.reader", name, str(megabytes)], capture_output=True, check=True)
    return float(done.stdout) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        WAYS[sys.argv[1]](page_of(float(sys.argv[2])).encode())
        say(next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
    else:
        main()
