"""The extension's popup as the member sees it: its state, its figures, its picture."""

import base64
import json
import time
from typing import Any, Literal

from e2e.target import Target, TargetGone

Scheme = Literal["light", "dark"]
PILLARS = ("brand", "people", "insights", "relationships")
FIGURES = {
    "total": "#total",
    **{pillar: f"#pillars li[data-pillar={pillar}] .value" for pillar in PILLARS},
    "industry rank": "#industry-rank",
    "network rank": "#network-rank",
    "industry average": "#industry-average",
    "network average": "#network-average",
}


class Popup:
    def __init__(self, target: Target) -> None:
        self._target = target

    @property
    def state(self) -> str | None:
        """What the popup's body says of itself: `working`, `done`, `waiting`, …; None while it loads."""
        state: str | None = self._target.evaluate("document.body?.dataset.state ?? null")
        return state

    def wait_for_state(self, wanted: str, *, seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        while (state := self.state) != wanted:
            assert time.monotonic() < until, f"the popup is {state!r}, not {wanted!r}: {self.text('body')!r}"
            time.sleep(0.005)

    def wait_for_text(self, selector: str, wanted: str, *, seconds: float = 15) -> None:
        until = time.monotonic() + seconds
        while (text := self.text(selector)) != wanted:
            assert time.monotonic() < until, f"{selector} is {text!r}, not {wanted!r}: {self.text('body')!r}"
            time.sleep(0.005)

    def text(self, selector: str) -> str:
        """What is written there, each run of blanks one space; empty where it is hidden or absent."""
        found = f"document.querySelector({json.dumps(selector)})"
        return " ".join(self._target.evaluate(f"{found}?.innerText ?? ''").split())

    def texts(self, selector: str) -> list[str]:
        """What is written in each element that is found."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return [" ".join(text.split()) for text in self._target.evaluate(f"{found}.map((each) => each.innerText)")]

    def figures(self) -> dict[str, str]:
        return {name: self.text(selector) for name, selector in FIGURES.items()}

    def click(self, selector: str) -> None:
        self._target.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def evaluate(self, expression: str) -> Any:
        return self._target.evaluate(expression)

    def overflow(self) -> tuple[int, int]:
        """By how many pixels the popup is wider and taller than its window."""
        right, down = self.evaluate(
            "[document.scrollingElement.scrollWidth - innerWidth, document.scrollingElement.scrollHeight - innerHeight]"
        )
        return right, down

    def prefer(self, scheme: Scheme) -> None:
        """Show it as in a browser that is set to light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._target.send("Emulation.setEmulatedMedia", features=features)

    def screenshot(self) -> bytes:
        """The popup as PNG."""
        # Whole, and in the screen's own scale: asked for a part or another scale, Chromium at times repeats a strip.
        return base64.b64decode(self._target.send("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """Shut it, as the member does by looking elsewhere."""
        try:
            self._target.evaluate("window.close()")
        except TargetGone:
            return
