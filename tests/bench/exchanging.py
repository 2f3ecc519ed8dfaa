"""A year of captures out, in, and read again: `PYTHONPATH=tests python -m bench.exchanging`.

Each is the command as a member gives it, its start included, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import year
from e2e.commanded import ssi_history
from e2e.service import clean
from throwaway_postgresql import cluster

from .say import say


def main() -> None:
    with TemporaryDirectory(prefix="ssi-history-bench-") as name, cluster() as postgresql:
        folder = Path(name)
        year.kept_in(folder / "year", year.captures())
        say(f"{f'{year.DAYS} captures with their pages':32}{'s':>8}{'a second':>10}")
        outward = folder / "year.json"
        told("export JSON, SQLite", run(folder / "year", "", "export", str(outward)))
        for engine, url in {"SQLite": "", "PostgreSQL": postgresql.url()}.items():
            for doing, seconds in into(folder / engine, url, outward):
                told(f"{doing}, {engine}", seconds)


def into(folder: Path, url: str, outward: Path) -> Iterator[tuple[str, float]]:
    """What is done with an empty history, and the seconds that it took."""
    yield "import JSON", run(folder, url, "import", str(outward))
    yield "import JSON again, all known", run(folder, url, "import", str(outward))
    yield "reread", run(folder, url, "reread")


def run(folder: Path, url: str, *command: str) -> float:
    """Seconds of the command. CalledProcessError where it does not end well."""
    setting = {"SSI_HISTORY_DATABASE_URL": url} if url else {}
    started = time.perf_counter()
    whole = ssi_history("--data-dir", str(folder), *command)
    subprocess.run(whole, env=clean() | setting, capture_output=True, check=True)
    return time.perf_counter() - started


def told(doing: str, seconds: float) -> None:
    say(f"{doing:32}{seconds:8.2f}{year.DAYS / seconds:10.0f}")


if __name__ == "__main__":
    main()
