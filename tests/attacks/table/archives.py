"""Backups, exports and files of the server that are not what they seem, or lie where others reach them."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

import pytest

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code
from attacks.table.told import seen
from attacks.table.victim import SECRET, Victim
from server_parts import data_file
from ssi_server import opener
from ssi_server.config import Settings
from ssi_server.upkeep.archive.kinds import KINDS, Kind
from ssi_server.upkeep.archive.manifest import KEY, MANIFEST, table_file
from ssi_server.upkeep.archive.tables import KEPT
from upkept import Change, changed, first_row, packed, put, run, table

_NAMED = {MANIFEST, KEY, *map(table_file, KEPT)}
_OPEN = os.open


class _LooksAway(ZipFile):
    """Sees no files in an archive but those that belong there."""

    def infolist(self) -> list[ZipInfo]:
        return list({entry.filename: entry for entry in super().infolist() if entry.filename in _NAMED}.values())


@contextmanager
def _written_straight(target: Path, **_: Any) -> Iterator[IO[bytes]]:
    with target.open("w+b") as file:
        yield file


def _for_everybody(path: Any, flags: int, mode: int = 0o777, **where: Any) -> int:
    return _OPEN(path, flags, 0o666 if mode == 0o600 else mode, **where)


@contextmanager
def _any_text(_victim: Victim) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "text", Kind(KINDS["text"].type, str, str))
        yield


ONLY_NAMED = code("an archive holds what its manifest names", "ssi_server.upkeep.archive.reading.ZipFile", _LooksAway)
SEALED = code("an archive is as it was sealed", "ssi_server.upkeep.archive.reading.is_whole", lambda _file: True)
DENSITY = code("nothing in it becomes far larger", "ssi_server.upkeep.archive.reading._DENSEST", 10**9)
IS_TEXT = Defence("what is no text is no value of a column", _any_text)
WHOLE_BACKUP = code("a backup is named when it is whole", "ssi_server.upkeep.backup.written_whole", _written_straight)
WHOLE_EXPORT = code("so is an export", "ssi_server.exchange.commands.written_whole", _written_straight)
OWNER_ONLY = code("a file is its owner's alone", "os.open", _for_everybody)
WITHIN = code("a path stays within its folder", "werkzeug.utils.safe_join", os.path.join)


def _restored(victim: Victim, archive: bytes) -> Outcome:
    """What a restore of this archive makes of an installation that nobody uses."""
    settings = victim.copy()
    (file := settings.data_dir / "evil.zip").write_bytes(archive)
    before = victim.digest(settings)
    ended = run(settings, "restore", "--yes", str(file))
    everywhere = [*settings.data_dir.parent.rglob("evil"), Path("/evil")]
    return Outcome(
        f"exit {ended.exit_code}", won=victim.digest(settings) != before or any(map(Path.exists, everywhere))
    )


def _made(name: str, change: Change, defence: Defence) -> Attack:
    """An archive with other contents and a seal that fits them: everybody can make one."""
    return Attack(name, lambda it: _restored(it, changed(it.archive, change)), "exit 1", (defence,))


def _with(name: str, mode: int, data: bytes) -> Callable[[Victim], Outcome]:
    def restore(victim: Victim) -> Outcome:
        entry = ZipInfo(name)
        entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
        with ZipFile(io.BytesIO(victim.archive)) as whole:
            entries = [(ZipInfo(known), whole.read(known)) for known in whole.namelist()]
        return _restored(victim, packed([*entries, (entry, data)]))

    return restore


def _with_a_space(row: bytes) -> bytes:
    return row.replace(b"{", b"{" + b" " * 2_000_000, 1)


def _unsealed(victim: Victim) -> Outcome:
    return _restored(victim, changed(victim.archive, lambda _contents: None)[:-64] + b"0" * 64)


def _through_a_link(command: str, name: str) -> Callable[[Victim], Outcome]:
    """Somebody has put a link in the place where the member is about to write, to a file that is the member's."""

    def write(victim: Victim) -> Outcome:
        settings = victim.copy()
        folder = settings.data_dir / "shared"
        folder.mkdir()
        (own := folder / "own.txt").write_text("own")
        (folder / name).symlink_to(own)
        ended = run(settings, command, str(folder / name))
        return Outcome(f"exit {ended.exit_code}", won=own.read_bytes() != b"own")

    return write


