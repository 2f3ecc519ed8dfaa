"""The sample year of `ssi-history demo`, looked at in windows of any width, in light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from e2e.document import Scheme
from e2e.service import Service
from e2e.watched import Watched

HREFS = "(links) => links.map((link) => link.href)"


class Sample:
    """`pages`: the addresses of the dashboard, the pages in its navigation, report, picture, and one capture."""

    def __init__(self, browser: Browser, demo: Service) -> None:
        self._browser = browser
        context = browser.new_context()
        page = context.new_page()
        page.goto(demo.sign_in_link())
        self._signed_in = context.storage_state()  # the link works only once
        links: list[str] = page.locator("nav a, tbody tr:first-child a").evaluate_all(HREFS)
        self.home = demo.address + "/"
        self.report, self.share = f"{self.home}report", f"{self.home}share"
        self.pages = sorted({self.home, self.report, self.share, *links})
        context.close()

    @contextmanager
    def dashboard(
        self, *, width: int = 1280, height: int = 800, scheme: Scheme = "light", scripts: bool = True
    ) -> Iterator[Watched]:
        """A window on the sample, signed in."""
        context = self._browser.new_context(
            storage_state=self._signed_in,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        try:
            yield Watched(context)
        finally:
            context.close()
