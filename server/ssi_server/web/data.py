"""The page on which a history goes out, and histories come in: looked at first, then taken."""

from __future__ import annotations

import datetime as dt
import io

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ssi_parser.saved import SavedPage

from ..body import MAX_BODY
from ..captures.local_time import local_time
from ..clock import now
from ..exchange.columns import FIGURES, Columns, own_names
from ..exchange.download import download
from ..exchange.files_in import Intake, Moment, Understanding
from ..exchange.report import Fate, Report, total
from ..people.accounts import Ownership
from ..storage import database
from . import access
from .access import signed_in
from .form import Form
from .upload import Upload, admit, uploads_of

blueprint = Blueprint("data", __name__, url_prefix="/data")

DATE_FORMATS = ("", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d")
"""How tables write a date; the first is ISO 8601."""
_EXAMPLE = dt.date(2026, 1, 31)


@blueprint.before_app_request
def let_files_in() -> None:
    """Before the form is looked into, be it only for the mark that it is ours."""
    if request.endpoint == f"web.{blueprint.name}.{take.__name__}":
        admit(request)


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    return render_template("data/data.html", megabytes=MAX_BODY // 1024**2)


@blueprint.get("/export.<any(csv, json):ending>")
@signed_in
def export(ending: str) -> ResponseReturnValue:
    """Everything as a file."""
    return download(database(), access.person_id(), ending)


@blueprint.post("/import")
@signed_in
def take() -> ResponseReturnValue:
    """Says what would come of the files; takes them in where the member has seen that and agreed."""
    step = request.form.get("step", "look")
    if step not in ("look", "take"):
        abort(400)
    uploads, form = uploads_of(request), Form(request.form)
    if not uploads:
        flash(_("Choose a file first."), "error")
        return redirect(url_for("web.data.show"), 303)
    with database().read() as transaction:
        at = local_time(transaction, access.person_id(), now())
    ways = [_understanding(form, upload, at) for upload in uploads]
    rehearsal = step == "look" or bool(form.errors)
    ownership = Ownership(current_app.config["ACCOUNT_KEY"], said_mine="mine" in request.form)
    intake = Intake(database(), access.person_id(), ownership, rehearsal=rehearsal)
    reports = [
        intake.take(upload.name, io.BufferedReader(io.BytesIO(upload.data)), how)
        for upload, how in zip(uploads, ways, strict=True)
    ]
    return _page(form, list(zip(uploads, reports, strict=True)), at.date(), taken=not rehearsal)


def _page(form: Form, files: list[tuple[Upload, Report]], today: dt.date, *, taken: bool) -> tuple[str, int]:
    for upload, report in files:
        for figure, column in own_names(report.header).items():
            form.typed.setdefault(f"column.{upload.number}.{figure}", column)
    page = render_template(
        "data/import.html",
        form=form,
        files=files,
        taken=taken,
        total=total(report for _upload, report in files),
        more=any(report.fates[Fate.NEW] for _upload, report in files),
        figures=FIGURES,
        date_formats=[(sign, f"{_EXAMPLE:{sign}}" if sign else _EXAMPLE.isoformat()) for sign in DATE_FORMATS],
        today=today,
        mine="mine" in form.typed,
    )
    return page, 422 if form.errors else 200


def _understanding(form: Form, upload: Upload, at: dt.datetime) -> Understanding:
    """How the member says that the file is to be understood."""
    number = upload.number
    named = {figure: form.typed.get(f"column.{number}.{figure}", "") for figure in FIGURES}
    date_format = form.typed.get(f"date_format.{number}", "")
    if date_format not in DATE_FORMATS:
        abort(400)
    columns = Columns({figure: name for figure, name in named.items() if name}, date_format or None, at.tzinfo)
    return Understanding(columns, moment=_moment(form, number, at))


def _moment(form: Form, number: int, at: dt.datetime) -> Moment:
    """What the member says goes first, then what the file says, in the member's own time."""
    day, time = form.day(f"day.{number}", until=at.date()), form.time(f"time.{number}")
    said = dt.datetime.combine(day, time or dt.time(12), at.tzinfo) if day else None

    def found(_name: str, page: SavedPage) -> dt.datetime | None:
        saved = page.saved_at
        return said or (saved.astimezone(at.tzinfo) if saved and not saved.utcoffset() else saved)

    return found
