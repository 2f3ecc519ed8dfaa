"""Installations that are backed up, restored, pruned and examined."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from click.testing import CliRunner, Result

from engines import URL
from server_parts import Api, capture_body
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.storage import Database
from ssi_server.upkeep import backup
from ssi_server.upkeep.archive import reading
from ssi_server.upkeep.restore import Restored, restore, verify
from throwaway_postgresql import free_port

Contents = dict[str, bytes]
"""The files in an archive, by name."""
Change = Callable[[Contents], None]


def run(settings: Settings, *words: str, says: str = "") -> Result:
    """A command on this installation; `says` is what is typed."""
    command = ["--data-dir", str(settings.data_dir), *words]
    return CliRunner().invoke(main, command, input=says, env={URL: settings.database_url}, catch_exceptions=False)


def backed_up(settings: Settings, file: Path) -> bytes:
    """The bytes of a backup that is written to the file, whatever is there."""
    database = Database(settings)
    database.migrate()
    backup.back_up(database, settings, file, lambda _: None, replace=True)
    database.close()
    return file.read_bytes()


def restored(settings: Settings, file: Path) -> Restored:
    with reading.opened(file) as archive:
        verify(archive, lambda _: None)
        return restore(settings, archive, lambda _: None)


def send_some(api: Api, days: int = 3, start: dt.date = dt.date(2026, 3, 1)) -> list[dict[str, Any]]:
    """The bodies of captures that were sent: one a day of the same page, and one that nobody can read."""
    bodies = []
    for day in range(days):
        at = f"{start + dt.timedelta(days=day)}T09:30:00.25+05:30"
        bodies.append(capture_body("english", captured_at=at))
        assert api.send(bodies[-1]).status_code == 201
    bodies.append(capture_body("redesign", captured_at=f"{start}T10:30:00Z"))
    assert api.send(bodies[-1]).status_code == 422
    return bodies


def changed(archive: bytes, change: Change) -> bytes:
    """The archive with other contents, and sealed as if that were nothing."""
    with ZipFile(io.BytesIO(archive)) as whole:
        contents = {name: whole.read(name) for name in whole.namelist()}
    change(contents)
    return packed([(ZipInfo(name), data) for name, data in contents.items()])


def packed(entries: list[tuple[ZipInfo, bytes]]) -> bytes:
    """A sealed archive of these files."""
    out = io.BytesIO()
    with ZipFile(out, "w") as whole:
        whole.comment = b"0" * 64
        for info, data in entries:
            whole.writestr(info, data, ZIP_DEFLATED)
    return resealed(out.getvalue())


def resealed(archive: bytes) -> bytes:
    return archive[:-64] + hashlib.sha256(archive[:-64]).hexdigest().encode()


def retold(contents: Contents, table: str, data: bytes) -> None:
    """Another table, and a manifest that agrees with it."""
    contents[f"tables/{table}.jsonl"] = data
    manifest = json.loads(contents["manifest.json"])
    digest = hashlib.sha256(data).hexdigest()
    manifest["tables"][table] |= {"rows": data.count(b"\n"), "bytes": len(data), "sha256": digest}
    contents["manifest.json"] = json.dumps(manifest).encode()


def put(name: str, data: bytes = b"evil") -> Change:
    def change(contents: Contents) -> None:
        contents[name] = data

    return change


def without(name: str) -> Change:
    def change(contents: Contents) -> None:
        del contents[name]

    return change


def manifest(edit: Callable[[dict], None]) -> Change:
    def change(contents: Contents) -> None:
        document = json.loads(contents["manifest.json"])
        edit(document)
        contents["manifest.json"] = json.dumps(document).encode()

    return change


def first_row(table: str, edit: Callable[[dict], None]) -> Change:
    def change(contents: Contents) -> None:
        first, *others = contents[f"tables/{table}.jsonl"].splitlines(keepends=True)
        row = json.loads(first)
        edit(row)
        retold(contents, table, b"".join([json.dumps(row).encode() + b"\n", *others]))

    return change


def table(name: str, make: Callable[[bytes], bytes]) -> Change:
    return lambda contents: retold(contents, name, make(contents[f"tables/{name}.jsonl"]))


def without_table(name: str) -> Change:
    def change(contents: Contents) -> None:
        del contents[f"tables/{name}.jsonl"]
        manifest(lambda document: document["tables"].pop(name))(contents)

    return change


def findings(settings: Settings, *words: str) -> dict[str, list[str]]:
    """What `doctor` says on each subject: the level and the words, then what to do."""
    said = run(settings, "doctor", "--port", str(free_port()), *words)
    found: dict[str, list[str]] = {}
    subject = ""
    for line in said.stdout.splitlines():
        if not line.startswith(" "):
            level, subject, what = line.split(None, 2)
            found.setdefault(subject, []).append(f"{level} {what}")
        else:
            found[subject][-1] += " " + line.strip()
    assert said.exit_code == any(line.startswith("failed") for lines in found.values() for line in lines)
    return found
