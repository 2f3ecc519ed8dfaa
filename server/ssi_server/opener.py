"""The file that a browser is opened on instead of a sign-in link: links would stand in the list of processes.

It leads to the link by itself, and without a script. It goes once the link is used, or works no more; only its owner
can read it. Browsers from Snap and Flatpak may see no such folder: the link that is printed remains.
"""

from __future__ import annotations

import os
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path

from .people.sign_in import LINK_LASTS
from .people.tokens import hash_of

_PAGE = """<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={link}">
<title>SSI History</title>
<p><a href="{link}">SSI History</a></p>
"""
_NAME = "sign-in-{}.html"
_EVERY_SECONDS = 60.0


def open_browser(folder: Path, link: str) -> None:
    """Has the member's browser follow the link."""
    remove_old(folder)
    path = _path(folder, link.rpartition("/")[2])
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(_PAGE.format(link=escape(link)))
    webbrowser.open(path.as_uri())


def remove_used(folder: Path, secret: str) -> None:
    """The file that led to the link with this secret, if there was one."""
    _path(folder, secret).unlink(missing_ok=True)


def remove_old(folder: Path) -> None:
    """The files whose links have had their time."""
    for path in folder.glob(_NAME.format("*")):
        with suppress(FileNotFoundError):  # It was used this very moment.
            if time.time() - path.stat().st_mtime > LINK_LASTS.total_seconds():
                path.unlink()


@contextmanager
def removing_old(folder: Path) -> Iterator[None]:
    """Meanwhile, old ones are removed every minute, from a thread of its own."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(_EVERY_SECONDS):
            remove_old(folder)

    threading.Thread(target=run, name="opener", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _path(folder: Path, secret: str) -> Path:
    """By the link's hash, which tells nothing of it."""
    return folder / _NAME.format(hash_of(secret).hex()[:16])
