"""A history out and in over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, fields

from .. import body
from ..api import Blueprint
from ..errors import Problem
from ..people.bearer import requires, sender
from ..storage import database
from .arrival import Arrival
from .document import FORMAT, VERSION
from .document_in import take_members
from .download import download
from .json_items import NotJson
from .report import Fate, Report
from .schemas import DocumentSchema

blueprint = Blueprint("exchange", __name__, url_prefix="/api", description="A history out of here, and back in")

_HEAD = ("format", "version")
_PARTS = {"preferences": dict, "goals": list, "notes": list, "captures": list}
_ITEM_BY_ITEM = {
    "description": "As exported. Whatever is wrong with an item is told in the answer, and only that left out"
}


class ImportQuery(Schema):
    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Only say what would happen, and change nothing"}
    )


class ArrivingSchema(Schema):
    """What an export gave; a part of it will do."""

    format = fields.String(required=True, metadata={"enum": [FORMAT]})
    version = fields.Integer(required=True, metadata={"enum": [VERSION]})
    preferences = fields.Dict(metadata=_ITEM_BY_ITEM)
    goals, notes, captures = (fields.List(fields.Raw(), metadata=_ITEM_BY_ITEM) for _name in range(3))


class ImportedSchema(Schema):
    """How many items met which fate; `told` says more of single ones, the first twenty of them."""

    dry_run = fields.Boolean(required=True)
    new = fields.Integer(required=True)
    already_there = fields.Integer(required=True)
    conflicting = fields.Integer(required=True, metadata={"description": "Here differently, and left so"})
    deleted_before = fields.Integer(required=True, metadata={"description": "Deleted here, and left so"})
    refused = fields.Integer(required=True)
    told = fields.List(fields.String(), required=True)


@blueprint.get("/export.csv")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.response(200, {"type": "string"}, content_type="text/csv")
def export_table() -> Response:
    """A table for spreadsheets: a line for each capture, with every figure."""
    return download(database(), sender().person_id, "csv")


@blueprint.get("/export.json")
@blueprint.doc(security=[{"token": []}])
@requires("full")
@blueprint.response(200, DocumentSchema)
def export_document() -> Response:
    """Everything that is the person's own: captures, pages, figures, notes, goals, preferences."""
    return download(database(), sender().person_id, "json")


@blueprint.post("/import")
@blueprint.doc(
    security=[{"token": []}],
    requestBody={"required": True, "content": {"application/json": {"schema": ArrivingSchema}}},
)
@requires("full")
@blueprint.arguments(ImportQuery, location="query")
@blueprint.response(200, ImportedSchema)
def import_document(query: dict[str, Any]) -> Response:
    """Takes in what an export gave. Nothing that is here is changed, so that it may be sent again."""
    arrival, report = Arrival(database(), sender().person_id, query["dry_run"]), Report("")
    try:
        take_members(_members(_sent()), arrival, report)
    except NotJson as error:
        raise Problem(400, "invalid_request", "The request is no document of SSI History", str(error)) from error
    counts = {fate.value: report.fates[fate] for fate in Fate}
    return jsonify({"dry_run": query["dry_run"], **counts, "told": report.told})


def _sent() -> Any:
    try:
        return body.json_of(request)
    except Problem as problem:
        if problem.code != "too_large":
            raise
        raise Problem(
            413,
            "too_large",
            "The history is larger than the server takes at once",
            f"At most {body.MAX_BODY // 1024**2} MB are taken. For a larger one use the command 'ssi-history import',"
            " which has no such limit.",
        ) from problem


def _members(document: Any) -> Iterator[tuple[str, Any]]:
    """Names and values, the items of a list one by one; format and version first, wherever they stand."""
    if not isinstance(document, dict):
        raise NotJson("It is not an object.")
    for name in (*_HEAD, *(name for name in document if name not in _HEAD)):
        value = document.get(name)
        if name in _PARTS and not isinstance(value, _PARTS[name]):
            raise NotJson(f"Its member “{name}” is of another kind than an export's.")
        yield from ((name, item) for item in (value if isinstance(value, list) else [value]))
