"""What all parts of the API share: how arguments are read, and the OpenAPI document."""

from __future__ import annotations

from typing import Any, NoReturn

import flask_smorest
from flask import Flask, Request
from marshmallow import Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser

from . import body
from .errors import Problem


class ArgumentParser(FlaskParser):
    """Reads arguments within bounds; whatever is wrong with them is a 400."""

    DEFAULT_VALIDATION_STATUS = 400

    def load_json(self, req: Request, schema: Schema) -> Any:
        return body.json_of(req)

    def handle_error(self, error: ValidationError, req: Any, schema: Any, **_: Any) -> NoReturn:
        raise Problem(400, "invalid_request", "The request has wrong fields", _told(error.messages))


class Blueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = ArgumentParser()


class Text(fields.String):
    """A text that every database and every reader can take: no NUL, no lone surrogates."""

    default_error_messages = {"characters": "Holds characters that are no text."}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in _suspicious(text)):
            raise self.make_error("characters")
        return text


class ProblemDocument(Schema):
    """RFC 9457, with a stable code."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


def init_app(app: Flask, *blueprints: flask_smorest.Blueprint) -> None:
    app.config.update(
        API_TITLE="SSI History",
        API_VERSION="1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "Keeps captures of the Social Selling Index and gives their history."},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    api = flask_smorest.Api(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)


def _suspicious(text: str) -> str:
    return "" if text.isascii() else text


def _told(messages: Any, path: str = "") -> str:
    """Marshmallow's nested messages as one line: "captured_at: Not a valid datetime."."""
    if isinstance(messages, dict):
        told = (_told(inner, f"{path}.{key}" if path else str(key)) for key, inner in messages.items())
        return " ".join(told).replace("json.", "", 1)
    return f"{path}: {' '.join(map(str, messages))}" if isinstance(messages, list) else f"{path}: {messages}"
