"""The pages of the notes: all of them, and one to be changed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ssi_parser.reading import PILLARS

from ..captures.local_time import local_time
from ..clock import now
from ..journal import notes
from ..journal.actions import ACTIONS, BY_KEY
from ..models import Note
from ..storage import database
from . import access
from .access import signed_in
from .form import Form
from .formats import long_date

blueprint = Blueprint("notes", __name__, url_prefix="/notes")

PER_PAGE = 50


@blueprint.get("")
@signed_in
def listed() -> ResponseReturnValue:
    """The notes, the newest first, page by page, and the forms for new ones; `day` and `pillar` fill them in."""
    return _page(Form({name: request.args.get(name, "") for name in ("day", "pillar")}))


@blueprint.post("")
@signed_in
def add() -> ResponseReturnValue:
    form = Form(request.form)
    day, pillar, text = _day(form), _pillar(form), form.text("text", notes.LONGEST)
    form.needs("text", text, _("Write what you did, or what happened."))
    if form.errors or day is None or text is None:
        return _page(form), 422
    with database().write(access.person_id()) as transaction:
        notes.add(transaction, access.person_id(), day, pillar, text)
    flash(_("Noted for %(day)s.", day=long_date(day)))
    return redirect(url_for("web.notes.listed"), 303)


@blueprint.post("/actions")
@signed_in
def add_action() -> ResponseReturnValue:
    """Notes a usual action by one click."""
    form = Form(request.form)
    action, day = BY_KEY.get(form.typed.get("action", "")), _day(form)
    if action is None:
        abort(400)
    if day is None:
        return _page(Form(), actions_form=form), 422
    with database().write(access.person_id()) as transaction:
        is_new = notes.add_action(transaction, access.person_id(), day, action.key) is not None
    said = _("Noted for %(day)s: %(action)s.") if is_new else _("Noted for %(day)s already: %(action)s.")
    flash(said % {"day": long_date(day), "action": action.words})
    return redirect(url_for("web.dashboard" if form.typed.get("from") == "dashboard" else "web.notes.listed"), 303)


@blueprint.get("/<uuid:note_id>")
@signed_in
def one(note_id: UUID) -> ResponseReturnValue:
    """A note, to be changed or deleted."""
    with database().read() as transaction:
        note = _note(transaction, note_id)
        typed = {"day": note.day.isoformat(), "pillar": note.pillar or "", "text": note.text}
        return render_template("notes/one.html", note=note, form=Form(typed), today=_today(transaction))


@blueprint.post("/<uuid:note_id>")
@signed_in
def change(note_id: UUID) -> ResponseReturnValue:
    """Keeps the note as it is now written. What is noted by one click keeps its pillar, and needs no text."""
    form = Form(request.form)
    with database().write(access.person_id()) as transaction:
        note = _note(transaction, note_id)
        day, pillar, text = _day(form), _pillar(form), form.text("text", notes.LONGEST)
        if note.action is None:
            form.needs("text", text, _("Write what you did, or what happened."))
        if form.errors or day is None:
            return render_template("notes/one.html", note=note, form=form, today=_today(transaction)), 422
        note.day, note.text = day, text or ""
        note.pillar = note.pillar if note.action else pillar
    flash(_("The note was changed."))
    return redirect(url_for("web.notes.listed"), 303)


@blueprint.post("/<uuid:note_id>/delete")
@signed_in
def delete(note_id: UUID) -> ResponseReturnValue:
    with database().write(access.person_id()) as transaction:
        transaction.delete(_note(transaction, note_id))
    flash(_("The note was deleted."))
    return redirect(url_for("web.notes.listed"), 303)


def _page(form: Form, actions_form: Form | None = None) -> str:
    at = request.args.get("page", 1, type=int)
    if not 1 <= at <= 100_000:
        abort(404)
    with database().read() as transaction:
        today = _today(transaction)
        found = notes.newest(transaction, access.person_id(), PER_PAGE + 1, (at - 1) * PER_PAGE)
    for each in (form, actions_form := actions_form or Form()):
        each.typed["day"] = each.typed.get("day") or today.isoformat()
    return render_template(
        "notes/all.html",
        notes=found[:PER_PAGE],
        at=at,
        is_last=len(found) <= PER_PAGE,
        form=form,
        actions_form=actions_form,
        actions={pillar: [action for action in ACTIONS if action.pillar == pillar] for pillar in PILLARS},
        today=today,
    )


def _note(transaction: Session, note_id: UUID) -> Note:
    """A note of whoever is signed in; 404 for anybody else's."""
    note = notes.find(transaction, access.person_id(), note_id)
    if note is None:
        abort(404)
    return note


def _today(transaction: Session) -> dt.date:
    return local_time(transaction, access.person_id(), now()).date()


def _day(form: Form) -> dt.date | None:
    """The day that was typed; wherever the member is, it has begun by the end of UTC's tomorrow."""
    day = form.day("day", until=now().date() + dt.timedelta(days=1))
    form.needs("day", day, _("Choose the day that the note is about."))
    return day


def _pillar(form: Form) -> str | None:
    """None for a note on all of it; 400 for what no form of ours sends."""
    pillar = form.typed.get("pillar", "")
    if pillar and pillar not in PILLARS:
        abort(400)
    return pillar or None
