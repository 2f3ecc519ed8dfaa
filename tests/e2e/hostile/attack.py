"""A page of somebody else's, open in the browser in which the member is signed in."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page

from e2e.website import Page as WebPage
from e2e.website import Website

HERE = Path(__file__).parent
PATH = "/tips"
PATIENCE_SECONDS = 90
SCRIPTS = ("tools.js", "reading.js", "changing.js")
COLLECTOR = "/collected"
TELLING = ("/", "/data/export.json", "/share.svg")
WORST = ("/api/captures", "/api/pairing", "/notes", "/devices", "/pair", "/sign-out")
SAFE = {"GET", "HEAD", "OPTIONS"}

NOBODYS = {"secret": "A" * 43, "team_id": "A" * 16, "invitation_id": "A" * 16, "person_id": "2"}
"""Parts of addresses that lead to nothing."""

Target = dict[str, Any]
Reports = dict[str, Any]


def serve(website: Website) -> None:
    """The page, and the one script that only its own server can give it."""
    website.serve(PATH, (HERE / "page.html").read_text("utf-8"))
    script = (HERE / "service_worker.js").read_text("utf-8")
    website.pages["/service_worker.js"] = WebPage(script, headers={"Content-Type": "text/javascript"})


def target(app: Flask, server: str, collector: str, known: dict[str, str], *, every_form: bool = False) -> Target:
    """What the page is told: every address of the server at `server`, and what it may know of the member.

    Forms take long: they go everywhere only where `every_form` says so.
    """
    rules = [(rule.methods or set(), _address(rule.rule, known)) for rule in app.url_map.iter_rules()]
    changing = sorted({path for methods, path in rules if methods - SAFE})
    return {
        "server": server,
        "pages": sorted(server + path for methods, path in rules if "GET" in methods),
        "telling": [server + path for path in (*TELLING, f"/captures/{known['capture_id']}/page.txt")],
        "changing": [server + path for path in changing],
        "worst": [server + path for path in WORST],
        "forms": [server + path for path in (changing if every_form else WORST)],
        "collector": collector + COLLECTOR,
        "known": known,
    }


def _address(rule: str, known: dict[str, str]) -> str:
    parts = {"link": "A" * 43, "ending": "json", "filename": "base.css", **NOBODYS, **known}
    return re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda part: parts[part[1]], rule)


def try_all(pages: Sequence[Page], origin: str, ways: str, target: Target) -> list[Reports]:
    """What each way has come by from a page of that origin, by its name; `ways`: reading or changing."""
    for page in pages:
        _begin(page, origin, ways, target)
    for page in pages:
        page.wait_for_function("globalThis.reports", timeout=PATIENCE_SECONDS * 1000)
    return [page.evaluate("globalThis.reports") for page in pages]


def _begin(page: Page, origin: str, ways: str, target: Target) -> None:
    if origin == target["server"]:  # Somebody else answers for it once; from then on its name leads to the server.
        page.route(origin + PATH, lambda route: route.fulfill(path=HERE / "page.html"), times=1)
    page.goto(origin + PATH)
    for script in SCRIPTS:
        page.add_script_tag(path=HERE / script)
    start = f"tryAll({ways}, target).then((reports) => {{ globalThis.reports = reports; }})"
    page.evaluate(f"(target) => {{ {start}; }}", target)


def shown_inside(page: Page) -> str:
    """Everything that the frames in the page show."""
    return "\n".join(frame.content() for frame in page.frames[1:])


def with_secrets(reports: Reports, secrets: Iterable[str]) -> set[str]:
    """The ways that came by one of them."""
    kept = [*secrets]
    return {way for way, report in reports.items() if any(secret in str(report) for secret in kept)}
