"""Chromium, started by Playwright, driven over the Chrome DevTools Protocol."""

import json
import os
import signal
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Playwright

from e2e.browsers import is_root
from e2e.chromium.documents import ChromiumDocument, ChromiumPopup, ChromiumTab
from e2e.chromium.target import Target
from e2e.document import Document, Tab
from e2e.linkedin import HOST, LinkedIn
from e2e.patience import until

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class Chromium:
    name = "chromium"

    def __init__(
        self, path: Path, profile: Path, linkedin: LinkedIn, playwright: Playwright, language: str = "en-US"
    ) -> None:
        self.language = language
        self._path, self._profile, self._playwright = path, profile, playwright
        self._arguments = arguments(linkedin)

    def start(self) -> None:
        self.context = self._playwright.chromium.launch_persistent_context(
            self._profile,
            executable_path=self._path,
            args=[*self._arguments, f"--lang={self.language}"],
            ignore_default_args=["--disable-extensions"],
            locale=self.language,
        )
        assert self.context.browser is not None
        self.version = self.context.browser.version
        self._browser: CDPSession = self.context.browser.new_browser_cdp_session()

    def stop(self) -> None:
        self.context.close()

    def kill(self) -> None:
        processes = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        with self.context.expect_event("close"):
            os.kill(next(process["id"] for process in processes if process["type"] == "browser"), signal.SIGKILL)

    def install(self, extension: Path) -> None:
        self._extension: str = self._browser.send("Extensions.loadUnpacked", {"path": str(extension)})["id"]
        manifest = json.loads((extension / "manifest.json").read_text("utf-8"))
        self._worker_address = self.extension_address(manifest["background"]["service_worker"])
        self._popup_address = self.extension_address(manifest["action"]["default_popup"])
        self._service_workers = self.context.new_cdp_session(self.context.pages[0])
        self._service_workers.send("ServiceWorker.enable")

    def clear(self) -> None:
        first, *others = self.context.pages
        for page in others:
            page.close()
        first.goto("about:blank")
        self._browser.send("Extensions.uninstall", {"id": self._extension})
        self.context.clear_cookies()

    def extension_address(self, path: str) -> str:
        return f"chrome-extension://{self._extension}/{path}"

    def open_tab(self) -> Tab:
        return ChromiumTab(self.context.new_page())

    def tabs(self) -> list[tuple[str, Tab]]:
        return [(page.url, ChromiumTab(page)) for page in self.context.pages]

    def click_toolbar_button(self) -> None:
        self.in_worker("1")  # a click on a sleeping worker is lost
        front = next(page for page in self.context.pages if page.evaluate("document.visibilityState") == "visible")
        tabs = self._browser.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        tab = next(tab["targetId"] for tab in tabs if tab["url"] == front.url)
        self._browser.send("Extensions.triggerAction", {"id": self._extension, "targetId": tab})

    def popup(self) -> Document | None:
        open_ones = self._targets(self._popup_address)
        return ChromiumPopup(Target(self._browser, open_ones[0])) if open_ones else None

    def in_worker(self, expression: str) -> Any:
        """Playwright never learns that a worker was woken, so it is spoken to as a target."""
        self._service_workers.send("ServiceWorker.startWorker", {"scopeURL": self.extension_address("")})
        worker_id = until("the worker starts", lambda: self._targets(self._worker_address))[0]
        with closing(Target(self._browser, worker_id)) as target:
            worker = ChromiumDocument(target)
            until("the worker is ready", lambda: worker.evaluate("typeof chrome === 'object'"))
            return worker.evaluate(expression)

    def stop_worker(self) -> None:
        """A new one may start at once, as the same target: the old one is known by a mark."""
        self.in_worker("globalThis.old = true")
        self._service_workers.send("ServiceWorker.stopAllWorkers")
        until(
            "the worker stopped",
            lambda: not self._targets(self._worker_address) or not self.in_worker("globalThis.old"),
        )

    def _targets(self, address: str) -> list[str]:
        """The ids of the targets that show an address, whatever its query."""
        targets = self._browser.send("Target.getTargets")["targetInfos"]
        return [target["targetId"] for target in targets if target["url"].partition("?")[0] == address]


def common_arguments() -> list[str]:
    """What every Chromium of the tests is started with."""
    return [*QUIET, "--no-sandbox"] if is_root() else [*QUIET]


def arguments(linkedin: LinkedIn) -> list[str]:
    stand_in = f"127.0.0.1:{linkedin.port}"
    return [
        *common_arguments(),
        "--enable-unsafe-extension-debugging",  # or extensions could not be installed and clicked
        "--screen-info={3200x2400}",  # the popup is never taller than the screen has room for
        "--window-size=1280,1000",
        "--force-device-scale-factor=2",  # a fine screen, for fine pictures
        # Whatever else the browser might ask for is not there.
        f"--host-resolver-rules=MAP {HOST} {stand_in}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        f"--ignore-certificate-errors-spki-list={linkedin.spki_hash}",
        # LinkedIn is on the public network: mapped to loopback it might ask for what is blocked there.
        f"--ip-address-space-overrides={stand_in}=public",
    ]
