"""What all parts of the API share: how their arguments are read."""

from __future__ import annotations

from typing import Any, NoReturn

import flask_smorest
from flask import Request
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
        raise Problem(400, "invalid_request", "The request has wrong fields", told(error.messages))


class Blueprint(flask_smorest.Blueprint):
    ARGUMENTS_PARSER = ArgumentParser()


class Text(fields.String):
    """A text that every database and every reader can take: no NUL, no lone surrogates (which JSON alone can hold)."""

    default_error_messages = {"characters": "Holds characters that are no text."}  # noqa: RUF012  # marshmallow declares it so

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.metadata = {"pattern": r"^[^\u0000]*$"} | dict(self.metadata)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in _suspicious(text)):
            raise self.make_error("characters")
        return text


def _suspicious(text: str) -> str:
    return "" if text.isascii() else text


def told(messages: Any) -> str:
    """The messages of webargs as one line, without the place where the fields stood: "captured_at: Not valid."."""
    return " ".join(_named(inner, "") for inner in messages.values())


def _named(messages: Any, path: str) -> str:
    if isinstance(messages, dict):
        return " ".join(_named(inner, _below(path, str(key))) for key, inner in messages.items())
    told = " ".join(map(str, messages)) if isinstance(messages, list) else str(messages)
    return f"{path}: {told}" if path else told


def _below(path: str, key: str) -> str:
    if key == "_schema":  # What is wrong with the whole, in marshmallow's word.
        return path
    return f"{path}.{key}" if path else key
