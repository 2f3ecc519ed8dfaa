"""Scripts with Firefox's own rights, which may use everything in `chrome.js`."""

from pathlib import Path
from typing import Any

from e2e.firefox.marionette import Marionette

WORDS = Path(__file__).with_name("chrome.js").read_text("utf-8")


class Chrome:
    def __init__(self, marionette: Marionette) -> None:
        self._marionette = marionette

    def run(self, script: str, *given: Any) -> Any:
        """What the body of an asynchronous function returns that knows `given`."""
        return self._marionette.run(f"{WORDS}\n{script}", *given)
