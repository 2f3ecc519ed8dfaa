"""The browsers that tests run in: those that are here, else fetched ones, else a word on what is missing.

`python tests/e2e/browsers.py` prints what was found; tests ask `find_chromium()` and `find_firefox()`.

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

FETCH_SECONDS = 900
ADVICE = """No {name} was found, and none could be fetched. Either of these helps:
  - install it (Debian: apt install {package}; Fedora: dnf install {name}; macOS: brew install {name})
  - name the one that you have: {variable}=/path/to/{name} make test"""


class BrowserMissing(Exception):
    """No browser is here and none could be fetched; the message says how to get one."""


@dataclass(frozen=True)
class Browser:
    path: Path
    version: str  # "156.0.8078.79"


@dataclass(frozen=True)
class Kind:
    name: str
    programs: tuple[str, ...]
    package: str  # Debian's
    played: bool  # whether Playwright's own serves as well; its Firefox has no remote control that is ours to use


CHROMIUM = Kind("chromium", ("chromium", "chromium-browser"), "chromium", played=True)
FIREFOX = Kind("firefox", ("firefox", "firefox-esr"), "firefox-esr", played=False)


def find_chromium() -> Browser:
    """Raises BrowserMissing."""
    return _find(CHROMIUM)


def find_firefox() -> Browser:
    """Raises BrowserMissing."""
    return _find(FIREFOX)


@cache
def _find(kind: Kind) -> Browser:
    """The first that starts of the one named in the environment, `PATH`, Playwright's own, a fetched one."""
    variable = kind.name.upper()
    named = os.environ.get(variable)
    if named:
        browser = _that_runs(Path(named))
        if browser is None:
            raise BrowserMissing(f"{variable}={named} does not start. Correct it, or unset it to search elsewhere.")
        return browser
    if browser := _here(kind):
        return browser
    for fetch in (_fetch_with_playwright, _fetch_with_apt):
        fetch(kind)
        if browser := _here(kind):
            return browser
    raise BrowserMissing(ADVICE.format(name=kind.name, package=kind.package, variable=variable))


def _here(kind: Kind) -> Browser | None:
    return next((browser for path in _candidates(kind) if (browser := _that_runs(path))), None)


def _candidates(kind: Kind) -> Iterator[Path]:
    yield from (Path(found) for program in kind.programs if (found := shutil.which(program)))
    if kind.played:
        with sync_playwright() as playwright:
            yield Path(playwright.chromium.executable_path)


def _that_runs(path: Path) -> Browser | None:
    """The browser at `path`, or None: Ubuntu's may do no more than advertise a snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    version = next((word for word in answer.stdout.split() if word[0].isdigit()), None)
    return Browser(path, version) if version else None


def _fetch_with_playwright(kind: Kind) -> None:
    if kind.played:
        _try([sys.executable, "-m", "playwright", "install", "chromium"])


def _fetch_with_apt(kind: Kind) -> None:
    if is_root() and shutil.which("apt-get"):
        _try(["apt-get", "update", "--quiet"])
        _try(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", kind.package])


def _try(command: list[str]) -> None:
    """Run a command that may fail: whether it helped is seen by looking again."""
    sys.stderr.write(f"a browser is missing, trying: {' '.join(command)}\n")
    try:
        subprocess.run(command, timeout=FETCH_SECONDS, check=True, stdout=sys.stderr)
    except subprocess.SubprocessError as problem:
        sys.stderr.write(f"that did not work: {problem}\n")


def is_root() -> bool:
    """Whether this is the superuser, for whom Chromium starts only without its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> None:
    try:
        for find in (find_chromium, find_firefox):
            browser = find()
            sys.stdout.write(f"{browser.path} {browser.version}\n")
    except BrowserMissing as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
