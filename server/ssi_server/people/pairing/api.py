"""Pairing over HTTP: RFC 8628 and what it takes from RFC 6749 and RFC 8414, to the letter. No cookie is heeded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request
from marshmallow import Schema, ValidationError, fields, validate

from ...api import Blueprint, Text
from ...storage import database
from .. import devices, names
from . import grant
from .form import FormBlueprint, Parameters, Refused
from .user_codes import shown

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"

_NO_TEXT = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_NAME = rf"[^{_NO_TEXT}]*[^\s{_NO_TEXT}][^{_NO_TEXT}]*"
"""What a name of a device is, for the document."""

_PUBLIC = "invalid_client: the client has no password to send"

_DESCRIPTIONS = {
    grant.Answer.PENDING: "The member has not answered yet.",
    grant.Answer.SLOW_DOWN: "Ask less often: five seconds more between two questions, from now on.",
    grant.Answer.DENIED: "The member denied it.",
    grant.Answer.EXPIRED: "Nobody answered in time. Connect again.",
    grant.Answer.UNKNOWN: "This code is unknown, was used already, or belongs to another client.",
}

blueprint = FormBlueprint("pairing", __name__, url_prefix="/api/pairing", description="How a browser gets its token")
well_known = Blueprint("metadata", __name__, url_prefix="/.well-known", description="Where pairing is found")


def _require_name(text: str) -> None:
    try:
        names.name(text)
    except names.BadName as error:
        raise ValidationError(str(error)) from error


def _parameter(*validators: Callable[[str], None], required: bool = False, **kwargs: Any) -> Text:
    length = validate.Length(min=1 if required else 0, max=100)
    return Text(required=required, validate=[length, *validators], **kwargs)


class AskForm(Parameters):
    """What a browser says of itself when it asks to be let in."""

    client_id = _parameter(
        _require_name, required=True, metadata={"pattern": f"^{_NAME}$", "example": "ssi-history-extension"}
    )
    scope = _parameter(load_default="capture", metadata={"enum": [*devices.SCOPES, ""]})
    device_name = _parameter(
        _require_name,
        metadata={
            "pattern": f"^({_NAME})?$",
            "example": "Chromium on Linux",
            "description": "The member sees it; the client_id by default",
        },
    )


class AskAnswer(Schema):
    device_code = fields.String(required=True)
    user_code = fields.String(required=True, metadata={"example": "BCDF-GHJK"})
    verification_uri = fields.Url(required=True, require_tld=False)
    verification_uri_complete = fields.Url(required=True, require_tld=False)
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds"})
    interval = fields.Integer(required=True, metadata={"description": "Least seconds between two looks"})


class TokenForm(Parameters):
    """The look for the answer."""

    grant_type = _parameter(required=True, metadata={"enum": [GRANT_TYPE]})
    device_code = _parameter(required=True)
    client_id = _parameter(required=True)


class TokenAnswer(Schema):
    access_token = fields.String(required=True)
    token_type = fields.String(required=True, metadata={"enum": ["Bearer"]})
    scope = fields.String(required=True, metadata={"enum": list(devices.SCOPES)})


class ErrorAnswer(Schema):
    """A refusal as RFC 6749 has it."""

    error = fields.String(required=True)
    error_description = fields.String(required=True)


class Metadata(Schema):
    """RFC 8414. There is no authorization endpoint, and so no response type to name."""

    issuer = fields.Url(required=True, require_tld=False)
    device_authorization_endpoint = fields.Url(required=True, require_tld=False)
    token_endpoint = fields.Url(required=True, require_tld=False)
    grant_types_supported = fields.List(fields.String(), required=True)
    scopes_supported = fields.List(fields.String(), required=True)
    token_endpoint_auth_methods_supported = fields.List(fields.String(), required=True)


@blueprint.post("")
@blueprint.arguments(AskForm, location="form")
@blueprint.response(200, AskAnswer)
@blueprint.alt_response(400, schema=ErrorAnswer, description="invalid_request or invalid_scope")
@blueprint.alt_response(401, schema=ErrorAnswer, description=_PUBLIC)
def ask(form: dict[str, str]) -> Response:
    """A browser asks to be let in; a member decides on the page at `verification_uri`."""
    if form["scope"] not in devices.SCOPES:
        raise Refused("invalid_scope", f"There are: {', '.join(devices.SCOPES)}.")
    with database().write() as session:
        asked = grant.ask(session, form["client_id"], form["scope"], form.get("device_name", form["client_id"]))
    page, user_code = f"{request.host_url}pair", shown(asked.user_code)
    return jsonify(
        device_code=asked.device_code,
        user_code=user_code,
        verification_uri=page,
        verification_uri_complete=f"{page}?user_code={user_code}",
        expires_in=int(grant.LASTS.total_seconds()),
        interval=grant.INTERVAL,
    )


@blueprint.post("/token")
@blueprint.arguments(TokenForm, location="form")
@blueprint.response(200, TokenAnswer)
@blueprint.alt_response(
    400, schema=ErrorAnswer, description=f"{', '.join(grant.Answer)}, invalid_request or unsupported_grant_type"
)
@blueprint.alt_response(401, schema=ErrorAnswer, description=_PUBLIC)
def token(form: dict[str, str]) -> Response:
    """The token, once the member has allowed it, and once only."""
    if form["grant_type"] != GRANT_TYPE:
        raise Refused("unsupported_grant_type", f"There is one: {GRANT_TYPE}.")
    with database().write() as session:
        answer = grant.exchange(session, form["device_code"], form["client_id"])
    if isinstance(answer, grant.Answer):
        raise Refused(answer, _DESCRIPTIONS[answer])
    return jsonify(access_token=answer.token, token_type="Bearer", scope=answer.scope)  # noqa: S106  # a kind, no secret


@well_known.get("/oauth-authorization-server")
@well_known.response(200, Metadata)
def metadata() -> Response:
    """Where pairing is found, and what it takes."""
    endpoint = f"{request.host_url}api/pairing"
    return jsonify(
        issuer=request.host_url.rstrip("/"),
        device_authorization_endpoint=endpoint,
        token_endpoint=f"{endpoint}/token",
        grant_types_supported=[GRANT_TYPE],
        scopes_supported=list(devices.SCOPES),
        token_endpoint_auth_methods_supported=["none"],
    )
