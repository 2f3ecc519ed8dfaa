"""What OAuth 2.0 (RFC 6749) asks of requests and refusals: forms in, `{"error": …}` out."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from flask import Request, Response, jsonify
from marshmallow import EXCLUDE, Schema, ValidationError

from ...api import ArgumentParser, Blueprint, told
from ...watch.answered import note

MAX_FORM = 10_000
"""Bytes of a form."""


class Refused(Exception):
    """No: `error` is one of the RFC's codes, `description` is for people, in the ASCII that the RFC allows there.

    `headers` go out with the answer.
    """

    def __init__(self, error: str, description: str, status: int = 400, headers: dict[str, str] | None = None) -> None:
        super().__init__(error)
        self.error, self.description, self.status, self.headers = error, description, status, headers or {}


class Parameters(Schema):
    """Those of a form; others are passed over, but none of them may come twice either."""

    class Meta:
        unknown = EXCLUDE
        further: ClassVar = {"type": "string"}


class FormParser(ArgumentParser):
    """Reads the parameters of a form; whatever is wrong with them is an `invalid_request`.

    A client that sends a password is told first that it has none: it may well send no client_id beside it.
    """

    def load_form(self, req: Request, schema: Schema) -> Any:
        if req.authorization and req.authorization.type == "basic":
            challenge = {"WWW-Authenticate": 'Basic realm="ssi-history"'}
            raise Refused("invalid_client", "Clients have no password: send client_id only.", 401, challenge)
        if req.mimetype != "application/x-www-form-urlencoded":
            raise Refused("invalid_request", "Send a form: Content-Type: application/x-www-form-urlencoded.")
        req.max_content_length = MAX_FORM
        if any(len(values) > 1 for _, values in req.form.lists()):
            raise Refused("invalid_request", "No parameter may be sent more than once.")
        return {name: value for name, value in req.form.items() if value}  # What is empty counts as left out.

    def handle_error(self, error: ValidationError, req: Any, schema: Any, **_: Any) -> NoReturn:
        raise Refused("invalid_request", told(error.messages))


class FormBlueprint(Blueprint):
    """Endpoints that speak OAuth. Nothing that they answer is kept by a cache, an old one included."""

    ARGUMENTS_PARSER = FormParser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register_error_handler(Refused, _answer)
        self.after_request(_keep_from_old_caches)


def _answer(refused: Refused) -> Response:
    note(code=refused.error)
    response = jsonify({"error": refused.error, "error_description": refused.description})
    response.status_code = refused.status
    response.headers.update(refused.headers)
    return response


def _keep_from_old_caches(response: Response) -> Response:
    response.headers["Pragma"] = "no-cache"
    return response
