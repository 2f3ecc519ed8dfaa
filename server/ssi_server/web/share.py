"""A picture of where the member is, to be shown to others: nothing on it tells who it is."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from .. import history
from ..history import Row
from ..storage import database
from . import access
from .access import signed_in
from .donut import arcs

blueprint = Blueprint("share", __name__)


@blueprint.get("/share")
@signed_in
def show() -> ResponseReturnValue:
    """The picture with its downloads; before the first capture, that there is none yet."""
    return render_template("share/page.html", row=_latest())


@blueprint.get("/share.svg")
@signed_in
def picture() -> ResponseReturnValue:
    """The latest consistent capture as an image that needs nothing else: no fonts, styles or links; 404 before it."""
    row = _latest()
    if row is None:
        abort(404)
    answer = make_response(render_template("share/picture.html", row=row, arcs=arcs(row["pillars"])))
    answer.content_type = "image/svg+xml; charset=utf-8"
    return answer


def _latest() -> Row | None:
    with database().read() as transaction:
        rows = history.series(transaction, access.person_id())
    return rows[-1] if rows else None
