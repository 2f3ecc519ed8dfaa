"""The settings, the files and whose they are, the server's key, what was left behind, the backups."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from sqlalchemy import select

from ... import keys
from ...clock import now
from ...config import NAMES, PREFIX, Unusable
from ...models import Capture, Fact
from ...storage.whole import whole
from ...written_whole import DRAFT
from .. import chores, claim
from ..archive import reading
from ..backup import FOLDER
from ..key_change import INCOMING
from .finding import Examined, Finding, failed, ok, warning

_STALE = dt.timedelta(days=2)
_RESTORING = ".restoring"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def names(examined: Examined) -> Iterator[Finding]:
    """Settings in the environment that nothing reads."""
    unknown = sorted(name for name in examined.environ if name.startswith(PREFIX) and name not in NAMES)
    for name in unknown:
        [*meant] = get_close_matches(name, NAMES, 1)
        mend = f"did you mean {meant[0]}?" if meant else f"there are {', '.join(sorted(NAMES))}"
        yield warning("settings", f"{name} is set, but nothing reads it", mend)
    if not unknown:
        yield ok("settings", ", ".join(sorted(NAMES & examined.environ.keys())) or "all as they are by default")


def folder(examined: Examined) -> Iterator[Finding]:
    found = examined.settings.data_dir
    if not found.is_dir():
        mend = "'ssi-history serve' makes it; or name another with --data-dir"
        yield failed("folder", f"there is no folder {found}", mend)


def owners(examined: Examined) -> Iterator[Finding]:
    """Whether files that are the owner's alone can be read by others as well. Windows says nothing about that here."""
    if os.name == "nt" or not examined.settings.data_dir.is_dir():
        return
    open_to_all = [file for file in _private(examined) if file.exists() and file.stat().st_mode & _OTHERS]
    for file in open_to_all:
        mend = f"chmod {'700' if file.is_dir() else '600'} '{file}'"
        yield warning("files", f"{file} is open to others on this machine", mend)
    if not open_to_all:
        yield ok("files", f"{examined.settings.data_dir}: its owner's alone")


def key(examined: Examined) -> Iterator[Finding]:
    """The key's fingerprint, and whether the history was made with this key."""
    if not (examined.database and examined.has_schema):
        return
    with examined.database.read() as session:
        noted = session.scalar(select(Fact.value).where(Fact.name == keys.FACT))
    file, mend = examined.settings.key_file, "put it back: every backup holds it, and 'ssi-history restore' brings it"
    if not file.exists():
        yield failed("key", f"there is no key in {file}", mend) if noted else ok("key", "made at the first start")
        return
    try:
        found = keys.fingerprint(keys.session_key(examined.settings))
    except Unusable as error:
        yield failed("key", str(error), mend)
        return
    if noted not in (None, found):
        yield failed(
            "key",
            f"the key has the fingerprint {found}, but the history was made with {noted}",
            "put that key back (every backup holds it), or let SSI_HISTORY_KEY_FILE name it",
        )
    else:
        yield ok("key", f"fingerprint {found}")


def leftovers(examined: Examined) -> Iterator[Finding]:
    """What a restore or a backup leaves behind when it is killed. None of it is the history."""
    folder = examined.settings.data_dir
    for place in (folder, folder / FOLDER):
        for file in sorted(place.glob("*")) + sorted(place.glob(f".*{DRAFT}")):
            if file.name.endswith(INCOMING):
                yield warning("leftovers", f"{file}: a restore was interrupted", "the next start settles it")
            elif file.name.endswith((DRAFT, _RESTORING)):
                yield warning("leftovers", f"{file}: something was interrupted while it was written", "remove it")


def backups(examined: Examined) -> Iterator[Finding]:
    """How old the newest daily one is, whether it is whole, and why there is no newer one."""
    if not (examined.database and examined.has_schema):
        return
    if not whole(examined.database).files(examined.database.engine):
        yield ok("backups", "the database server's affair, or 'ssi-history backup FILE' from time to time")
        return
    with examined.database.read() as session:
        is_empty = session.scalar(select(Capture.id).limit(1)) is None
        why_not = claim.failure(session, chores.WORK)
    if why_not:
        yield failed("backups", f"the last daily backup failed: {why_not}", "see what else is wrong; it is tried again")
    there = chores.daily_backups(examined.settings)
    broken = [file for file in (there if examined.thorough else there[-1:]) if not _is_whole(file)]
    yield from (failed("backups", f"{file} is damaged", "remove it, then 'ssi-history backup'") for file in broken)
    age = now() - dt.datetime.fromtimestamp(there[-1].stat().st_mtime, dt.UTC) if there else None
    if age is None and not is_empty:
        mend = "'ssi-history serve' makes one; or 'ssi-history backup FILE'"
        yield warning("backups", "there is no daily backup", mend)
    elif age and age > _STALE:
        yield warning("backups", f"the newest daily backup is {age.days} days old", "have 'ssi-history serve' running")
    elif not broken:
        yield ok("backups", f"{len(there)} daily ones, the newest {there[-1].name}" if there else "nothing to keep yet")


def _private(examined: Examined) -> list[Path]:
    settings = examined.settings
    files = whole(examined.database).files(examined.database.engine) if examined.database else []
    return [settings.data_dir, settings.key_file, *files, *sorted((settings.data_dir / FOLDER).glob("*"))]


def _is_whole(file: Path) -> bool:
    try:
        with reading.opened(file) as archive:
            archive.verify(lambda _: None)
    except (Unusable, OSError):
        return False
    return True
