"""A tab on the dashboard that is listened to: what the browser complains of, how wide things are."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response


class Watched:
    """`complaints` gathers console errors, failed answers and broken policies of all the pages that it opens."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def open(self, url: str) -> None:
        """Returns once the page has loaded and its charts are drawn."""
        self.page.goto(url)

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
