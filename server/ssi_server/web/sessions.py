"""The browsers that are signed in: listed with the devices, each signed out from any of them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from ..people import sessions
from ..storage import database
from . import access
from .access import signed_in

blueprint = Blueprint("sessions", __name__, url_prefix="/sessions")


@blueprint.post("/end")
@signed_in
def end_one() -> ResponseReturnValue:
    session_id = request.form.get("session_id", "")
    with database().write(access.person_id()) as transaction:
        ended = sessions.end_one(transaction, access.person_id(), session_id)
    flash(_("The browser was signed out.") if ended else _("That browser is not signed in any more."))
    return redirect(url_for("web.devices.listed"), 303)


@blueprint.post("/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        count = sessions.end_others(transaction, access.person_id(), but=access.session_id())
    flash(ngettext("%(num)s other browser was signed out.", "%(num)s other browsers were signed out.", count))
    return redirect(url_for("web.devices.listed"), 303)
