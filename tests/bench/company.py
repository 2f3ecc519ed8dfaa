"""What a team's board costs in a large company: `PYTHONPATH=tests python -m bench.company 500 50000`.

Each number is how many people a company has; all of them have captured weekly for five years, in a PostgreSQL database
of the company's own. In every round a team of fifty is looked at in each, in this process and over HTTP: when its rows
lie in memory, as after an earlier look, and when none do. Then a hundred captures a second are sent to the largest.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from ssi_server.board import Board
from ssi_server.clock import now
from ssi_server.models import Team
from ssi_server.people import sign_in
from team.processes import instances
from throwaway_postgresql import HASTY, Cluster, cluster

from . import company_intake, company_plans
from .company_made import MEMBERS, WEEKS, Company
from .intake import database_in
from .say import say

ROUNDS, COLD_ROUNDS = 30, 6
LARGE = {"shared_buffers": "4GB", "max_wal_size": "16GB"}
RANGES = {"a year": "365", "five years": "all"}
Look = Callable[[Company, str], float]
"""The seconds that it takes to look at a team."""


def main() -> None:
    sizes = sorted(int(size) for size in sys.argv[1:]) or [500, 5_000]
    with TemporaryDirectory(prefix="ssi-history-bench-") as name, cluster(HASTY | LARGE) as postgresql:
        companies = [made(postgresql, Path(name), size) for size in sizes]
        say(f"{f'ms, a team of {MEMBERS}':30}" + "".join(f"{f'among {size:,}':>16}{'x':>7}" for size in sizes))
        for span, words in RANGES.items():
            told(f"board of {span}", in_turn(companies, once_more(board_of(words)), ROUNDS))
        with served(companies, Path(name)) as ports:
            for span, words in RANGES.items():
                told(f"page of {span}", in_turn(companies, once_more(page_from(ports, words)), ROUNDS))
        for span, words in RANGES.items():
            told(f"board of {span}, from disk", in_turn(companies, from_disk(board_of(words), postgresql), COLD_ROUNDS))
        company_plans.tell(companies)
        for company in companies:
            company.database.close()
        postgresql.stop()
        postgresql.start(LARGE)  # Nothing hasty: what is answered is to be on the disk.
        company_intake.tell(companies[-1], postgresql, Path(name))


def made(postgresql: Cluster, folder: Path, people: int) -> Company:
    started = time.perf_counter()
    company = Company(folder / f"company-{people}", database_in(postgresql, f"company_{people}"), people)
    company.make()
    if (took := time.perf_counter() - started) > 10:
        say(f"{people * WEEKS:,} readings of {people:,} people made in {took:.0f} s")
    return company


@contextmanager
def served(companies: list[Company], folder: Path) -> Iterator[dict[int, int]]:
    """By the company's size the port of its server: gunicorn with two workers."""
    with ExitStack() as stack:
        ports = {}
        for company in companies:
            company_folder = folder / f"served-{company.people}"
            company_folder.mkdir()
            [server] = stack.enter_context(instances(company_folder, 1, company.environment))
            ports[company.people] = server.port
        yield ports


def in_turn(companies: list[Company], look: Look, rounds: int) -> list[float]:
    """Of each company the median of rounds in which all take their turn, each time with another team."""
    dice, seconds = random.Random(1), defaultdict(list)
    for _ in range(rounds):
        for company in companies:
            seconds[company.people].append(look(company, dice.choice(company.teams)))
    return [median(seconds[company.people]) for company in companies]


def once_more(look: Look) -> Look:
    """The second of two looks."""
    return lambda company, team_id: (look(company, team_id), look(company, team_id))[1]


def from_disk(look: Look, postgresql: Cluster) -> Look:
    """The same after PostgreSQL was started anew, and the system asked to hold nothing of its files in memory."""

    def cold(company: Company, team_id: str) -> float:
        company.database.close()
        postgresql.stop()
        for path in (each for each in postgresql.data.rglob("*") if each.is_file()):
            with path.open("rb") as file:
                os.fdatasync(file)
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        postgresql.start(LARGE)
        return look(company, team_id)

    return cold


def board_of(span: str) -> Look:
    """The board by itself, its queries included."""

    def look(company: Company, team_id: str) -> float:
        with company.database.read() as session:
            team, at = session.get_one(Team, team_id), now()
            start = time.perf_counter()
            board = Board.of(session, team, {"range": span}, at, at.date())
            took = time.perf_counter() - start
        if len(board.members) != MEMBERS:
            raise SystemExit(f"A board shows {len(board.members)} of {MEMBERS}.")
        return took

    return look


def page_from(ports: dict[int, int], span: str) -> Look:
    """The page as the team's lead gets it."""

    def look(company: Company, team_id: str) -> float:
        port = ports[company.people]
        with company.database.write() as session:
            link = sign_in.new_link(session, company.members(team_id)[0])
        cookie = asked(port, f"/sign-in/{link}", "", 303)[1]
        return asked(port, f"/teams/{team_id}?range={span}", cookie, 200)[0]

    return look


def asked(port: int, path: str, cookie: str, status: int) -> tuple[float, str]:
    """The seconds that the answer took, and the cookie that it sets."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - start
    if answer.status != status:
        raise SystemExit(f"{path.split('?')[0]} was answered by {answer.status}.")
    return took, (answer.getheader("Set-Cookie") or "").partition(";")[0]


def told(name: str, of_each: list[float]) -> None:
    cells = (f"{seconds * 1000:16.1f}{seconds / of_each[0]:7.2f}" for seconds in of_each)
    say(f"{name:30}{''.join(cells)}")


if __name__ == "__main__":
    main()
