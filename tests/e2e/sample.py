"""The sample year of `ssi-history demo`, looked at in windows of any width, in light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext

from e2e.document import Scheme
from e2e.service import Service
from e2e.watched import Watched

PATHS = "(links) => links.map((link) => link.origin + link.pathname)"
LONGEST = "?range=all&every=day&table=score&page=2"


class Sample:
    """`pages`: the addresses of the dashboard, the pages in its navigation, report, picture, and one capture.

    The dashboard is among them a second time, with all that there is and a later part of a table.
    """

    def __init__(self, browser: Browser, demo: Service) -> None:
        self._browser = browser
        context = browser.new_context()
        page = context.new_page()
        page.goto(demo.sign_in_link())
        self._signed_in = context.storage_state()  # the link works only once
        links: list[str] = page.locator("nav a, tbody tr:first-child a").evaluate_all(PATHS)
        self.home = demo.address + "/"
        self.report, self.share = f"{self.home}report", f"{self.home}share"
        self.pages = sorted({self.home, self.home + LONGEST, self.report, self.share, *links})
        context.close()
        self._windows: dict[tuple[int, int, Scheme, bool], BrowserContext] = {}

    @contextmanager
    def dashboard(
        self, *, width: int = 1280, height: int = 800, scheme: Scheme = "light", scripts: bool = True
    ) -> Iterator[Watched]:
        """A tab on the sample, signed in, in the window of that kind: what it has loaded before, it has."""
        kind = (width, height, scheme, scripts)
        if kind not in self._windows:
            self._windows[kind] = self._browser.new_context(
                storage_state=self._signed_in,
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
                java_script_enabled=scripts,
            )
        dashboard = Watched(self._windows[kind])
        try:
            yield dashboard
        finally:
            dashboard.page.close()
