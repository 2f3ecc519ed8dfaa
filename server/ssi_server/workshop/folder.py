"""A fixture on disk: a folder with the page, what reading it must give, and where its facts come from."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEYS = frozenset("title url source layout language facts scrubbed sha256 confirmed".split())
"""What every meta.json says; that of a page from LinkedIn itself has `evidence` as well."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class NotAFixture(Exception):
    """The folder is not what it must be; the text says why, and what to do."""


@dataclass(frozen=True)
class Fixture:
    """`outcome` is the expected reading, or `{"code": …}` for a page that must be refused."""

    html: str
    outcome: dict[str, Any]
    meta: dict[str, Any]


def place(folder: Path, name: str) -> Path:
    """The fixture's folder; raises NotAFixture for a name that is a path or anything but small words with hyphens."""
    if not _NAME.fullmatch(name):
        raise NotAFixture(f"{name!r} is no name for a fixture: use small letters and digits, with hyphens between.")
    return folder / name


def write(path: Path, fixture: Fixture) -> None:
    """Makes the folder; raises NotAFixture if there is one already."""
    try:
        path.mkdir(parents=True)
    except FileExistsError as error:
        raise NotAFixture(f"There is a fixture {path.name!r} already: choose another name.") from error
    (path / "page.html").write_bytes(fixture.html.encode())
    (path / outcome_file(fixture)).write_bytes(_json(fixture.outcome))
    write_meta(path, fixture.meta)


def outcome_file(fixture: Fixture) -> str:
    return "refusal.json" if fixture.outcome.keys() == {"code"} else "expected.json"


def write_meta(path: Path, meta: dict[str, Any]) -> None:
    (path / "meta.json").write_bytes(_json(meta))


def read(path: Path) -> Fixture:
    """The fixture in this folder; raises NotAFixture where it is not whole, or its page is not the one described."""
    outcomes = [file for name in ("expected.json", "refusal.json") if (file := path / name).is_file()]
    if len(outcomes) != 1:
        raise NotAFixture(f"{path} is no fixture: it needs either an expected.json or a refusal.json.")
    try:
        page = (path / "page.html").read_bytes()
        meta, outcome = (json.loads(file.read_bytes()) for file in (path / "meta.json", outcomes[0]))
    except FileNotFoundError as error:
        raise NotAFixture(f"{path} is no fixture: it has no {Path(error.filename).name}.") from error
    except ValueError as error:
        raise NotAFixture(f"A file of {path} is not JSON: {error}.") from error
    if unknown := KEYS - meta.keys():
        raise NotAFixture(f"{path / 'meta.json'} does not say: {', '.join(sorted(unknown))}.")
    if sha256(page) != meta["sha256"]:
        raise NotAFixture(f"{path / 'page.html'} is not the page that was added: add it again, under another name.")
    return Fixture(page.decode(), outcome, meta)


def sha256(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()


def _json(content: dict[str, Any]) -> bytes:
    """One key a line, so that two versions compare well."""
    lines = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in content.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
