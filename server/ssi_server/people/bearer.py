"""Requests that carry a device's token. They are judged by it alone: no cookie is looked at."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError

from ..errors import Problem
from ..storage import Forgotten, database
from . import wrong_tokens
from .devices import Sender, note_use, recognise
from .tokens import device_id_of

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


def requires(scope: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets a view answer only holders of a token with this scope, or with the wider one."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            g.sender = _recognised()
            if g.sender.scope not in (scope, "full"):
                raise Problem(
                    403, "scope", "This token may not do that", "Use a token that was made with the scope 'full'."
                )
            if g.sender.unnoted:
                _note(g.sender)
            try:
                return view(*args, **kwargs)
            except Forgotten as error:
                raise _unknown() from error

        return guarded

    return decorate


def sender() -> Sender:
    """Who stands behind the current request; there is one wherever `requires` let it pass."""
    found: Sender = g.sender
    return found


def _note(sender: Sender) -> None:
    try:
        with database().write() as session:
            note_use(session, sender)
    except DBAPIError as error:  # Whoever only reads is answered even where nothing can be written.
        log.warning("the last use of a device was not noted: %s", error.orig)


def _recognised() -> Sender:
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token.strip():
        with database().glance() as session:
            found = recognise(session, token.strip())
        if found is not None:
            return found
        if device_id_of(token.strip()) is not None and (wait := wrong_tokens.too_many()) is not None:
            raise Problem(
                429,
                "too_many_wrong_tokens",
                _("Too many wrong tokens were tried"),
                _("A token that is in force goes on working. Wait a few minutes before another one is tried."),
                headers={"Retry-After": str(math.ceil(wait.total_seconds()))},
            )
    raise _unknown()


def _unknown() -> Problem:
    return Problem(
        401,
        "unknown_token",
        _("This token is unknown or was revoked"),
        _("Connect the browser again in the extension; for a script, make a new token on the dashboard."),
        headers={"WWW-Authenticate": 'Bearer realm="ssi-history"'},
    )
