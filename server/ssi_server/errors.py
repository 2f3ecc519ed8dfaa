"""Errors as people and programs see them: RFC 9457 problem documents on the API, a page elsewhere."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, json, render_template, request
from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import BadHost, HTTPException, MethodNotAllowed

from .languages import ENGLISH
from .trace import trace
from .watch.answered import note

log = logging.getLogger(__name__)

ResponseValue = Response | tuple[str, int]


class Problem(Exception):
    """What went wrong: `code` is stable and for programs, `title` says what happened, `detail` what to do.

    `headers` go out with the answer, `members` into the document.
    """

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str = "",
        *,
        headers: dict[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(title)
        self.status, self.code, self.title, self.detail = status, code, title, detail
        self.headers, self.members = headers or {}, members

    def document(self) -> dict[str, Any]:
        return {
            "type": f"urn:ssi-history:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            **self.members,
        }


_NOT_AS_LEFT = frozenset(("3F000", "42501", "42P01"))
"""SQLSTATEs of a database whose schema, rights or tables are no longer as this program left them."""


def init_app(app: Flask) -> None:
    app.register_error_handler(Problem, _answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(DBAPIError, _answer_database)
    for mistake in (IntegrityError, DataError):
        app.register_error_handler(mistake, _answer_bug)
    app.register_error_handler(ProgrammingError, _answer_statement)
    app.register_error_handler(PoolTimeout, _answer_database)
    app.register_error_handler(Exception, _answer_bug)


def _answer(problem: Problem) -> Response:
    note(code=problem.code)
    if _speaks_json():
        body = json.dumps(problem.document())
        response = Response(body, problem.status, problem.headers, content_type="application/problem+json")
    else:
        page = render_template("problem.html", problem=problem)
        response = Response(page, problem.status, problem.headers, content_type="text/html; charset=utf-8")
    return response


def _speaks_json() -> bool:
    """Also to a host that is no name: a page has links, which Flask cannot build for it."""
    is_for_programs = request.path.startswith(("/api/", "/.well-known/", "/healthz", "/readyz", "/metrics"))
    return is_for_programs or isinstance(request.routing_exception, BadHost)


_HTTP: dict[int, tuple[str, Any, Any]] = {
    400: (
        "invalid_request",
        lazy_gettext("The request cannot be understood"),
        lazy_gettext("Reload the page and try again."),
    ),
    403: (
        "forbidden",
        lazy_gettext("This is not for you to see or to do"),
        lazy_gettext("Whoever invited you can say more."),
    ),
    404: (
        "not_found",
        lazy_gettext("There is nothing at this address"),
        lazy_gettext("It may have been deleted, or the address is mistyped."),
    ),
    405: ("method_not_allowed", lazy_gettext("This address does not answer that method"), ""),
    413: ("too_large", lazy_gettext("The request is larger than the server takes"), ""),
    415: ("not_json", lazy_gettext("The request is not JSON"), ""),
}
"""By status: the code, the title, and what a page advises."""


def _answer_http(error: HTTPException) -> Response:
    """A program learns the details, in English; a person what to do."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]  # Werkzeug's own redirects
    unnamed = (HTTPStatus(status).name.lower(), HTTPStatus(status).phrase, error.description or "")
    code, title, advice = _HTTP.get(status, unnamed)
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if not _speaks_json():
        return _answer(Problem(status, code, str(title), str(advice), headers=headers))
    with force_locale(ENGLISH):
        return _answer(Problem(status, code, str(title), error.description or "", headers=headers))


def _answer_database(error: Exception) -> Response:
    log.error("the database does not answer: %s", error.__cause__ or error)
    return _answer(
        Problem(
            503,
            "storage_unavailable",
            _("The history cannot be stored right now"),
            _("Nothing was stored. Try again in a moment; the server's log names the cause."),
            headers={"Retry-After": "10"},
        )
    )


def _answer_statement(error: ProgrammingError) -> Response:
    is_the_databases = getattr(error.orig, "sqlstate", None) in _NOT_AS_LEFT
    return _answer_database(error) if is_the_databases else _answer_bug(error)


def _answer_bug(error: Exception) -> Response:
    place = request.url_rule or "an unknown address"  # The path itself may be a sign-in link.
    log.error("unexpected error at %s %s\n%s", request.method, place, trace(error))
    return _answer(
        Problem(
            500,
            "internal_error",
            _("Something went wrong on the server"),
            _("The server's log says what happened."),
        )
    )
