"""The pages. Each asks history and captures, and hands the answer to its template."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import history
from ..captures import store
from ..captures.provenance import sightings_of
from ..clock import now
from ..db import database
from ..history.summary import changes_to_dict
from ..languages import in_english
from ..people import devices as known_devices
from . import access
from .access import signed_in
from .figures import figures_of

blueprint = Blueprint("web", __name__)

RECENT = 10
PER_PAGE = 50


@blueprint.get("/")
@signed_in
@in_english
def dashboard() -> ResponseReturnValue:
    """Where the member is, and how it came about."""
    at = now()
    with database().read() as transaction:
        recent, _older = store.newest(transaction, access.person_id(), RECENT)
        return render_template(
            "dashboard.html",
            summary=history.summary(transaction, access.person_id(), at).to_dict(),
            at=at,
            series=history.series(transaction, access.person_id()),
            recent=[entry.to_dict() for entry in recent],
            total_captures=store.count(transaction, access.person_id()),
            server_address=_server_address(),
        )


@blueprint.get("/captures")
@signed_in
@in_english
def captures() -> ResponseReturnValue:
    """Every capture, the newest first, page by page."""
    with database().read() as transaction:
        try:
            items, following = store.newest(transaction, access.person_id(), PER_PAGE, request.args.get("cursor"))
        except ValueError:
            abort(404)
    return render_template("captures.html", items=[entry.to_dict() for entry in items], next=following)


@blueprint.get("/captures/<uuid:capture_id>")
@signed_in
@in_english
def capture(capture_id: UUID) -> ResponseReturnValue:
    """One capture: every figure, where it was seen, what speaks against it."""
    with database().read() as transaction:
        entry = store.find(transaction, access.person_id(), capture_id)
        if entry is None or entry.capture.deleted_at is not None:
            abort(404)
        seen = sightings_of(transaction, entry.capture)
        change = history.changes_of(transaction, entry)
    return render_template(
        "capture.html",
        entry=entry.to_dict(),
        change=changes_to_dict(change),
        figures=figures_of(entry.reading, seen or {}) if entry.reading else [],
        doubts=[doubt.to_dict() for doubt in entry.reading.doubts] if entry.reading else [],
    )


@blueprint.get("/devices")
@signed_in
def devices() -> ResponseReturnValue:
    """The browsers and scripts that have a token. A new token is shown once, on the page that made it."""
    return _devices_page()


@blueprint.post("/devices")
@signed_in
def add_device() -> ResponseReturnValue:
    name, scope = request.form.get("name", ""), request.form.get("scope", "capture")
    if scope not in known_devices.SCOPES:
        abort(400)
    try:
        with database().write() as transaction:
            _device, token = known_devices.add_device(transaction, access.person_id(), name, scope)
    except known_devices.BadName as error:
        flash(_(str(error)), "error")
        return redirect(url_for("web.devices"), 303)
    return _devices_page(new_token=token)


@blueprint.post("/devices/rename")
@signed_in
def rename_device() -> ResponseReturnValue:
    device_id, name = request.form.get("device_id", ""), request.form.get("name", "")
    try:
        with database().write() as transaction:
            renamed = known_devices.rename_device(transaction, device_id, name, access.person_id())
    except known_devices.BadName as error:
        flash(_(str(error)), "error")
    else:
        flash(_("The device was renamed.") if renamed else _("There is no such device."))
    return redirect(url_for("web.devices"), 303)


@blueprint.post("/devices/revoke")
@signed_in
def revoke_device() -> ResponseReturnValue:
    with database().write() as transaction:
        revoked = known_devices.revoke_device(transaction, request.form.get("device_id", ""), access.person_id())
    flash(_("The device was revoked: its token opens nothing any more.") if revoked else _("There is no such device."))
    return redirect(url_for("web.devices"), 303)


@blueprint.get("/sign-in/<link>")
def sign_in(link: str) -> ResponseReturnValue:
    """Where a sign-in link leads. A program that only looks ahead (HEAD) does not use it up."""
    if request.method == "GET" and (onward := access.begin(link)):
        return redirect(onward, 303)
    return make_response(render_template("signed_out.html", reason="expired_link"), 401)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    access.end()
    return redirect(url_for("web.dashboard"), 303)


def _devices_page(**shown_once: Any) -> Response:
    with database().read() as transaction:
        listed = known_devices.devices_of(transaction, access.person_id())
    return make_response(
        render_template("devices.html", devices=listed, server_address=_server_address(), **shown_once)
    )


def _server_address() -> str:
    return request.host_url.rstrip("/")
