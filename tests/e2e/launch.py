"""A browser by its name, started and stopped."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Playwright

from e2e.browser import Browser
from e2e.browsers import find_chromium, find_firefox
from e2e.chromium.browser import Chromium
from e2e.firefox.browser import Firefox
from e2e.linkedin import LinkedIn
from e2e.ssi_page import ROOT

EXTENSION = ROOT / "extension"


@contextmanager
def started(
    name: str, profile: Path, linkedin: LinkedIn, playwright: Playwright, language: str = "en-US"
) -> Iterator[Browser]:
    """`name`: chromium or firefox; `profile`: an empty folder."""
    browser = _named(name, profile, linkedin, playwright, language)
    browser.start()
    try:
        yield browser
    finally:
        browser.stop()


def _named(name: str, profile: Path, linkedin: LinkedIn, playwright: Playwright, language: str) -> Browser:
    if name == "chromium":
        return Chromium(find_chromium().path, profile, linkedin, playwright, language)
    manifest = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    addon = manifest["browser_specific_settings"]["gecko"]["id"]
    return Firefox(find_firefox().path, profile, linkedin, addon, language)
