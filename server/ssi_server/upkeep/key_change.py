"""The server's key, changed in step with the history that a restore brings.

Two things cannot change in one instant: the key in its file and the history in its database. So the new key is put
beside the file first; the history's transaction notes its fingerprint; only then does it take the file's place. Where
that is interrupted, the note tells which of the two keys is right, and the next start finishes or forgets the change.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert

from .. import keys
from ..clock import now
from ..config import Settings, Unusable
from ..models import Fact
from ..written_whole import sync_folder, written_whole

INCOMING = ".incoming"


@dataclass(frozen=True)
class KeyChange:
    """The key's file, the key that it is to hold, and whether that is another than it holds now."""

    file: Path
    key: bytes
    is_one: bool

    @classmethod
    def prepared(cls, settings: Settings, key: bytes) -> KeyChange:
        """The new key beside the file. Unusable where it cannot be kept there."""
        path = settings.key_file
        change = cls(path, key, not path.exists() or path.read_bytes() != key)
        if change.is_one:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with written_whole(incoming(change.file), replace=True) as file:
                    file.write(key)
            except OSError as error:
                raise Unusable(
                    f"The backup's key cannot be kept beside {change.file}: {error.strerror}. Nothing was changed."
                ) from error
        return change

    def note(self, connection: Connection) -> None:
        """Has the history's own transaction say that this is its key."""
        connection.execute(delete(Fact).where(Fact.name == keys.FACT))
        connection.execute(insert(Fact).values(name=keys.FACT, value=keys.fingerprint(self.key), noted_at=now()))

    def finish(self) -> None:
        """The new key in the old one's place."""
        if self.is_one:
            with suppress(FileNotFoundError):  # A server that just started was faster.
                incoming(self.file).replace(self.file)
            sync_folder(self.file.parent)


def incoming(file: Path) -> Path:
    """Where a key waits until the history is the one that it belongs to."""
    return file.with_name(file.name + INCOMING)


def settle(file: Path, noted: str) -> None:
    """Finishes a change that was interrupted where the history, which notes this fingerprint, is the new one already;
    forgets it where it is still the old one.
    """
    waiting = incoming(file)
    if not waiting.exists():
        return
    if keys.fingerprint(waiting.read_bytes()) == noted:
        waiting.replace(file)
        sync_folder(file.parent)
    else:
        waiting.unlink()