def _readable(make: Callable[[Settings], Path]) -> Callable[[Victim], Outcome]:
    """Another user of the machine looks at a file."""

    def look(victim: Victim) -> Outcome:
        settings = victim.copy()
        usual = os.umask(0o022)
        try:
            mode = make(settings).stat().st_mode
        finally:
            os.umask(usual)
        return Outcome(oct(stat.S_IMODE(mode)), won=bool(mode & (stat.S_IRGRP | stat.S_IROTH)))

    return look


def _file_of(*command: str) -> Callable[[Settings], Path]:
    def make(settings: Settings) -> Path:
        file = settings.data_dir / command[-1]
        assert run(settings, *command[:-1], str(file)).exit_code == 0
        return file

    return make


def _new_key(settings: Settings) -> Path:
    for file in settings.data_dir.iterdir():
        file.unlink()
    assert run(settings, "device", "list").exit_code == 0
    return settings.key_file


def _new_database(settings: Settings) -> Path:
    _new_key(settings)
    return data_file(settings)


def _page_of_a_link(settings: Settings) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webbrowser.open", lambda _address: True)
        opener.open_browser(settings.data_dir, "http://127.0.0.1/sign-in/secret")
    [file] = settings.data_dir.glob("sign-in-*.html")
    return file


def _beyond(slash: str) -> Attack:
    """A file of the data folder by way of the folder of styles and scripts."""

    def ask(victim: Victim) -> Outcome:
        file = victim.settings.data_dir / "planted.txt"
        file.write_text(SECRET)
        away = os.path.relpath(file, str(victim.app.static_folder))
        with victim.stranger().get(f"/static/{away.replace('/', slash)}") as answer:
            return seen(answer)

    return Attack(f"a path out of its folder: ..{slash}", ask, "404", (WITHIN,))


ATTACKS = (
    _made("zip slip: a path upwards", put("../../evil"), ONLY_NAMED),
    _made("zip slip: an absolute path", put("/evil"), ONLY_NAMED),
    _made("a table that is never taken in", put("tables/web_sessions.jsonl", b"{}\n"), ONLY_NAMED),
    Attack("a symbolic link in an archive", _with("evil", stat.S_IFLNK, b"/etc/passwd"), "exit 1", (ONLY_NAMED,)),
    _made("a bomb in an archive", table("people", _with_a_space), DENSITY),
    _made("a NUL in a row of an archive", first_row("people", lambda row: row.update(name="a\0b")), IS_TEXT),
    Attack("an archive that was changed", _unsealed, "exit 1", (SEALED,)),
    Attack("a symbolic link in a backup's place", _through_a_link("backup", "x.zip"), "exit 1", (WHOLE_BACKUP,)),
    Attack("a symbolic link in an export's place", _through_a_link("export", "x.json"), "exit 0", (WHOLE_EXPORT,)),
    Attack("an export that others read", _readable(_file_of("export", "x.json")), "0o600", (OWNER_ONLY,)),
    Attack("a backup that others read", _readable(_file_of("backup", "x.zip")), "0o600", (OWNER_ONLY,)),
    Attack("a key that others read", _readable(_new_key), "0o600", (OWNER_ONLY,)),
    Attack("a database that others read", _readable(_new_database), "0o600", (OWNER_ONLY,)),
    Attack("a sign-in link that others read", _readable(_page_of_a_link), "0o600", (OWNER_ONLY,)),
    _beyond("/"),
    _beyond("%2f"),
)
