"""What a browser must let a test do. Chromium and Firefox do it each in its own way, in `chromium` and `firefox`."""

from pathlib import Path
from typing import Any, Protocol

from e2e.document import Document, Tab


class Browser(Protocol):
    name: str
    version: str
    language: str  # "en-US"

    def start(self) -> None:
        """With the profile that it had before, if it ran before; without an extension."""

    def stop(self) -> None:
        """As the member quits it."""

    def kill(self) -> None:
        """As the system ends it on the spot."""

    def install(self, extension: Path) -> None:
        """The extension in that folder; what an earlier installation of the same folder has stored is there."""

    def clear(self) -> None:
        """No extension, no cookies, and one empty tab."""

    def extension_address(self, path: str) -> str: ...

    def open_tab(self) -> Tab:
        """A new one, in front."""

    def tabs(self) -> list[tuple[str, Tab]]:
        """Every tab with its address."""

    def click_toolbar_button(self) -> None:
        """The extension's, for the tab in front; the one kind of click that grants what a member's own does."""

    def popup(self) -> Document | None:
        """The popup, when it is open and has something to say."""

    def in_worker(self, expression: str) -> Any:
        """The value of an expression in the extension's background, which is woken if it slept."""

    def stop_worker(self) -> None:
        """End the background on the spot, as the browser does whenever it likes."""
