"""History over HTTP."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields, validate

from ..api import Blueprint
from ..captures import schemas
from ..clock import now
from ..db import database
from ..people.bearer import requires, sender
from .series import EVERY, series
from .summary import summary

blueprint = Blueprint("history", __name__, url_prefix="/api", description="What the captures amount to")


class HistoryQuery(Schema):
    since = fields.Date(data_key="from", load_default=None)
    until = fields.Date(data_key="to", load_default=None)
    every = fields.String(load_default="day", validate=validate.OneOf(list(EVERY)))


class HistoryItem(Schema):
    date = fields.Date(required=True)
    capture = fields.UUID(required=True)
    total = fields.Integer(required=True, allow_none=True)
    score = fields.Float(required=True, allow_none=True)
    pillars = fields.Nested(schemas.PillarsSchema, required=True)
    industry = fields.Nested(schemas.GroupSchema, required=True)
    network = fields.Nested(schemas.GroupSchema, required=True)


class History(Schema):
    every = fields.String(required=True)
    items = fields.List(fields.Nested(HistoryItem), required=True)


class SummarySchema(Schema):
    latest = fields.Nested(schemas.EntrySchema, required=True, allow_none=True)
    change = fields.Nested(schemas.ChangesSchema, required=True, allow_none=True)
    weakest = fields.String(required=True, allow_none=True)
    goal = fields.Raw(required=True, allow_none=True)
    days_since = fields.Integer(required=True, allow_none=True)


@blueprint.get("/history")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.arguments(HistoryQuery, location="query")
@blueprint.response(200, History)
def show_history(query: dict[str, Any]) -> Response:
    """The last consistent capture of each day, week or month, the oldest first."""
    with database().read() as session:
        items = series(session, sender().person_id, query["every"], query["since"], query["until"])
    return jsonify({"every": query["every"], "items": items})


@blueprint.get("/summary")
@blueprint.doc(security=[{"token": []}])
@requires("capture")
@blueprint.response(200, SummarySchema)
def show_summary() -> Response:
    """The latest capture, what changed, the weakest pillar, and how long ago it was."""
    with database().read() as session:
        return jsonify(summary(session, sender().person_id, now()).to_dict())
