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

from . import sample_written
from .captures import intake
from .captures.request import CaptureRequest
from .clock import now
from .config import Settings
from .keys import account_key
from .people import persons
from .people.accounts import Ownership
from .people.devices import Sender
from .storage import Database

DAYS = 365
DOUBTFUL = 120
"""So many days ago, or soon after, a page shows a total that its pillars do not make."""
INDUSTRIES = ((250, "Software Development"), (0, "IT Services and IT Consulting"))
"""The industry's name up to so many days ago."""
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
            person_id = persons.add_person(session, "Sample").id
            sample_written.write(session, person_id, now().date())
        sender = Sender(person_id, "sample", "capture")
        ownership = Ownership(account_key(settings))
        for request in captures(random.Random(seed)):  # noqa: S311  # Sample data, no secret.
            intake.take(database, sender, request, ownership)
        database.close()
        yield settings


def captures(rng: random.Random) -> Iterator[CaptureRequest]:
    """Two or three captures a week, with a holiday: the member works on insights, then on relationships, and has been
    given another industry meanwhile.
    """
    own, industry, network = [12.1, 6.4, 2.3, 9.8], [11.7, 5.4, 2.1, 14.2], [13.0, 4.6, 2.4, 15.1]
    yesterday = now().astimezone(dt.timezone(dt.timedelta(hours=1))) - dt.timedelta(days=1)
    start = yesterday.replace(hour=16, minute=10, second=0, microsecond=0)
    last_week: tuple[int, int] | None = None
    day, doubtful = DAYS, DOUBTFUL
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
        at = start - dt.timedelta(days=day, minutes=rng.randrange(400))
        name = next(name for until, name in INDUSTRIES if day >= until)
        off, doubtful = (9, -1) if day <= doubtful else (0, doubtful)
        yield _capture(rng, at, (own, industry, network), name, off, ranks, last_week)
        last_week = ranks
        day -= 24 if 200 < day < 206 else rng.choice((2, 3, 3, 4))


def _capture(
    rng: random.Random,
    at: dt.datetime,
    points: tuple[Points, Points, Points],
    industry_name: str,
    off: int,
    ranks: tuple[int, int],
    last_week: tuple[int, int] | None,
) -> CaptureRequest:
    """The page of that day; its total is off by so much."""
    own, industry, network = points
    changes = [_change(rank, before) for rank, before in zip(ranks, last_week or ranks, strict=True)]
    page = _PAGE.get_template("page.html").render(
        bars=_BARS,
        own=own,
        shown=round(sum(own)) + off,
        industry=industry,
        industry_name=industry_name,
        network=network,
        ranks=ranks,
        changes=changes,
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
