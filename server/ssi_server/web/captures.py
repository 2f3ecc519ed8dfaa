"""The pages of the captures: all of them, one of them, and what may be done with it."""

from __future__ import annotations

import logging
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ssi_parser.reading import READER_VERSION

from .. import history
from ..captures import deletion, store
from ..captures import reread as rereading
from ..captures.pages import Unopenable, kept_page
from ..captures.reread import Rereading, reread
from ..captures.rereading.offer import count_older
from ..captures.store import Entry
from ..clock import now
from ..errors import Problem
from ..history.summary import changes_to_dict
from ..journal import notes
from ..people import audit
from ..people.audit import Action
from ..storage import database
from . import access
from .access import signed_in
from .figures import figures_of, written
from .rows import rows_of

blueprint = Blueprint("captures", __name__, url_prefix="/captures")

PER_PAGE = 50

log = logging.getLogger(__name__)


@blueprint.get("")
@signed_in
def listed() -> ResponseReturnValue:
    """Every capture, the newest first, page by page."""
    with database().read() as transaction:
        try:
            items, following = store.newest(transaction, access.person_id(), PER_PAGE, request.args.get("cursor"))
        except ValueError:
            abort(404)
        return render_template(
            "captures/all.html",
            rows=rows_of(transaction, items),
            next=following,
            deleted=deletion.hidden(transaction, access.person_id(), now()),
            older=count_older(transaction, access.person_id()),
        )


@blueprint.get("/<uuid:capture_id>")
@signed_in
def one(capture_id: UUID) -> ResponseReturnValue:
    """One capture: every figure, where it was seen, what speaks against it, what today's reader makes of it."""
    with database().read() as transaction:
        entry = _entry(transaction, capture_id)
        again, trouble = _again(transaction, entry)
        day = entry.capture.day
        return render_template(
            "captures/one.html",
            entry=entry.to_dict(),
            change=changes_to_dict(history.changes_of(transaction, entry)),
            figures=figures_of(entry.reading, (again.sightings if again else None) or {}) if entry.reading else [],
            doubts=[doubt.to_dict() for doubt in entry.reading.doubts] if entry.reading else [],
            again=again,
            trouble=trouble,
            today_version=READER_VERSION,
            written=written,
            notes=notes.between(transaction, access.person_id(), day, day),
            day=day,
        )


@blueprint.get("/<uuid:capture_id>/page.txt")
@signed_in
def page(capture_id: UUID) -> ResponseReturnValue:
    """The page as it is kept, as text, so that no browser runs or renders anything of it."""
    with database().read() as transaction:
        capture = _entry(transaction, capture_id).capture
        try:
            kept = kept_page(transaction, capture.person_id, capture.page_sha256) if capture.page_sha256 else None
        except Unopenable as error:
            raise Problem(500, "page_damaged", _("The stored page cannot be opened"), str(error)) from error
    if kept is None:
        abort(404)
    name = f"ssi-page-{capture.day}.html.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(kept, headers=headers, content_type="text/plain; charset=utf-8")


@blueprint.post("/<uuid:capture_id>/delete")
@signed_in
def delete(capture_id: UUID) -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        deletion.hide(_entry(transaction, capture_id).capture, now())
        audit.note(transaction, access.person_id(), Action.CAPTURE_DELETED, access.person_id())
    return redirect(url_for("web.captures.listed"), 303)


@blueprint.post("/<uuid:capture_id>/undo")
@signed_in
def undo(capture_id: UUID) -> ResponseReturnValue:
    """Brings a deleted capture back."""
    with database().write(access.person_id()) as transaction:
        if store.find(transaction, access.person_id(), capture_id) is None:
            abort(404)
        is_back = deletion.bring_back(transaction, access.person_id(), capture_id, now())
    if is_back:
        flash(_("The capture is back."))
        return redirect(url_for("web.captures.one", capture_id=capture_id), 303)
    flash(_("This capture cannot be brought back any more: it was deleted more than ten minutes ago."), "error")
    return redirect(url_for("web.captures.listed"), 303)


@blueprint.post("/<uuid:capture_id>/reread")
@signed_in
def keep_rereading(capture_id: UUID) -> ResponseReturnValue:
    """Puts what today's reader finds in the place of what is kept."""
    with database().read() as transaction:
        again, _trouble = _again(transaction, _entry(transaction, capture_id))
    if again is not None:
        with database().write(access.person_id()) as transaction:  # Only now, since everybody else waits for it.
            rereading.keep(transaction, _entry(transaction, capture_id).capture, again)
    if again is None or again.today is None:
        flash(_("Today’s reader cannot read this page. What is kept stays as it is."), "error")
    else:
        flash(_("Kept: the figures that today’s reader finds."))
    return redirect(url_for("web.captures.one", capture_id=capture_id), 303)


def _again(transaction: Session, entry: Entry) -> tuple[Rereading | None, str]:
    """The capture's page, read again, where one is kept; else why it cannot be, if that is not as it should be."""
    try:
        return reread(transaction, entry), ""
    except Unopenable as error:
        log.error("capture %s: %s", entry.capture.id, error)
        return None, str(error)


def _entry(transaction: Session, capture_id: UUID) -> Entry:
    """A capture of whoever is signed in; 404 for anybody else's, and for a deleted one."""
    entry = store.find(transaction, access.person_id(), capture_id)
    if entry is None or entry.capture.deleted_at is not None:
        abort(404)
    return entry
