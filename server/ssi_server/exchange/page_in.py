"""A saved page in: it goes the way of every capture, so it is scrubbed, read and kept like any other."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ssi_parser.saved import SavedPage
from ssi_parser.scrub import scrub_page

from ..captures import intake, store
from ..captures.request import CaptureRequest, require_reachable
from ..clock import now
from ..errors import Problem
from ..models import Account, Capture
from ..people.accounts import Ownership
from ..people.devices import Sender
from ..storage import Database
from .arrival import Arrival
from .report import Fate, Lack, Report

CLIENT = "import"
_PAGES = uuid.UUID("6f0f0a0e-6a0e-5d1c-9d3c-0f6d6b8f2a11")
"""The space of names in which a saved page's moment and content make its id."""


@dataclass
class PageArrival:
    """Where saved pages arrive: beside everything else of the person, and with how pages are told to be theirs."""

    arrival: Arrival
    ownership: Ownership
    _taken: set[uuid.UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.arrival.rehearsal:
            self.ownership = _Rehearsing(self.ownership.key, self.ownership.said_mine)

    def take(self, page: SavedPage, at: dt.datetime, report: Report) -> None:
        """Takes in the page as captured at this instant, and notes what became of it. Raises a parser's Refusal."""
        try:
            require_reachable(at)
        except ValidationError:
            report.note(Fate.REFUSED, _("No capture can have been made on %(day)s.", day=at.date()))
            return
        capture_id = _id(page, at)
        if capture_id in self._taken or self._is_here(capture_id, page, at):
            report.note(Fate.KNOWN)
            return
        html = page.html.replace("\0", "\N{REPLACEMENT CHARACTER}")  # As a browser shows it.
        request = CaptureRequest(capture_id, at, page.url, html, "import", CLIENT)
        sender = Sender(self.arrival.person_id, CLIENT, "full")
        arrival = self.arrival
        database = _Rehearsal(arrival.database) if arrival.rehearsal else arrival.database
        try:
            intake.take(database, sender, request, self.ownership)
            self._taken.add(capture_id)
            if arrival.rehearsal:
                arrival.rehearsed_pages.add((at, _scrubbed(page)))
            report.note(Fate.NEW)
        except Problem as problem:
            if problem.members.get("stored"):
                self._taken.add(capture_id)
            self._note_problem(problem, report)

    def _is_here(self, capture_id: uuid.UUID, page: SavedPage, at: dt.datetime) -> bool:
        """Whether this page came in before, or the same was captured at the same instant in another way."""
        person_id = self.arrival.person_id
        with self.arrival.database.read() as session:
            known = store.find(session, person_id, capture_id)
            there = (Capture.person_id == person_id) & (Capture.captured_at == at) & Capture.deleted_at.is_(None)
            sha256s = set(session.scalars(select(Capture.page_sha256).where(there, Capture.page_sha256.is_not(None))))
        if known is not None and known.capture.deleted_at is None:
            return True
        sha256s |= {sha256 for instant, sha256 in self.arrival.rehearsed_pages if instant == at}
        return bool(sha256s) and _scrubbed(page) in sha256s

    def _note_problem(self, problem: Problem, report: Report) -> None:
        words = f"{problem.title}. {problem.detail}".strip()
        if problem.code == "deleted":
            report.note(Fate.DELETED, _("It was deleted here, and stays so."))
        elif problem.members.get("stored"):
            kept = _("The page is kept, to be read again by a later version.")
            report.note(Fate.NEW, f"{words} {kept}")
        else:
            if problem.code == "another_account":
                report.lacks.add(Lack.OWNER)
            report.note(Fate.REFUSED, words)


class _Undone(Exception):
    """Ends a transaction of a rehearsal."""


class _Rehearsal(Database):
    """A database in which every transaction that writes goes its whole way, and is then undone."""

    def __init__(self, database: Database) -> None:
        vars(self).update(vars(database))

    @contextmanager
    def write(self, person_id: int | None = None) -> Iterator[Session]:
        with suppress(_Undone), super().write(person_id) as session:
            yield session
            session.flush()
            raise _Undone


@dataclass(frozen=True)
class _Rehearsing(Ownership):
    """Remembers the accounts that earlier pages would have made known."""

    learned: set[bytes] = field(default_factory=set)

    def admits(self, session: Session, person_id: int, mark: bytes | None) -> bool:
        for earlier in self.learned:
            session.merge(Account(person_id=person_id, mark=earlier, learned_at=now()))
        session.flush()
        admitted = super().admits(session, person_id, mark)
        if admitted and mark is not None:
            self.learned.add(mark)
        return admitted


def _scrubbed(page: SavedPage) -> bytes:
    """By what a page that is kept is found again."""
    return hashlib.sha256(scrub_page(page.html).encode()).digest()


def _id(page: SavedPage, at: dt.datetime) -> uuid.UUID:
    """The same for the same page at the same instant, so that coming twice changes nothing."""
    content = hashlib.sha256(page.html.encode("utf-8", "surrogatepass")).hexdigest()
    return uuid.uuid5(_PAGES, f"{at.astimezone(dt.UTC).isoformat()} {content}")
