"""What each browser lets a test do with anything that shows a document: a tab, the popup."""

from typing import Any, Literal, Protocol

ZOOM_STYLE = (
    "void document.documentElement.style.setProperty('zoom', %s)"  # for popups, which have no zoom of their own
)
Scheme = Literal["light", "dark"]


class Gone(Exception):
    """The document was closed, or left for another one while it was asked."""


class Document(Protocol):
    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression, a promise awaited, with the rights of a click.

        Raises AssertionError where it throws, Gone where nobody answers.
        """

    def press(self, key: str) -> None:
        """A key of the keyboard, by its DOM name: `Tab`, `Enter`, ` `."""

    def prefer(self, scheme: Scheme) -> None:
        """Show it as in a browser that is set to light or dark."""

    def zoom(self, factor: float) -> None:
        """Show it so many times as large."""

    def screenshot(self) -> bytes:
        """What is visible of it, as PNG."""

    def close(self) -> None:
        """Shut it; nothing happens where it is shut."""


class Tab(Document, Protocol):
    def open(self, url: str) -> None:
        """Go there; returns once the page's document is there."""

    def front(self) -> None:
        """Look at this one."""
