"""The OpenAPI document: its head, and the problems that an operation may answer with."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from typing import Any

import flask_smorest
from apispec import APISpec, BasePlugin
from flask import Flask, Response
from marshmallow import INCLUDE, Schema, fields

Operation = dict[str, Any]

_NAME = "ProblemDocument"
_PROBLEM = {"$ref": f"#/components/schemas/{_NAME}"}

_PAIRING = {
    "type": "oauth2",
    "description": "How a browser gets its token: RFC 8628, for which this version of OpenAPI has no word of its own",
    "flows": {
        "x-deviceAuthorization": {
            "deviceAuthorizationUrl": "/api/pairing",
            "tokenUrl": "/api/pairing/token",
            "scopes": {"capture": "Send captures, read one's own summary", "full": "Everything of one's own"},
        }
    },
}


class ProblemDocument(Schema):
    """RFC 9457, with a stable code; some problems say more in members of their own."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


class Problems(BasePlugin):
    """Tells of each operation which problems it may answer with, all in one form.

    A view names only those that are its own, with a description; with a schema too where it is no problem document.
    """

    def init_spec(self, spec: APISpec) -> None:
        spec.components.schema(_NAME, schema=ProblemDocument)

    def schema_helper(self, name: str, definition: Operation, **kwargs: Any) -> Operation:
        """What a schema says of members that it does not name: `Meta.further`."""
        further = getattr(getattr(kwargs.get("schema"), "Meta", None), "further", None)
        return {} if further is None else {"additionalProperties": further}

    def operation_helper(self, path: str | None = None, operations: Any = None, **_: Any) -> None:
        for operation in (operations or {}).values():
            responses = operation["responses"]
            own = {status: answer for status, answer in responses.items() if _is_problem(status)}
            possible = [status for status, may in _POSSIBLE.items() if may(path or "", operation)]
            responses |= {status: _problem(status, own.get(status)) for status in (*own, *possible)}


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """Describes its blueprints when the document is first asked for, which takes a third of a start."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._undescribed: list[flask_smorest.Blueprint] = []
        self._describing = Lock()

    def register_blueprint(self, blueprint: flask_smorest.Blueprint) -> None:
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blueprint.name] = self
        self._app.register_blueprint(blueprint)
        self._undescribed.append(blueprint)

    def _openapi_json(self) -> Response:
        with self._describing:
            while self._undescribed:
                blueprint = self._undescribed.pop(0)
                blueprint.register_views_in_doc(self, self._app, self.spec, name=blueprint.name, parameters=None)
                self.spec.tag({"name": blueprint.name, "description": blueprint.description})
        answer: Response = super()._openapi_json()
        return answer


def init_app(app: Flask, *blueprints: flask_smorest.Blueprint) -> None:
    app.config.update(
        API_TITLE="SSI History",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "Keeps captures of the Social Selling Index and gives their history."},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}, "pairing": _PAIRING}},
        },
    )
    api = Api(spec_kwargs={"extra_plugins": [Problems()]})
    api.ERROR_SCHEMA = _PROBLEM  # Told by reference: flask-smorest resolves it once for every status there is.
    api.init_app(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    app.after_request(_without_type_of_nothing)


def _has_body(_path: str, operation: Operation) -> bool:
    return "requestBody" in operation


def _has_json(_path: str, operation: Operation) -> bool:
    return "application/json" in operation.get("requestBody", {}).get("content", {})


_POSSIBLE: dict[int, Callable[[str, Operation], bool]] = {
    400: lambda _, operation: bool(operation.keys() & {"parameters", "requestBody"}),
    401: lambda _, operation: "security" in operation,
    403: lambda _path, _operation: True,
    404: lambda path, _: "{" in path,
    413: _has_body,
    415: _has_json,
    429: lambda _, operation: "security" in operation,
    503: lambda path, _: path != "/healthz",
}
"""Which problems come from what all operations share, and from which operations."""


_ALWAYS_BEARS = {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}


def _is_problem(status: int | str) -> bool:
    return status == "default" or int(status) >= 400


def _problem(status: int | str, own: Any) -> dict[str, Any]:
    """`own` is what the view says, or the name of flask-smorest's response where it says nothing."""
    if isinstance(own, dict) and "content" in own:
        return own | _headers(status)
    told = own["description"] if isinstance(own, dict) else None
    return {
        "description": told or ("Any other problem" if status == "default" else HTTPStatus(int(status)).phrase),
        "content": {"application/problem+json": {"schema": _PROBLEM}},
        **_headers(status),
    }


def _headers(status: int | str) -> dict[str, Any]:
    name = _ALWAYS_BEARS.get(str(status))
    return {"headers": {name: {"required": True, "schema": {"type": "string"}}}} if name else {}


def _without_type_of_nothing(response: Response) -> Response:
    if response.status_code == HTTPStatus.NO_CONTENT:
        response.headers.pop("Content-Type", None)
    return response
