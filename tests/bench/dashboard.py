"""How soon ten years of days can be used in Chromium, beside 30 days: `PYTHONPATH=tests python -m bench.dashboard`.

A page can be used once every chart on it is drawn and on the screen. Both histories are served side by side, and their
pages loaded in turn by one browser, which has the style sheets and the chart library from before.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from bench.history import figures
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.service import MemberService, running
from made_history import keep
from ssi_server.config import Settings
from ssi_server.people import persons
from ssi_server.storage import Database

ROUNDS = 15
MONTH, TEN_YEARS = 30, 3652
FLOOR = "30 days"
CHARTS = 4
DRAWN = """async (charts) => {
    const isDrawn = (stage) => stage.querySelector(".canvas svg path");
    const frame = () => new Promise(requestAnimationFrame);
    while ([...document.querySelectorAll(".stage")].filter(isDrawn).length < charts) await frame();
    await frame();
    await frame();
    return performance.now();
}"""
"""Gives the milliseconds since the page was asked for, once what was drawn last has been painted."""


def main() -> None:
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find_chromium().path, args=common_arguments())
        month, ten_years = (stack.enter_context(served(browser, days)) for days in (MONTH, TEN_YEARS))
        times = timed(
            {
                FLOOR: lambda: usable(month, "/"),
                "ten years, by week": lambda: usable(ten_years, "/?range=all"),
                "ten years, by day": lambda: usable(ten_years, "/?range=all&every=day"),
            }
        )
        browser.close()
    say(f"{'usable in Chromium after':34}{'ms':>9}{'x floor':>9}")
    for name, milliseconds in times.items():
        say(f"{name:34}{milliseconds:9.0f}{milliseconds / times[FLOOR]:9.2f}")


@contextmanager
def served(browser: Browser, days: int) -> Iterator[Page]:
    """A signed-in tab on a history of so many days up to today."""
    with TemporaryDirectory(prefix="ssi-history-bench-") as folder:
        service = MemberService(Path(folder))
        fill(Settings.load(service.data_dir, environ={}), days)
        with running(service):
            context = browser.new_context(base_url=service.address, reduced_motion="reduce")
            page = context.new_page()
            page.goto(service.sign_in_link())
            yield page
            context.close()


def fill(settings: Settings, days: int) -> None:
    database = Database(settings)
    database.migrate()
    today = dt.datetime.now(dt.UTC)
    with database.write() as session:
        person_id = persons.first_person(session).id
        for ago in range(days):
            keep(session, person_id, today - dt.timedelta(days=ago), figures(ago))
    database.close()


def usable(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to its last chart."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate(DRAWN, CHARTS))


def timed(ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    """Milliseconds of each way, the median of rounds in which all take their turn; the first only warms up."""
    rounds = [{name: way() for name, way in ways.items()} for _ in range(ROUNDS + 1)][1:]
    return {name: median(one[name] for one in rounds) for name in ways}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
