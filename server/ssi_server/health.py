"""Alive, and able to store: for those who watch the server."""

from __future__ import annotations

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from .storage import database

blueprint = Blueprint("health", __name__, description="Is the server well?")


class Health(Schema):
    status = fields.String(required=True)


@blueprint.get("/healthz")
@blueprint.response(200, Health)
def alive() -> Response:
    """The server runs."""
    return jsonify({"status": "alive"})


@blueprint.get("/readyz")
@blueprint.response(200, Health)
def ready() -> Response:
    """The database is there and takes a write; 503 otherwise."""
    database().check()
    return jsonify({"status": "ready"})
