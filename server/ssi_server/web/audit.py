"""The page on which a member reads what was done about them: who looked at their figures, and when, first of all."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ..people import audit
from ..storage import database
from . import access
from .access import signed_in
from .audit_words import page_of

blueprint = Blueprint("audit", __name__, url_prefix="/audit")


@blueprint.get("")
@signed_in
def mine() -> ResponseReturnValue:
    at = page_of(request)
    with database().read() as transaction:
        entries, has_older = audit.of_person(transaction, access.person_id(), at)
    return render_template("team/log.html", entries=entries, at=at, has_older=has_older, everybody=False)
