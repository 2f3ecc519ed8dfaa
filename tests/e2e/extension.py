"""The copy of the extension that a test installs, and what a test changes about it."""

import json
from pathlib import Path

from e2e.soak import SOAK

DEFAULT_ADDRESS = "http://127.0.0.1:8712"
VISITS = "https://www.linkedin.com/*"


def replace(file: Path, this: str, by: str) -> None:
    source = file.read_text("utf-8")
    assert this in source, f"{file.name} no longer says {this}"
    file.write_text(source.replace(this, by), "utf-8")


def try_first(extension: Path, address: str) -> None:
    """The port of everyday use may be in use here: to this copy, the test's own server is the one to try by itself."""
    replace(extension / "server" / "settings.js", DEFAULT_ADDRESS, address)


def hurry(file: Path, this: str, by: str) -> None:
    """The same for how long the extension waits, which is waited for in the long form of the tests only."""
    if not SOAK:
        replace(file, this, by)


def grant_visits(extension: Path) -> None:
    """No test can answer the browser's question for access to LinkedIn, so this copy has it from the beginning."""
    file = extension / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    manifest["host_permissions"].append(VISITS)
    file.write_text(json.dumps(manifest), "utf-8")
