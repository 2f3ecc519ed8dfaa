"""History over HTTP."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, jsonify
from marshmallow import Schema, fields, validate

from ..aims.goals import goals_of
from ..api import Blueprint
from ..captures import schemas
from ..clock import now
from ..people.bearer import requires, sender
from ..storage import database
from .rows import EVERY
from .series import last_captures
from .summary import summary
from .wire import json_of

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


class GoalSchema(Schema):
    target = fields.Float(required=True)
    by = fields.Date(required=True, allow_none=True)
    distance = fields.Float(required=True, allow_none=True)
    reached = fields.Boolean(required=True, allow_none=True)


class SummarySchema(Schema):
    latest = fields.Nested(schemas.EntrySchema, required=True, allow_none=True)
    change = fields.Nested(schemas.ChangesSchema, required=True, allow_none=True)
    weakest = fields.String(required=True, allow_none=True)
    goal = fields.Dict(keys=fields.String(), values=fields.Nested(GoalSchema), required=True, allow_none=True)
    days_since = fields.Integer(required=True, allow_none=True)


@blueprint.get("/history")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.arguments(HistoryQuery, location="query")
@blueprint.response(200, History)
def show_history(query: dict[str, Any]) -> Response:
    """The last consistent capture of each day, week or month, the oldest first."""
    with database().read() as session:
        items = json_of(last_captures(session, sender().person_id, **query))
    return current_app.response_class(f'{{"every":"{query["every"]}","items":{items}}}\n', mimetype="application/json")


@blueprint.get("/summary")
@blueprint.doc(security=[{"token": []}])
@requires("capture")
@blueprint.response(200, SummarySchema)
def show_summary() -> Response:
    """The latest capture, what changed, the weakest pillar, how far each goal is, and how long ago it was."""
    with database().read() as session:
        goals = goals_of(session, sender().person_id).values()
        return jsonify(summary(session, sender().person_id, now(), goals).to_dict())
