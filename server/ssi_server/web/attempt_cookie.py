"""The cookie of one step: from here to the company's sign-in and back.

The dashboard's own cookie stays behind when another site leads here. This one, `SameSite=Lax`, comes along, so that the
browser that comes back is known to be the one that left. It is signed, lasts ten minutes, opens nothing by itself, and
goes with the answer to the first who comes back.
"""

from __future__ import annotations

from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ..people.openid.attempt import Attempt
from ..people.openid.once import LASTS

_SALT = "the company's sign-in"


def keep(attempt: Attempt) -> None:
    """In the browser to which this request is answered."""
    value = _signed().dumps(vars(attempt))

    @after_this_request
    def set_it(response: Response) -> Response:
        response.set_cookie(_name(), value, max_age=LASTS, **_bounds())
        return response


def take() -> Attempt | None:
    """What this browser left with; the cookie goes with whatever is answered."""

    @after_this_request
    def forget(response: Response) -> Response:
        response.delete_cookie(_name(), **_bounds())
        return response

    return kept()


def kept() -> Attempt | None:
    """The same, which stays."""
    try:
        value = _signed().loads(request.cookies.get(_name(), ""), max_age=int(LASTS.total_seconds()))
    except BadSignature:
        return None
    return Attempt(**value)


def _bounds() -> dict[str, Any]:
    return {"httponly": True, "secure": request.is_secure, "samesite": "Lax"}


def _name() -> str:
    """As with the dashboard's cookie: under TLS, of this very host only."""
    name = f"{current_app.session_interface.name}_openid"  # type: ignore[attr-defined]  # Cookie, of our own
    return f"__Host-{name}" if request.is_secure else name


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=_SALT)
