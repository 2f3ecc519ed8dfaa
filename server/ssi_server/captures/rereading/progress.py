"""How far a person's pages are read again, noted batch by batch, so that an interrupted run is gone on with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ssi_parser.reading import READER_VERSION

from ... import facts
from ...clock import now

Place = tuple[dt.datetime, UUID]
"""Where a capture stands among its person's: the instant of the click, and its id."""


@dataclass(frozen=True)
class Progress:
    """How far a run, which `began` then, has come: the last capture that it has read, and how often it met what."""

    began: dt.datetime = field(default_factory=now)
    after: Place | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    finished: bool = False

    def further(self, after: Place | None, met: Mapping[str, int], *, finished: bool) -> Progress:
        counts = dict(Counter(self.counts) + Counter(met))
        return replace(self, after=after or self.after, counts=counts, finished=finished)

    def note(self, session: Session, person_id: int) -> None:
        after = self.after and [self.after[0].isoformat(), str(self.after[1])]
        plain = {"by": READER_VERSION, "began": self.began.isoformat(), "after": after}
        facts.note(session, _name(person_id), plain | {"counts": self.counts, "finished": self.finished})


def noted(session: Session, person_id: int) -> Progress | None:
    """How far today's reader has come with this person's pages; None where it has not begun."""
    known: dict[str, Any] | None = facts.fact(session, _name(person_id))
    if known is None or known.pop("by") != READER_VERSION:
        return None
    after = known["after"]
    place = (dt.datetime.fromisoformat(after[0]), UUID(after[1])) if after else None
    return Progress(**known | {"began": dt.datetime.fromisoformat(known["began"]), "after": place})


def _name(person_id: int) -> str:
    return f"reread {person_id}"
