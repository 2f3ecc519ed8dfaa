"""A year of believable history, made of sample pages that travel the same path as real ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined

from .captures import intake
from .captures.request import CaptureRequest
from .clock import now
from .config import Settings
from .db import Database
from .keys import account_key
from .people import persons
from .people.accounts import Ownership
from .people.devices import Sender

DAYS = 365
_PAGE = Environment(loader=PackageLoader("ssi_server", "sample_page"), autoescape=True, undefined=StrictUndefined)
_BARS = (
    ("establish-brand", "Establish your professional brand"),
    ("find-people", "Find the right people"),
    ("engage-with-insights", "Engage with insights"),
    ("build-relationships", "Build relationships"),
)
Points = list[float]


@contextmanager
def history(seed: int = 7) -> Iterator[Settings]:
    """Settings of a throw-away installation that holds the sample; everything is gone afterwards."""
    with TemporaryDirectory(prefix="ssi-history-demo-", ignore_cleanup_errors=True) as folder:
        settings = Settings.load(Path(folder), environ={})
        database = Database(settings)
        database.migrate()
        with database.write() as session:
            sender = Sender(persons.add_person(session, "Sample").id, "sample", "capture")
        ownership = Ownership(account_key(settings))
        for request in _captures(random.Random(seed)):  # noqa: S311  # Sample data, no secret.
            intake.take(database, sender, request, ownership)
        database.close()
        yield settings


def _captures(rng: random.Random) -> Iterator[CaptureRequest]:
    """Two or three captures a week, with a holiday: the member works on insights, then on relationships."""
    own, industry, network = [12.1, 6.4, 2.3, 9.8], [11.7, 5.4, 2.1, 14.2], [13.0, 4.6, 2.4, 15.1]
    yesterday = now().astimezone(dt.timezone(dt.timedelta(hours=1))) - dt.timedelta(days=1)
    start = yesterday.replace(hour=16, minute=10, second=0, microsecond=0)
    last_week: tuple[int, int] | None = None
    day = DAYS
    while day >= 0:
        passed = (DAYS - day) / DAYS
        lift = [0.02, 0.03, 0.11 if 0.15 < passed < 0.55 else 0.0, 0.09 if passed > 0.5 else 0.01]
        own = [
            _within(points + gain * rng.uniform(0, 2) + rng.gauss(0, 0.12))
            for points, gain in zip(own, lift, strict=True)
        ]
        industry, network = (
            [_within(points + rng.gauss(0.004, 0.05)) for points in group] for group in (industry, network)
        )
        ranks = _rank(sum(own), sum(industry)), _rank(sum(own), sum(network))
        yield _capture(
            rng, start - dt.timedelta(days=day, minutes=rng.randrange(400)), own, industry, network, ranks, last_week
        )
        last_week = ranks
        day -= 24 if 200 < day < 206 else rng.choice((2, 3, 3, 4))


def _capture(
    rng: random.Random,
    at: dt.datetime,
    own: Points,
    industry: Points,
    network: Points,
    ranks: tuple[int, int],
    last_week: tuple[int, int] | None,
) -> CaptureRequest:
    changes = [_change(rank, before) for rank, before in zip(ranks, last_week or ranks, strict=True)]
    page = _PAGE.get_template("page.html").render(
        bars=_BARS, own=own, industry=industry, network=network, ranks=ranks, changes=changes
    )
    url = "https://www.linkedin.com/sales/ssi"
    return CaptureRequest(UUID(int=rng.getrandbits(128), version=4), at, url, page, "click", "sample")


def _within(points: float) -> float:
    return round(min(max(points, 0.2), 24.8), 3)


def _rank(own: float, average: float) -> int:
    return round(min(max(50 - 1.6 * (own - average), 1), 99))


def _change(rank: int, before: int) -> str:
    if rank == before:
        return "No change"
    return f"Up {before - rank}%" if rank < before else f"Down {rank - before}%"
