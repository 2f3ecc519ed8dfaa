"""The browser that tests run in: one that is here, else one that is fetched, else a word on what is missing.

`python tests/e2e/browsers.py` prints what was found; tests ask `chromium()`.

Google Chrome is not looked for: since version 137 its branded builds ignore `--load-extension`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser")
FETCH_SECONDS = 900
ADVICE = """No Chromium was found, and none could be fetched. Any one of these helps:
  - install it (Debian: apt install chromium; Fedora: dnf install chromium; macOS: brew install chromium)
  - fetch one for tests only: python -m playwright install --with-deps chromium
  - name the one that you have: CHROMIUM=/path/to/chromium make test"""


class BrowserMissing(Exception):
    """No browser is here and none could be fetched; the message says how to get one."""


@dataclass(frozen=True)
class Browser:
    path: Path
    version: str  # "156.0.8078.79"


def chromium() -> Path:
    """The Chromium to test with, fetched if need be; raises BrowserMissing."""
    return find_chromium().path


@cache
def find_chromium() -> Browser:
    """The first that starts of `CHROMIUM`, `PATH`, Playwright's own, a fetched one; raises BrowserMissing."""
    named = os.environ.get("CHROMIUM")
    if named:
        browser = _that_runs(Path(named))
        if browser is None:
            raise BrowserMissing(f"CHROMIUM={named} does not start. Correct it, or unset it to search elsewhere.")
        return browser
    if browser := _here():
        return browser
    for fetch in (_fetch_with_playwright, _fetch_with_apt):
        fetch()
        if browser := _here():
            return browser
    raise BrowserMissing(ADVICE)


def _here() -> Browser | None:
    return next((browser for path in _candidates() if (browser := _that_runs(path))), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _that_runs(path: Path) -> Browser | None:
    """The browser at `path`, or None: Ubuntu's `chromium-browser` may do no more than advertise a snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    version = next((word for word in answer.stdout.split() if word[0].isdigit()), None)
    return Browser(path, version) if version else None


def _fetch_with_playwright() -> None:
    _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _fetch_with_apt() -> None:
    if is_root() and shutil.which("apt-get"):
        _try(["apt-get", "update", "--quiet"])
        _try(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"])


def _try(command: list[str]) -> None:
    """Run a command that may fail: whether it helped is seen by looking again."""
    sys.stderr.write(f"no Chromium yet, trying: {' '.join(command)}\n")
    try:
        subprocess.run(command, timeout=FETCH_SECONDS, check=True, stdout=sys.stderr)
    except subprocess.SubprocessError as problem:
        sys.stderr.write(f"that did not work: {problem}\n")


def is_root() -> bool:
    """Whether this is the superuser, for whom Chromium starts only without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> None:
    try:
        browser = find_chromium()
    except BrowserMissing as missing:
        sys.exit(str(missing))
    sys.stdout.write(f"chromium: {browser.path} {browser.version}\n")


if __name__ == "__main__":
    main()
