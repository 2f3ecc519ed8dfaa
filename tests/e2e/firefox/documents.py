"""What Firefox shows: each document is found anew by a script, since its <browser> element may change."""

import base64
import json
from typing import Any

from e2e.document import ZOOM_STYLE, Gone, Scheme
from e2e.firefox.chrome import Chrome


class FirefoxDocument:
    def __init__(self, chrome: Chrome, find: str) -> None:
        """`find`: a script that gives the <browser> element."""
        self._chrome = chrome
        self._find = find

    def evaluate(self, expression: str) -> Any:
        answer = self._chrome.run(f"return evaluate({self._find}, given[0])", expression)
        if answer.get("gone"):
            raise Gone(expression)
        assert "error" not in answer, f"{expression}: {answer['error']}"
        return json.loads(answer["value"]) if answer.get("value") else None

    def press(self, key: str) -> None:
        self._chrome.run(f"{self._find}.focus(); press(given[0])", key)

    def prefer(self, scheme: Scheme) -> None:
        self._chrome.run(f"{self._find}.browsingContext.prefersColorSchemeOverride = given[0]", scheme)

    def screenshot(self) -> bytes:
        return base64.b64decode(self._chrome.run(f"return screenshot({self._find})"))


class FirefoxPopup(FirefoxDocument):
    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome, "popup()")

    def zoom(self, factor: float) -> None:
        self.evaluate(ZOOM_STYLE % factor)

    def close(self) -> None:
        """As the member does by looking elsewhere."""
        self._chrome.run("popup()?.closest('panel').hidePopup()")


class FirefoxTab(FirefoxDocument):
    def __init__(self, chrome: Chrome, browser_id: int) -> None:
        super().__init__(chrome, f"byId({browser_id})")

    def open(self, url: str) -> None:
        self._chrome.run(f"await load({self._find}, given[0])", url)

    def zoom(self, factor: float) -> None:
        self._chrome.run(f"{self._find}.browsingContext.fullZoom = given[0]", factor)

    def front(self) -> None:
        self._chrome.run(f"gBrowser.selectedTab = gBrowser.getTabForBrowser({self._find})")

    def close(self) -> None:
        self._chrome.run(f"const found = {self._find}; if (found) gBrowser.removeTab(gBrowser.getTabForBrowser(found))")
