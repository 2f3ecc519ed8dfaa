"""Firefox, driven through its own remote control."""

import json
from pathlib import Path
from typing import Any

from e2e.document import Document, Tab
from e2e.firefox.chrome import Chrome
from e2e.firefox.documents import FirefoxDocument, FirefoxPopup, FirefoxTab
from e2e.firefox.process import FirefoxProcess, preferences
from e2e.linkedin import LinkedIn

UUID = "5f1a3c52-8f0e-4a5e-9d5c-3d0f6f2b7a10"
INSTALL = """
const file = new FileUtils.File(given[0]);
const { id } = await AddonManager.installTemporaryAddon(file);
await WebExtensionPolicy.getByID(id).readyPromise;
"""
CLEAR = """
await (await AddonManager.getAddonByID(given[0]))?.uninstall();
Services.cookies.removeAll();
gBrowser.removeAllTabsBut(gBrowser.addTrustedTab("about:blank"), { animate: false });
"""
OPEN_TAB = """
gBrowser.selectedTab = gBrowser.addTrustedTab("about:blank");
return gBrowser.selectedBrowser.browserId;
"""
BROKEN_POLICIES = """
const errors = Services.console.getMessageArray().filter((each) => each instanceof Ci.nsIScriptError);
const reports = errors.filter(({ category }) => category.startsWith("CSP"));
Services.console.reset();
return reports.map(({ sourceName, errorMessage }) => `${sourceName}: ${errorMessage}`);
"""
POPUP_IS_THERE = """
const { mozExtensionHostname } = policy(given[0]);
const shown = popup();
const ours = shown?.currentURI.spec.startsWith(`moz-extension://${mozExtensionHostname}/`);
return Boolean(ours && shown.closest("panel").state === "open"); // before that it changes places, and hears nothing
"""


class Firefox:
    name = "firefox"

    def __init__(self, path: Path, profile: Path, linkedin: LinkedIn, addon: str, language: str = "en-US") -> None:
        self.language = language
        self._addon = addon
        self._process = FirefoxProcess(path, profile, preferences(linkedin, addon, UUID, language))
        self._reports: list[str] = []

    def start(self) -> None:
        self._marionette = self._process.start()
        self.version = self._marionette.version
        self._chrome = Chrome(self._marionette)

    def stop(self) -> None:
        self._reports = self.broken_policies()
        self._marionette.close()
        self._process.stop()

    def kill(self) -> None:
        self._reports = self.broken_policies()
        self._process.kill()
        self._marionette.close()

    def broken_policies(self) -> list[str]:
        """What its console says of content security policies that a page or one of its scripts broke, since the last
        time; the page or the script comes first.
        """
        earlier, self._reports = self._reports, []
        return earlier + self._chrome.run(BROKEN_POLICIES)

    def install(self, extension: Path) -> None:
        self._chrome.run(INSTALL, str(extension))

    def clear(self) -> None:
        self._chrome.run(CLEAR, self._addon)

    def extension_address(self, path: str) -> str:
        return f"moz-extension://{UUID}/{path}"

    def open_tab(self) -> Tab:
        return FirefoxTab(self._chrome, self._chrome.run(OPEN_TAB))

    def tabs(self) -> list[tuple[str, Tab]]:
        shown = self._chrome.run("return gBrowser.browsers.map((each) => [each.currentURI.spec, each.browserId])")
        return [(url, FirefoxTab(self._chrome, browser_id)) for url, browser_id in shown]

    def click_toolbar_button(self) -> None:
        self._chrome.run("await clickToolbarButton(given[0])", self._addon)

    def use_shortcut(self) -> str:
        """As if the extension's keys were pressed; returns them, such as alt+shift+s."""
        keys: str = self._chrome.run("return useShortcut(given[0])", self._addon)
        return keys

    def choose_in_menu(self) -> None:
        """The extension's entry in the menu of the page in front; raises LookupError when there is none."""
        if not self._chrome.run("return chooseInMenu(given[0])", self._addon):
            raise LookupError("no entry of the extension")

    def popup(self) -> Document | None:
        return FirefoxPopup(self._chrome) if self._chrome.run(POPUP_IS_THERE, self._addon) else None

    def in_worker(self, expression: str) -> Any:
        return FirefoxDocument(self._chrome, f"await background({json.dumps(self._addon)})").evaluate(expression)

    def stop_worker(self) -> None:
        self._chrome.run(
            "await policy(given[0]).extension.terminateBackground({ disableResetIdleForTest: true })", self._addon
        )
