"""The member: a real Chromium with the real extension, and LinkedIn mapped to the stand-in."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, expect

from e2e.browsers import chromium, is_root
from e2e.linkedin import HOST, SSI_PATH, LinkedIn
from e2e.popup import Popup
from e2e.target import Target

SSI_URL = f"https://{HOST}{SSI_PATH}"
PATIENCE_SECONDS = 10
T = TypeVar("T")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class Member:
    def __init__(self, context: BrowserContext, extension: Path) -> None:
        assert context.browser is not None
        self.context = context
        self.page: Page = context.pages[0]
        self._manifest: dict[str, Any] = json.loads((extension / "manifest.json").read_text("utf-8"))
        self._browser: CDPSession = context.browser.new_browser_cdp_session()
        self._service_workers: CDPSession = context.new_cdp_session(self.page)
        self._service_workers.send("ServiceWorker.enable")
        workers = context.service_workers or [context.wait_for_event("serviceworker")]
        self._worker_address = workers[0].url
        self._extension_id = urlsplit(self._worker_address).netloc

    def open_ssi_page(self) -> None:
        self.open(SSI_URL)

    def open(self, url: str) -> None:
        self.page.goto(url, wait_until="domcontentloaded")

    def click_toolbar_button(self) -> float:
        """The one kind of click in a test that grants `activeTab`; returns its moment, as `time.perf_counter` says."""
        self.page.bring_to_front()
        self._in_worker("1")  # a click on a sleeping worker is lost
        tabs = self._browser.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        tab = next(tab["targetId"] for tab in tabs if tab["url"] == self.page.url)
        moment = time.perf_counter()
        self._browser.send("Extensions.triggerAction", {"id": self._extension_id, "targetId": tab})
        return moment

    def popup(self) -> Popup:
        """The popup that is open, or opens within a moment."""
        address = self._address(self._manifest["action"]["default_popup"])
        return Popup(Target(self._browser, self._until("a popup opens", lambda: self._targets(address))[0]))

    def click_for_popup(self) -> Popup:
        self.click_toolbar_button()
        return self.popup()

    @contextmanager
    def options(self) -> Iterator[Page]:
        """The options page, in a tab that is closed again."""
        page = self.context.new_page()
        try:
            page.goto(self._address(self._manifest["options_ui"]["page"]))
            yield page
        finally:
            page.close()

    def configure(self, address: str, token: str) -> None:
        """Pair the extension with a server through its options page."""
        with self.options() as page:
            page.fill("#server", address)
            page.fill("#token", token)
            page.click("#save")
            status = page.locator("#status")
            expect(status).to_contain_text("Saved.")
            expect(status).not_to_contain_text("Testing")

    def badge(self) -> str:
        """The text on the toolbar button."""
        text: str = self._in_worker("chrome.action.getBadgeText({})")
        return text

    def wait_for_badge(self, wanted: str) -> None:
        self._until(f"the badge is {wanted!r}", lambda: self.badge() == wanted)

    def let_time_pass(self) -> None:
        """Every alarm of the extension is due now; there must be one."""
        names = self._in_worker("""chrome.alarms.getAll().then(async (alarms) => {
            const names = alarms.map(({ name }) => name);
            await Promise.all(names.map((name) => chrome.alarms.create(name, { when: Date.now() })));
            return names;
        })""")
        assert names, "the extension has set no alarm"

    def stop_worker(self) -> None:
        """Kill the service worker, as the browser does whenever it likes."""
        self._service_workers.send("ServiceWorker.stopAllWorkers")
        self._until("the worker stopped", lambda: not self._targets(self._worker_address))

    def _in_worker(self, expression: str) -> Any:
        """The value of an expression in the service worker, woken if it slept; Playwright never learns that it did."""
        self._service_workers.send("ServiceWorker.startWorker", {"scopeURL": self._address("")})
        worker_id = self._until("the worker starts", lambda: self._targets(self._worker_address))[0]
        with closing(Target(self._browser, worker_id)) as worker:
            self._until("the worker is ready", lambda: worker.evaluate("typeof chrome === 'object'"))
            return worker.evaluate(expression)

    def _targets(self, address: str) -> list[str]:
        """The ids of the targets that show an address, whatever its query."""
        targets = self._browser.send("Target.getTargets")["targetInfos"]
        return [target["targetId"] for target in targets if target["url"].partition("?")[0] == address]

    def _until(self, wanted: str, look: Callable[[], T]) -> T:
        """What `look` finds, as soon as it finds something."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not (found := look()):
            assert time.monotonic() < until, f"waited in vain until {wanted}"
            time.sleep(0.005)
        return found

    def _address(self, path: str) -> str:
        return f"chrome-extension://{self._extension_id}/{path}"


@contextmanager
def member_with(playwright: Playwright, extension: Path, linkedin: LinkedIn) -> Iterator[Member]:
    """A member at their browser, with a fresh profile."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium(), args=_arguments(extension, linkedin), locale="en-US"
        )
        try:
            yield Member(context, extension)
        finally:
            context.close()


def common_arguments() -> list[str]:
    """What every Chromium of the tests is started with."""
    return [*QUIET, "--no-sandbox"] if is_root() else [*QUIET]


def _arguments(extension: Path, linkedin: LinkedIn) -> list[str]:
    stand_in = f"127.0.0.1:{linkedin.port}"
    return [
        *common_arguments(),
        "--screen-info={3200x2400}",  # the popup is never taller than the screen has room for
        "--window-size=1280,1000",
        "--force-device-scale-factor=2",  # a fine screen, for fine pictures
        f"--disable-extensions-except={extension}",
        f"--load-extension={extension}",
        # Whatever else the browser might ask for is not there.
        f"--host-resolver-rules=MAP {HOST} {stand_in}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        f"--ignore-certificate-errors-spki-list={linkedin.spki_hash}",
        # LinkedIn is on the public network: mapped to loopback it might ask for what is blocked there.
        f"--ip-address-space-overrides={stand_in}=public",
    ]
