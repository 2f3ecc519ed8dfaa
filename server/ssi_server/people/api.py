"""`hello`: how both sides learn that they know each other, before anything is sent."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from marshmallow import Schema, fields, validate

from ..api import Blueprint, Text
from ..storage import database
from . import tokens
from .devices import find_device

API_VERSION = 1

blueprint = Blueprint("hello", __name__, url_prefix="/api", description="Is this the server that I know?")


class HelloQuery(Schema):
    device = Text(validate=validate.Length(max=16))
    nonce = Text(validate=validate.Length(min=16, max=200))


class Hello(Schema):
    name = fields.String(required=True, metadata={"example": "ssi-history"})
    version = fields.String(required=True)
    api = fields.Integer(required=True)
    proof = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "HMAC-SHA256 of the nonce, in hex, under the SHA-256 of the device's token"},
    )


@blueprint.get("/hello")
@blueprint.arguments(HelloQuery, location="query")
@blueprint.response(200, Hello)
def hello(query: dict[str, str]) -> dict[str, Any]:
    """Who is here; with a device and a nonce also the proof that its token is known."""
    known = None
    if {"device", "nonce"} <= query.keys():
        with database().read() as session:
            known = find_device(session, query["device"])
    proof = tokens.proof(known.token_hash, query["nonce"]) if known else None
    return {"name": "ssi-history", "version": version("ssi-history"), "api": API_VERSION, "proof": proof}
