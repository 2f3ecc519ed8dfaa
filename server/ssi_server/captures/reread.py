"""A stored page through today's reader, beside what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ssi_parser import Reading, Sighting, errors, parse_page
from ssi_parser.reading import READER_VERSION, Value, figure_names

from ..models import Capture
from . import store
from .pages import kept_page
from .store import Entry

Sightings = dict[str, list[Sighting]]


@dataclass(frozen=True)
class Difference:
    """A figure that today's reader finds otherwise; None on the side that lacks it."""

    figure: str
    kept: Value | None
    today: Value | None


@dataclass(frozen=True)
class Rereading:
    """What is kept, and what today's reader makes of the same page; either is None where a reader refused it."""

    kept: Reading | None
    today: Reading | None

    @property
    def sightings(self) -> Sightings | None:
        """Where today's reader saw each figure; None where it refuses the page."""
        if self.today is None:
            return None
        found: Sightings = {}
        for sighting in self.today.sightings:
            found.setdefault(sighting.figure, []).append(sighting)
        return found

    @property
    def differences(self) -> list[Difference]:
        """The figures in which the two differ; none where there is nothing to compare with."""
        if self.today is None:
            return []
        found = (Difference(name, _figure(self.kept, name), _figure(self.today, name)) for name in figure_names())
        return [difference for difference in found if difference.kept != difference.today]

    @property
    def is_other(self) -> bool:
        """Whether the two say different things, be it only the doubts; which reader says it does not matter."""
        if self.kept is None or self.today is None:
            return self.kept is not self.today
        return replace(self.kept, reader_version=self.today.reader_version).to_dict() != self.today.to_dict()

    @property
    def is_news(self) -> bool:
        """Whether keeping today's reading would change anything, be it only the doubts or the reader's version."""
        return self.today is not None and (
            self.is_other or self.kept is None or self.kept.reader_version != self.today.reader_version
        )


def reread(session: Session, entry: Entry) -> Rereading | None:
    """The capture's page, read again; None when no page is kept. Nothing is written. Raises Unopenable."""
    capture = entry.capture
    page = kept_page(session, capture.person_id, capture.page_sha256) if capture.page_sha256 else None
    return None if page is None else compared(entry.reading, page)


def compared(kept: Reading | None, page: str) -> Rereading:
    """What is kept of a page, and the same page through today's reader."""
    try:
        return Rereading(kept, parse_page(page))
    except errors.Refusal:
        return Rereading(kept, None)


def keep(session: Session, capture: Capture, again: Rereading) -> None:
    """Puts what today's reader found in the place of what is kept; figures stay where it refuses their page."""
    if again.today is None:
        if again.kept is None:
            capture.reader_version = READER_VERSION
        return
    if again.is_other:
        store.drop_reading(session, capture)
        store.add_reading(session, capture, again.today)
    capture.outcome, capture.code, capture.reader_version = "read", None, READER_VERSION
    capture.verdict, capture.doubts = again.today.verdict, [doubt.to_dict() for doubt in again.today.doubts]


def _figure(reading: Reading | None, name: str) -> Value | None:
    value: Value | None = reading.figure(name) if reading else None
    return value
