"""The path of a capture: check, keep the page, read it, keep the figures; all or nothing, and once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ssi_parser import Reading, errors
from ssi_parser.account import account_of
from ssi_parser.page import read
from ssi_parser.reading import READER_VERSION
from ssi_parser.scrub import scrub
from ssi_parser.source import load

from ..clock import now
from ..errors import Problem
from ..people.accounts import Ownership
from ..people.devices import Sender
from ..storage import Database
from . import deletion, store
from .pages import PackedPage
from .quota import Quota
from .request import CaptureRequest
from .store import Entry


@dataclass(frozen=True)
class Look:
    """What a look at the page gave: its scrubbed form, the mark of the account that it was open in, and the reading
    or the reason why there is none.
    """

    page: str
    mark: bytes | None
    reading: Reading | None
    refusal: errors.Refusal | None


def take(
    database: Database, sender: Sender, request: CaptureRequest, ownership: Ownership, quota: Quota | None = None
) -> tuple[Entry, bool]:
    """Keeps a capture; the entry, and whether it is new.

    Sending the same again changes nothing. Raises a Problem: 409 when the id stands for another body or the page
    for another account, 410 when the capture was deleted, 422 when the page is refused, whether or not it is kept for
    a later reader, 429 when it would be one more than the quota.
    """
    with database.glance() as session:
        kept = _kept(session, sender.person_id, request)
    if kept is None:
        look = _look(sender, request, ownership)
        try:
            return _keep(database, sender, request, look, ownership, quota), True
        except IntegrityError:  # The same capture arrived twice at once, and the other one was faster.
            with database.glance() as session:
                kept = _kept(session, sender.person_id, request)
            if kept is None:
                raise
    return kept, False


def _kept(session: Session, person_id: int, request: CaptureRequest) -> Entry | None:
    entry = store.find(session, person_id, request.id)
    if entry is None:
        return None
    if entry.capture.deleted_at is not None:
        raise Problem(410, "deleted", _("This capture was deleted"), _("Capture the page anew."), id=str(request.id))
    if not request.repeats(entry.capture.body_sha256):
        raise Problem(
            409,
            "id_taken",
            _("This id belongs to another capture"),
            _("Send a new capture under an id of its own."),
            id=str(request.id),
        )
    if entry.capture.code is not None:
        raise refused(request.id, errors.Unreadable(), stored=True)
    return entry


def _look(sender: Sender, request: CaptureRequest, ownership: Ownership) -> Look:
    try:
        source = load(request.html)
        page, mark = scrub(source), ownership.mark(sender.person_id, account_of(source))
        return Look(page, mark, read(source, page, request.url), None)
    except errors.Unreadable as refusal:
        return Look(page, mark, None, refusal)
    except errors.Refusal as refusal:
        raise refused(request.id, refusal, stored=False) from refusal


def _keep(
    database: Database, sender: Sender, request: CaptureRequest, look: Look, ownership: Ownership, quota: Quota | None
) -> Entry:
    # Before the transaction, which everybody else waits for.
    page, row = PackedPage.of(look.page), _row(sender, request, look)
    with database.write(sender.person_id) as session:
        deletion.empty_due(session, sender.person_id, now())
        if not ownership.admits(session, sender.person_id, look.mark):
            raise _of_another_account(request.id)
        if quota is not None:
            quota.take(session, sender.device_id)
        row["page_sha256"] = page.keep(session, sender.person_id)
        capture = store.add_capture(session, row)
        if look.reading is not None:
            store.add_reading(session, capture, look.reading)
    if look.refusal is not None:
        raise refused(request.id, look.refusal, stored=True)
    return Entry(capture, look.reading)


def _row(sender: Sender, request: CaptureRequest, look: Look) -> dict[str, Any]:
    return {
        "person_id": sender.person_id,
        "id": request.id,
        "captured_at": request.captured_at.astimezone(dt.UTC),
        "utc_offset": request.utc_offset,
        "day": request.captured_at.date(),
        "received_at": now().replace(microsecond=0),
        "device_id": sender.device_id,
        "trigger": request.trigger,
        "client": request.client,
        "body_sha256": request.digest(),
        "outcome": "refused" if look.refusal else "read",
        "code": look.refusal.code if look.refusal else None,
        "reader_version": READER_VERSION,
        "verdict": look.reading.verdict if look.reading else None,
        "doubts": [doubt.to_dict() for doubt in look.reading.doubts] if look.reading else [],
    }


def _of_another_account(capture_id: UUID) -> Problem:
    return Problem(
        409,
        "another_account",
        _("This page was open in another LinkedIn account"),
        _(
            "Your captures so far came from a different one. Say whether this account is yours too; until then nothing"
            " of the page is kept."
        ),
        id=str(capture_id),
        stored=False,
    )


def refused(capture_id: UUID, refusal: errors.Refusal, *, stored: bool) -> Problem:
    """A refusal as the client gets it. A detail that only this page has is English, since no catalogue can hold it."""
    return Problem(422, refusal.code, _(refusal.title), _(refusal.detail), id=str(capture_id), stored=stored)
