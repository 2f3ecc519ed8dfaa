"""What those who run the server see of it: a line for each request, and numbers. Nobody sees anything unless set."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from time import perf_counter

from flask import Flask, Response, g, request

from ..config import Settings
from .answered import Answered, noted

_PROXYS_ID = re.compile(r"[0-9a-f]{32}")
"""What nginx calls $request_id."""

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_OTHER = "other"

Tell = Callable[[Answered], None]


def init_app(app: Flask, settings: Settings) -> None:
    """Has every answer told to the log and counted, as far as the settings ask for it.

    To be called before anything else looks at requests, so that all of their time is seen.
    """
    tell: list[Tell] = []
    if settings.log == "json":
        from . import lines

        lines.begin()
        tell.append(lines.tell)
    if settings.metrics_for:
        from . import endpoint  # The numbers' library takes its time to import.

        tell.append(endpoint.serve(app, settings.metrics_for))
    if tell:
        _watch(app, tell, believe_ids=bool(settings.proxies))


def _watch(app: Flask, tell: list[Tell], *, believe_ids: bool) -> None:
    @app.before_request
    def begin() -> None:
        told = request.headers.get("X-Request-ID", "") if believe_ids else ""
        g.began = perf_counter()
        g.request_id = told if _PROXYS_ID.fullmatch(told) else secrets.token_hex(16)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        answered = Answered(
            id=g.request_id,
            method=request.method if request.method in _METHODS else _OTHER,
            route=request.url_rule.rule if request.url_rule else _OTHER,
            status=response.status_code,
            seconds=perf_counter() - g.began,
            noted=noted(),
        )
        for one in tell:
            one(answered)
        return response
