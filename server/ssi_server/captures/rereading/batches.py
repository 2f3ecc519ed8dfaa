"""One person's stored pages through today's reader, batch by batch.

The pages of a batch are fetched in a short transaction, read outside of any, and what is to be kept is kept in another
short one, together with how far the run has come.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from ...models import Capture
from ...storage import Database, Forgotten
from ...trace import trace
from .. import reread, store
from ..pages import Unopenable, kept_page
from ..reread import Rereading
from ..store import Entry
from .findings import Finding, findings
from .progress import Place, Progress

BATCH = 25
"""Captures: half a second of reading, or thereabouts."""

SEEN, DIFFERENT, UNOPENABLE, GONE = "seen", "different", "unopenable", "gone"
"""What is counted, beside the kinds of findings: captures in all, those that anything was found of, those whose page
cannot be opened or made the reader fail, and those that were deleted before what was found could be kept.
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Look:
    """A capture and its page, read again; or why that was not possible."""

    entry: Entry
    again: Rereading | None
    trouble: str = ""

    @property
    def findings(self) -> list[Finding]:
        return findings(self.entry, self.again) if self.again else []


def batches(
    database: Database, person_id: int, progress: Progress, *, keeping: bool
) -> Iterator[tuple[Progress, list[Look]]]:
    """Goes on from `progress` to the last page, the oldest capture first; nothing is written unless `keeping`.

    Each batch comes with the progress that it makes. Whoever stops asking for more can go on later. There is no more
    of them once the person is forgotten.
    """
    while not progress.finished:
        looks = list(map(_look, _pages(database, person_id, progress.after)))
        met = _met(looks)
        last = looks[-1].entry.capture if looks else None
        after = (last.captured_at, last.id) if last else None
        if keeping and (looks or progress.after):
            try:
                with database.write(person_id) as session:
                    met[GONE] = len(looks) - _keep(session, person_id, looks)
                    progress = progress.further(after, met, finished=len(looks) < BATCH)
                    progress.note(session, person_id)
            except Forgotten:
                return
        else:
            progress = progress.further(after, met, finished=len(looks) < BATCH)
        yield progress, looks


def count(session: Session, person_id: int, progress: Progress) -> int:
    """How many captures are still to be read again."""
    return session.scalar(select(func.count()).select_from(Capture).where(*_ahead(person_id, progress.after))) or 0


def count_without_page(session: Session, person_id: int) -> int:
    """How many captures have no page: entered by hand, or their page was given up to save room."""
    without = Capture.page_sha256.is_(None) & Capture.deleted_at.is_(None)
    return session.scalar(select(func.count()).where(Capture.person_id == person_id, without)) or 0


def _ahead(person_id: int, after: Place | None) -> list[ColumnElement[bool]]:
    ahead = [Capture.person_id == person_id, Capture.deleted_at.is_(None), Capture.page_sha256.is_not(None)]
    return [*ahead, tuple_(Capture.captured_at, Capture.id) > tuple_(*after)] if after else ahead


def _pages(database: Database, person_id: int, after: Place | None) -> list[tuple[Entry, str | Unopenable]]:
    """The next captures, each with its page."""
    query = select(Capture).where(*_ahead(person_id, after)).order_by(Capture.captured_at, Capture.id).limit(BATCH)
    with database.read() as session:
        return [
            (entry, _page(session, entry.capture)) for entry in store.entries(session, list(session.scalars(query)))
        ]


def _page(session: Session, capture: Capture) -> str | Unopenable:
    sha256 = capture.page_sha256 or b""
    try:
        return kept_page(session, capture.person_id, sha256) or Unopenable(sha256, "it is not in the database")
    except Unopenable as error:
        return error


def _look(found: tuple[Entry, str | Unopenable]) -> Look:
    entry, page = found
    if isinstance(page, Unopenable):
        return Look(entry, None, str(page))
    try:
        return Look(entry, reread.compared(entry.reading, page))
    except Exception as error:  # noqa: BLE001  # Whatever it is, the other pages are read; the log says where.
        log.error("the reader failed at the page of capture %s\n%s", entry.capture.id, trace(error))
        return Look(entry, None, f"The reader failed at it: {type(error).__name__}.")


def _met(looks: list[Look]) -> Counter[str]:
    """How often what was met, as it is counted."""
    met = Counter(finding.kind.value for look in looks for finding in look.findings)
    met[SEEN] = len(looks)
    met[DIFFERENT] = sum(bool(look.findings) for look in looks)
    met[UNOPENABLE] = sum(look.again is None for look in looks)
    return met


def _keep(session: Session, person_id: int, looks: list[Look]) -> int:
    """Keeps what was found of those that are still as they were; gives how many those are."""
    ids = [look.entry.capture.id for look in looks]
    query = select(Capture).where(Capture.person_id == person_id, Capture.id.in_(ids), Capture.deleted_at.is_(None))
    still = {capture.id: capture for capture in session.scalars(query)}
    there = 0
    for look in looks:
        capture = still.get(look.entry.capture.id)
        if capture is None or capture.page_sha256 != look.entry.capture.page_sha256:
            continue
        there += 1
        if look.again is not None:
            reread.keep(session, capture, look.again)
    return there
