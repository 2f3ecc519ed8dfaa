"""The page of the browsers and scripts that have a token, and of the browsers that are signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..people import devices as known_devices
from ..people import names
from ..people.sessions import sessions_of
from ..storage import database
from . import access
from .access import signed_in
from .address import server_address

blueprint = Blueprint("devices", __name__, url_prefix="/devices")


@blueprint.get("")
@signed_in
def listed() -> ResponseReturnValue:
    """The browsers and scripts that have a token. A new token is shown once, on the page that made it."""
    return _page()


@blueprint.post("")
@signed_in
def add() -> ResponseReturnValue:
    name, scope = request.form.get("name", ""), request.form.get("scope", "capture")
    if scope not in known_devices.SCOPES:
        abort(400)
    try:
        with database().write(access.person_id()) as transaction:
            _device, token = known_devices.add_device(transaction, access.person_id(), name, scope)
    except names.BadName as error:
        flash(_(str(error)), "error")
        return redirect(url_for("web.devices.listed"), 303)
    return _page(new_token=token)


@blueprint.post("/rename")
@signed_in
def rename() -> ResponseReturnValue:
    device_id, name = request.form.get("device_id", ""), request.form.get("name", "")
    try:
        with database().write(access.person_id()) as transaction:
            renamed = known_devices.rename_device(transaction, device_id, name, access.person_id())
    except names.BadName as error:
        flash(_(str(error)), "error")
    else:
        flash(_("The device was renamed.") if renamed else _("There is no such device."))
    return redirect(url_for("web.devices.listed"), 303)


@blueprint.post("/revoke")
@signed_in
def revoke() -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        revoked = known_devices.revoke_device(transaction, request.form.get("device_id", ""), access.person_id())
    flash(_("The device was revoked: its token opens nothing any more.") if revoked else _("There is no such device."))
    return redirect(url_for("web.devices.listed"), 303)


def _page(**shown_once: Any) -> Response:
    with database().read() as transaction:
        page = render_template(
            "devices.html",
            devices=known_devices.devices_of(transaction, access.person_id()),
            sessions=sessions_of(transaction, access.person_id()),
            session_id=access.session_id(),
            server_address=server_address(),
            **shown_once,
        )
    return make_response(page)
