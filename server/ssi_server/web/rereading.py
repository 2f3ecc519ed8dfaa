"""All captures through today's reader, some seconds of it per request, so that no history is too long for it."""

from __future__ import annotations

import time

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from ..captures.rereading.batches import DIFFERENT, SEEN, UNOPENABLE, batches, count
from ..captures.rereading.progress import Progress, noted
from ..storage import database
from . import access
from .access import signed_in

blueprint = Blueprint("rereading", __name__, url_prefix="/captures/reread")

SECONDS = 5.0
"""After so long a request answers, and the next one goes on."""


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """How far it has come."""
    with database().read() as transaction:
        progress = _begun(transaction)
        if progress is None:
            return redirect(url_for("web.captures.listed"), 303)
        done, ahead = progress.counts[SEEN], count(transaction, access.person_id(), progress)
    return render_template("captures/rereading.html", done=done, total=done + ahead)


@blueprint.post("")
@signed_in
def go_on() -> ResponseReturnValue:
    """Begins, or goes on with what was begun."""
    until = time.monotonic() + SECONDS
    with database().read() as transaction:
        progress = _begun(transaction) or Progress()
    for further, _looks in batches(database(), access.person_id(), progress, keeping=True):
        progress = further
        if time.monotonic() > until:
            break
    if not progress.finished:
        return redirect(url_for("web.rereading.show"), 303)
    _tell(progress)
    return redirect(url_for("web.captures.listed"), 303)


def _begun(transaction: Session) -> Progress | None:
    progress = noted(transaction, access.person_id())
    return None if progress is None or progress.finished else progress


def _tell(progress: Progress) -> None:
    """What came of it, for the next page."""
    seen, different, unopenable = (progress.counts.get(name, 0) for name in (SEEN, DIFFERENT, UNOPENABLE))
    flash(ngettext("%(num)s capture was read again.", "%(num)s captures were read again.", seen))
    if different:
        flash(
            ngettext(
                "Today’s reader finds something else in %(num)s of them.",
                "Today’s reader finds something else in %(num)s of them.",
                different,
            )
        )
    elif not unopenable:
        flash(_("Today’s reader finds the same in all of them."))
    if unopenable:
        flash(
            ngettext(
                "The stored page of %(num)s capture cannot be opened; its figures stay as they are.",
                "The stored pages of %(num)s captures cannot be opened; their figures stay as they are.",
                unopenable,
            ),
            "error",
        )
