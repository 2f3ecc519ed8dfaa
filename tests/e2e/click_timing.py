"""From the toolbar click to figures in the popup: `PYTHONPATH=tests python -m e2e.click_timing`.

Measured with a page of 0.42 MB, beside the time that an empty POST takes from the same browser to the same server.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from e2e.launch import EXTENSION, started
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService, running
from e2e.ssi_page import earlier_page, heavy, page

RUNS = 20
LOADED = "document.readyState === 'complete' || new Promise((load) => addEventListener('load', load))"
EMPTY_POST = """async (address) => {
    const start = performance.now();
    await fetch(`${address}/api/captures`, { method: "POST" });
    return performance.now() - start;
}"""


def main() -> None:
    for name in ("chromium", "firefox"):
        time_clicks(name)


def time_clicks(name: str) -> None:
    with (
        TemporaryDirectory() as folder,
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        LinkedIn().running() as linkedin,
        running(MemberService(Path(folder))) as service,
        sync_playwright() as playwright,
        started(name, Path(profile), linkedin, playwright) as browser,
    ):
        browser.install(EXTENSION)
        member = Member(browser)
        member.configure(service.address, service.add_device("timing"))
        clicks = [click(member, linkedin, run) for run in range(-1, RUNS)][1:]  # the first only warms up
        posts = empty_posts(member, service)
    say(f"{name} {browser.version}, {RUNS} runs, page of {len(heavy(page()).encode()) / 1e6:.2f} MB, in ms")
    say(f"{'':24}{'median':>8}{'p90':>8}{'max':>8}")
    say(f"{'click to figures':24}{spread(clicks)}")
    say(f"{'empty POST':24}{spread(posts)}")


def click(member: Member, linkedin: LinkedIn, run: int) -> float:
    """Milliseconds from the click to the page's own total in the popup; every other run shows another total."""
    html, total = (page(), "53") if run % 2 else (earlier_page(), "50")
    linkedin.serve_ssi(heavy(html))
    member.open_ssi_page()
    member.tab.evaluate(LOADED)
    clicked = time.perf_counter()
    popup = member.click_for_popup()
    popup.wait_for_text("#total", total)
    elapsed = time.perf_counter() - clicked
    popup.close()
    return elapsed * 1000


def empty_posts(member: Member, service: MemberService) -> list[float]:
    """Milliseconds of each POST without a body, sent from one of the extension's own pages."""
    with member.options() as options:
        return [float(options.evaluate(f"({EMPTY_POST})({service.address!r})")) for _ in range(RUNS + 1)][1:]


def spread(times: Sequence[float]) -> str:
    return "".join(f"{value:8.0f}" for value in (statistics.median(times), p90(times), max(times)))


def p90(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=10, method="inclusive")[-1]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
