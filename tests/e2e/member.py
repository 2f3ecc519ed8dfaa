"""The member at their browser, whichever it is: what they do, and what they see."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from e2e.browser import Browser
from e2e.linkedin import HOST, SSI_PATH
from e2e.patience import PATIENCE_SECONDS, until
from e2e.popup import Popup
from e2e.sheet import Sheet

SSI_URL = f"https://{HOST}{SSI_PATH}"
ALARMS_DUE = """chrome.alarms.getAll().then(async (alarms) => {
    const names = alarms.map(({ name }) => name);
    await Promise.all(names.map((name) => chrome.alarms.create(name, { when: Date.now() })));
    return names;
})"""


class Member:
    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.tab = browser.open_tab()

    def open_ssi_page(self) -> None:
        self.open(SSI_URL)

    def open(self, url: str) -> None:
        self.tab.open(url)

    def new_tab(self, url: str) -> Sheet:
        """Another tab, which comes to the front; the member's own stays."""
        tab = self.browser.open_tab()
        tab.open(url)
        return Sheet(tab)

    def wait_for_tab(self, address: str) -> Sheet:
        """The tab whose address begins so, as soon as there is one."""
        return Sheet(
            until(
                f"a tab shows {address}",
                lambda: next((tab for url, tab in self.browser.tabs() if url.startswith(address)), None),
            )
        )

    def click_for_popup(self) -> Popup:
        self.click_toolbar_button()
        return self.popup()

    def click_toolbar_button(self) -> None:
        """On the member's own tab."""
        self.tab.front()
        self.browser.click_toolbar_button()

    def popup(self) -> Popup:
        """The popup that is open, or opens within a moment."""
        return Popup(until("a popup opens", self.browser.popup))

    @contextmanager
    def options(self) -> Iterator[Sheet]:
        """The options page, in a tab that is closed again."""
        page = self.new_tab(self.browser.extension_address("options/options.html"))
        try:
            yield page
        finally:
            page.close()

    def configure(self, address: str, token: str) -> None:
        """The extension knows a server, as after pairing."""
        settings = json.dumps({"server": {"address": address, "token": token}})
        self.browser.in_worker(f"chrome.storage.local.set({settings})")

    def prefer(self, **preferences: bool | int) -> None:
        """As chosen on the options page, where a browser may ask what no test can answer."""
        self.browser.in_worker(f"chrome.storage.local.set({{ preferences: {json.dumps(preferences)} }})")

    def captured_days_ago(self, days: int) -> None:
        """The extension remembers its last capture from then."""
        self.browser.in_worker(f"chrome.storage.local.set({{ kept: Date.now() - {days} * 86_400_000 }})")

    def badge(self) -> str:
        """The text on the toolbar button."""
        text: str = self.browser.in_worker("chrome.action.getBadgeText({})")
        return text

    def wait_for_badge(self, wanted: str) -> None:
        until(f"the badge is {wanted!r}", lambda: self.badge() == wanted)

    def let_time_pass(self) -> None:
        """Every alarm of the extension is due now; there must be one."""
        assert self.browser.in_worker(ALARMS_DUE), "the extension has set no alarm"

    def let_time_pass_until_badge(self, wanted: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        self.let_time_pass_until(f"the badge is {wanted!r}", lambda: self.badge() == wanted, seconds=seconds)

    def let_time_pass_until(self, wanted: str, holds: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> None:
        """Every alarm rings again and again until it holds, as it would over hours."""
        until(
            wanted,
            lambda: holds() or self.browser.in_worker(f"{ALARMS_DUE}.then(() => false)"),
            seconds=seconds,
            pause=0.5,
        )

    def stop_worker(self) -> None:
        self.browser.stop_worker()
