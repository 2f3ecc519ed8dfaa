"""Where the browser's part of the product lies, and a copy of it where a browser can reach it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from .config import Unusable

_HERE = Path(__file__).parent
_SOURCES_ONLY = "jsconfig.json"
"""Stands in a checkout's folder, where somebody works, and in no copy: so no checkout is ever replaced."""


def extension_folder() -> Path:
    """The folder with the extension's manifest: the one that came with the package, else the checkout's."""
    packaged = _HERE / "extension"
    return packaged if packaged.is_dir() else _HERE.parents[1] / "extension"


def copy_extension(to: Path) -> Path:
    """A copy in this very folder, in place of an earlier one; its absolute path.

    Raises Unusable where the folder holds anything else, or cannot be written.
    """
    source, to = extension_folder(), to.expanduser().resolve()
    if to.is_relative_to(source):
        raise Unusable(f"{to} is where the extension itself lies; choose another folder.")
    try:
        if to.exists() and any(to.iterdir()):
            found = _id_in(to)
            if found is None or found != _id_in(source) or (to / _SOURCES_ONLY).exists():
                raise Unusable(f"{to} holds something else; choose a new or empty folder.")
            shutil.rmtree(to)
        shutil.copytree(source, to, ignore=shutil.ignore_patterns(_SOURCES_ONLY), dirs_exist_ok=True)
    except OSError as error:
        raise Unusable(f"The extension cannot be copied to {to}: {error.strerror or error}.") from error
    return to


def _id_in(folder: Path) -> str | None:
    """The add-on's id, which is the same in every version; None where no manifest tells it."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        return str(manifest["browser_specific_settings"]["gecko"]["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
