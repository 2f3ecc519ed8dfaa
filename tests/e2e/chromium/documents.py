"""What Chromium shows, over the Chrome DevTools Protocol."""

import base64
from typing import Any, Protocol

from playwright.sync_api import CDPSession, Error, Page

from e2e.document import ZOOM_STYLE, Gone, Scheme
from e2e.patience import until

KEYS = {"Tab": 9, "Enter": 13, " ": 32}
TEXT = {"Enter": "\r", " ": " "}


class Session(Protocol):
    """Where commands go: a target of the browser, or one of Playwright's pages."""

    def send(self, method: str, params: dict[str, Any]) -> dict[str, Any]: ...


class ChromiumDocument:
    def __init__(self, session: Session) -> None:
        self._session = session

    def evaluate(self, expression: str) -> Any:
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True, "userGesture": True}
        answer = self._session.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, f"{expression}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        stroke = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": KEYS[key]}
        text = {"text": TEXT[key]} if key in TEXT else {}
        self._session.send("Input.dispatchKeyEvent", {**stroke, **text, "type": "keyDown"})
        self._session.send("Input.dispatchKeyEvent", {**stroke, "type": "keyUp"})

    def prefer(self, scheme: Scheme) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._session.send("Emulation.setEmulatedMedia", {"features": features})

    def screenshot(self) -> bytes:
        return until("it has been painted", self._painted)

    def _painted(self) -> bytes | None:
        # Whole, and in the screen's own scale: asked for a part or another scale, Chromium at times repeats a strip.
        try:
            return base64.b64decode(self._session.send("Page.captureScreenshot", {"format": "png"})["data"])
        except Gone:
            return None


class ChromiumPopup(ChromiumDocument):
    def zoom(self, factor: float) -> None:
        """A popup grows with its content, up to what the browser allows."""
        self.evaluate(ZOOM_STYLE % factor)

    def close(self) -> None:
        """As the member does by looking elsewhere."""
        try:
            self.evaluate("window.close()")
        except Gone:
            return


class ChromiumTab(ChromiumDocument):
    def __init__(self, page: Page) -> None:
        self.page = page
        super().__init__(PageSession(page.context.new_cdp_session(page)))

    def open(self, url: str) -> None:
        self.page.goto(url, wait_until="domcontentloaded")

    def zoom(self, factor: float) -> None:
        """What zooming does to a page: fewer and larger pixels."""
        width, height, pixels = self.evaluate("[innerWidth, innerHeight, devicePixelRatio]")
        metrics = {"width": round(width / factor), "height": round(height / factor), "mobile": False}
        self._session.send("Emulation.setDeviceMetricsOverride", {**metrics, "deviceScaleFactor": pixels * factor})

    def front(self) -> None:
        self.page.bring_to_front()

    def close(self) -> None:
        self.page.close()


class PageSession:
    """A page's commands; what fails because the page moves on is said as everywhere."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    def send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = self._session.send(method, params)
        except Error as moved:
            raise Gone(str(moved)) from moved
        return answer
