"""The page on which figures from before are entered by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ssi_parser import Doubt
from ssi_parser.reading import Value

from ..captures import manual
from ..captures.local_time import local_time
from ..clock import now
from ..storage import database
from . import access
from .access import signed_in
from .doubts import doubt_words
from .form import Form
from .formats import number

blueprint = Blueprint("by_hand", __name__, url_prefix="/captures/new")

LONGEST_NAME = 200


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    return _page(Form({"id": str(uuid.uuid4())}))


@blueprint.post("")
@signed_in
def add() -> ResponseReturnValue:
    """Keeps the figures as a capture, unless something is wrong with them."""
    form = Form(request.form)
    with database().write(access.person_id()) as transaction:
        at = _moment(form, local_time(transaction, access.person_id(), now()))
        figures = _figures(form)
        if at is not None and not form.errors:
            try:
                kept = manual.add(transaction, access.person_id(), _id(form), at, figures)
            except manual.Inconsistent as error:
                for doubt in error.doubts:
                    form.wrong(doubt.figure, _told(doubt, figures))
            else:
                flash(_("Kept. The figures are marked as entered by hand."))
                return redirect(url_for("web.captures.one", capture_id=kept.id), 303)
    return _page(form), 422


def _page(form: Form) -> str:
    with database().read() as transaction:
        today = local_time(transaction, access.person_id(), now()).date()
    return render_template("captures/new.html", form=form, today=today)


def _id(form: Form) -> UUID:
    """The id that the form came with, so that sending it twice keeps one capture."""
    try:
        return UUID(form.typed.get("id", ""))
    except ValueError:
        return uuid.uuid4()


def _moment(form: Form, at: dt.datetime) -> dt.datetime | None:
    """When the figures stood on the page, in the member's own time: at noon unless told; never after `at`."""
    day, time = form.day("day", until=at.date()), form.time("time")
    form.needs("day", day, _("Enter the day on which you saw the figures."))
    if day is None:
        return None
    moment = dt.datetime.combine(day, time or dt.time(12), at.tzinfo)
    if moment > at and time is not None:
        form.wrong("time", _("This lies in the future. Enter an earlier time."))
    return min(moment, at.replace(second=0, microsecond=0))


def _figures(form: Form) -> dict[str, Value]:
    """What was entered, by figure; at least one of the member's own."""
    found = {name: _value(form, name) for name in manual.FIGURES}
    figures = {name: value for name, value in found.items() if value is not None}
    if not form.errors and not any(name in figures for name in manual.OWN):
        form.wrong("total", _("Enter the total or at least one pillar."))
    return figures


def _value(form: Form, name: str) -> Value | None:
    if name.endswith("name"):
        return form.text(name, LONGEST_NAME)
    if name.startswith("pillars."):
        return form.points(name, 25)
    if name.endswith("rank_change"):
        return form.whole(name, -99, 99)
    return form.whole(name, 1 if name.endswith("rank") else 0, 100)


def _told(doubt: Doubt, figures: dict[str, Value]) -> str:
    if doubt.problem == "sum_differs":
        score = manual.reading_of(figures).score
        points = "" if score is None else number(score)
        return str(
            _("The four pillars make %(points)s, which is not this total: one of the five is off.", points=points)
        )
    return doubt_words(doubt.to_dict())
