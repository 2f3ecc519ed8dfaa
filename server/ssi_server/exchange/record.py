"""A capture on its way from one installation to another: what is known of it, and nothing of where it lay."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from ssi_parser import Reading
from ssi_parser.reading import figure_names, json_value

from ..captures.store import Entry


@dataclass(frozen=True)
class Record:
    """`captured_at` is in the member's own offset. A deleted capture has neither reading nor page: only its id stays
    taken. `digest` is what was sent (SHA-256), None where the file does not tell it. `page` is scrubbed.
    """

    id: UUID
    captured_at: dt.datetime
    received_at: dt.datetime
    trigger: str
    client: str
    outcome: str
    code: str | None
    reader_version: int
    reading: Reading | None
    device: str | None = None
    digest: bytes | None = None
    deleted_at: dt.datetime | None = None
    page: str | None = None

    @classmethod
    def of(cls, entry: Entry, page: str | None) -> Record:
        """What goes out of a kept capture. Of one that was deleted nothing does but that, though it may still be there
        for the ten minutes in which it can be brought back.
        """
        kept = entry.capture
        deleted = kept.deleted_at is not None
        return cls(
            id=kept.id,
            captured_at=entry.captured_at,
            received_at=kept.received_at,
            trigger=kept.trigger,
            client=kept.client,
            outcome=kept.outcome,
            code=kept.code,
            reader_version=kept.reader_version,
            reading=None if deleted else entry.reading,
            device=kept.device_id,
            digest=kept.body_sha256,
            deleted_at=kept.deleted_at,
            page=None if deleted else page,
        )

    def same_as(self, kept: Record) -> bool:
        """Whether a kept capture under the same id is this one, be it read by another version of the reader."""
        same_click = self.captured_at == kept.captured_at if self.digest is None else self.digest == kept.digest
        return same_click and (self.reader_version != kept.reader_version or figures(self) == figures(kept))

    def told_digest(self) -> bytes:
        """The digest; where the file does not tell it, one of the moment and the figures."""
        if self.digest is not None:
            return self.digest
        told = [self.captured_at.isoformat(), self.trigger, self.client, figures(self)]
        return hashlib.sha256(json.dumps(told).encode()).digest()


def figures(record: Record) -> dict[str, int | float | str]:
    """Every known figure by its dotted name, and the verdict; none for a page that no reader understood."""
    reading = record.reading
    if reading is None:
        return {}
    known = {name: json_value(reading.figure(name)) for name in figure_names()}
    return {name: value for name, value in known.items() if value is not None} | {"verdict": reading.verdict}
