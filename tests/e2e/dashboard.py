"""The dashboard as the member sees it, and what the browser complains of meanwhile."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from e2e.popup import PILLARS

GROUPS = ("industry", "network")
AVERAGE = 'div:has(> dt:text-is("Average")) > dd'


class Dashboard:
    """A tab of its own; `complaints` gathers console errors, failed answers and broken policies of all its pages."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def open(self, url: str) -> None:
        self.page.goto(url, wait_until="networkidle")

    def figures(self) -> dict[str, str]:
        """The latest figures, under the same names as the popup's."""
        pillars = [_tidy(text) for text in self.page.locator(".pillar-value strong").all_inner_texts()]
        return {
            "total": self.text(".total-figure strong"),
            **dict(zip(PILLARS, pillars, strict=True)),
            **{f"{group} rank": self.text(f"{_card(group)} .group-rank") for group in GROUPS},
            **{f"{group} average": self.text(f"{_card(group)} {AVERAGE}") for group in GROUPS},
        }

    def text(self, selector: str) -> str:
        """What is written there, each run of blanks one space; there must be one such place."""
        return _tidy(self.page.locator(selector).inner_text())

    def series(self) -> list[dict[str, Any]]:
        """What the charts are drawn from, oldest first."""
        rows: list[dict[str, Any]] = json.loads(self.page.locator("#series").text_content() or "null")
        return rows

    def hover_over_charts(self) -> int:
        """Move the mouse across every chart, as one does to read values; returns how many charts there are."""
        plots = self.page.locator(".plot:has(svg)").all()
        for plot in plots:
            plot.scroll_into_view_if_needed()
            box = plot.bounding_box()
            assert box is not None
            for part in (0.2, 0.5, 0.8):
                self.page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] / 2, steps=5)
        return len(plots)

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        pixels: int = self.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        return pixels

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")


def _card(group: str) -> str:
    return f"[aria-labelledby=now-{group}]"


def _tidy(text: str) -> str:
    return " ".join(text.split())
