"""Anything that shows a document, as the member sees and uses it; written once for all browsers."""

import json
from typing import Any

from e2e.document import Document, Gone
from e2e.patience import PATIENCE_SECONDS, until

FILL = """((field, text) => {
  field.focus();
  field.value = text;
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
})"""
READY = "((element) => Boolean(element?.checkVisibility() && !element.matches(':disabled')))"


class Sheet:
    def __init__(self, document: Document) -> None:
        self.document = document

    def evaluate(self, expression: str) -> Any:
        return self.document.evaluate(expression)

    @property
    def url(self) -> str:
        address: str = self.evaluate("location.href")
        return address

    def text(self, selector: str) -> str:
        """What is written there, each run of blanks one space; empty where it is hidden or absent."""
        return tidy(self.evaluate(f"{one(selector)}?.innerText ?? ''"))

    def texts(self, selector: str) -> list[str]:
        """What is written in each element that is found."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return [tidy(text) for text in self.evaluate(f"{found}.map((each) => each.innerText)")]

    def wait_for(self, selector: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Until it is visible and can be used."""
        self._wait(f"{selector} is ready", f"{READY}({one(selector)})", seconds)

    def wait_for_text(self, selector: str, words: str) -> None:
        """Until the words stand there, among others."""
        shown = f"({one(selector)}?.innerText ?? '').replace(/\\s+/g, ' ')"
        self._wait(f"{selector} says {words!r}", f"{shown}.includes({json.dumps(words)})")

    def click(self, selector: str) -> None:
        """As soon as it can be used; the click may close the document."""
        click = f"((element) => {READY}(element) && (element.click(), true))({one(selector)})"
        until(f"{selector} can be clicked", lambda: self.now(click) or self.now("true") is None)

    def fill(self, selector: str, text: str) -> None:
        self.wait_for(selector)
        self.evaluate(f"{FILL}({one(selector)}, {json.dumps(text)})")

    def overflow(self) -> tuple[int, int]:
        """By how many pixels it is wider and taller than its window."""
        right, down = self.evaluate(
            "[document.scrollingElement.scrollWidth - innerWidth, document.scrollingElement.scrollHeight - innerHeight]"
        )
        return right, down

    def close(self) -> None:
        self.document.close()

    def _wait(self, wanted: str, expression: str, seconds: float = PATIENCE_SECONDS) -> None:
        try:
            until(wanted, lambda: self.now(expression), seconds=seconds)
        except AssertionError as vain:
            raise AssertionError(f"{vain}; {self.now('location.href')} shows {self.now(BODY)!r}") from None

    def now(self, expression: str) -> Any:
        """Its value; None while one document gives way to the next."""
        try:
            return self.evaluate(expression)
        except Gone:
            return None


BODY = "document.body?.innerText"


def one(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})"


def tidy(text: str) -> str:
    return " ".join(text.split())
