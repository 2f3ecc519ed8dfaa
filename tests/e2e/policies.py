"""What the browsers of the tests report of content security policies that a page broke.

Every browser that Playwright starts while `watching` is on is listened to, whichever test starts it; Firefox is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage

WORDS = "Content Security Policy"


class BrokenPolicies:
    def __init__(self) -> None:
        self._reports: list[str] = []
        self._contexts: list[BrowserContext] = []

    def add(self, reports: list[str]) -> None:
        self._reports += reports

    def take(self) -> list[str]:
        """What was reported since the last time: the page, and in the browser's words the directive."""
        for context in self._contexts:
            context.cookies("http://127.0.0.1")  # Events are heard only while a call is under way.
        taken, self._reports = self._reports, []
        return taken

    def watch(self, context: BrowserContext) -> None:
        self._contexts.append(context)
        context.on("console", self._heard)
        context.on("close", self._forget)

    def _forget(self, context: BrowserContext) -> None:
        self._contexts.remove(context)

    def _heard(self, message: ConsoleMessage) -> None:
        if WORDS in message.text:
            self._reports.append(f"{message.page.url if message.page else ''}: {message.text}")


@contextmanager
def watching(policies: BrokenPolicies) -> Iterator[None]:
    """Meanwhile, `policies` hears of every page in every browser that Playwright starts."""
    launch, launch_persistent = BrowserType.launch, BrowserType.launch_persistent_context

    def watched_launch(self: BrowserType, *given: Any, **named: Any) -> Browser:
        browser = launch(self, *given, **named)
        browser.on("context", policies.watch)
        return browser

    def watched_persistent(self: BrowserType, *given: Any, **named: Any) -> BrowserContext:
        context = launch_persistent(self, *given, **named)
        policies.watch(context)
        return context

    BrowserType.launch, BrowserType.launch_persistent_context = watched_launch, watched_persistent  # type: ignore[method-assign]
    try:
        yield
    finally:
        BrowserType.launch, BrowserType.launch_persistent_context = launch, launch_persistent  # type: ignore[method-assign]
