"""Captures over HTTP."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from flask import Response, current_app, jsonify
from marshmallow import Schema, fields, validate

from .. import history
from ..api import Blueprint
from ..clock import now
from ..errors import Problem
from ..history.summary import changes_to_dict
from ..people import audit
from ..people.accounts import Ownership
from ..people.audit import Action
from ..people.bearer import requires, sender
from ..storage import database
from ..watch.answered import note
from . import cursor, deletion, intake, schemas, store
from .pages import Unopenable
from .quota import Quota
from .request import CaptureRequest, CaptureRequestSchema
from .reread import reread
from .store import Entry

log = logging.getLogger(__name__)

blueprint = Blueprint("captures", __name__, url_prefix="/api/captures", description="Pages as they were captured")


class SendQuery(Schema):
    whose = fields.String(
        load_default=None,
        validate=validate.OneOf(["mine"]),
        metadata={"description": "`mine`: the person says that the LinkedIn account of this page is theirs too"},
    )


class PageQuery(Schema):
    cursor = fields.String(validate=validate.Regexp(cursor.FORM), metadata={"description": "`next` of the page before"})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


@blueprint.post("")
@blueprint.doc(security=[{"token": []}])
@requires("capture")
@blueprint.arguments(SendQuery, location="query")
@blueprint.arguments(CaptureRequestSchema)
@blueprint.response(201, schemas.AnswerSchema)
@blueprint.alt_response(200, schema=schemas.AnswerSchema, description="The same capture was sent before")
@blueprint.alt_response(409, description="The id stands for another body, or the page for another account")
@blueprint.alt_response(410, description="The capture was deleted")
@blueprint.alt_response(422, description="The page shows no score; `stored` says if it is kept")
@blueprint.alt_response(429, description="The device has added as many captures as a day (UTC) may bring")
def send(query: dict[str, Any], request: CaptureRequest) -> tuple[Response, int]:
    """Keeps a capture and answers with what was read."""
    ownership = Ownership(current_app.config["ACCOUNT_KEY"], said_mine=query["whose"] == "mine")
    quota = Quota(current_app.config["CAPTURES_PER_DAY"])
    entry, is_new = intake.take(database(), sender(), request, ownership, quota)
    if is_new and entry.reading is not None:
        note(verdict=entry.reading.verdict)
    return jsonify(_answer(entry)), 201 if is_new else 200


@blueprint.get("")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, schemas.EntriesSchema)
def newest(query: dict[str, Any]) -> Response:
    """The captures, the newest first."""
    with database().read() as session:
        try:
            items, following = store.newest(session, sender().person_id, query["limit"], query.get("cursor"))
        except ValueError as error:
            raise Problem(
                400, "invalid_request", "This cursor is not one of ours", "Start again without it."
            ) from error
        return jsonify({"items": [entry.to_dict() for entry in items], "next": following})


@blueprint.get("/<uuid:capture_id>")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.response(200, schemas.EntryInFullSchema)
def one(capture_id: UUID) -> Response:
    """One capture, with its doubts and with the places where each figure was seen."""
    with database().read() as session:
        entry = store.find(session, sender().person_id, capture_id)
        if entry is None or entry.capture.deleted_at is not None:
            raise _unknown()
        try:
            again = reread(session, entry)
        except Unopenable as error:
            log.error("capture %s: %s", capture_id, error)
            again = None
    seen = again.sightings if again else None
    sightings = None if seen is None else {figure: [s.to_dict() for s in those] for figure, those in seen.items()}
    return jsonify(_answer(entry) | {"sightings": sightings})


@blueprint.delete("/<uuid:capture_id>")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.response(204)
def delete(capture_id: UUID) -> None:
    """Deletes a capture at once, its figures, and its page unless another capture has the same."""
    with database().write(sender().person_id) as session:
        entry = store.find(session, sender().person_id, capture_id)
        if entry is None or entry.capture.deleted_at is not None:
            raise _unknown()
        deletion.empty(session, entry.capture, now())
        audit.note(session, sender().person_id, Action.CAPTURE_DELETED, sender().person_id)


def _answer(entry: Entry) -> dict[str, Any]:
    with database().glance() as session:
        return entry.to_dict() | {"change": changes_to_dict(history.changes_of(session, entry))}


def _unknown() -> Problem:
    return Problem(404, "not_found", "There is no such capture", "It may have been deleted.")
