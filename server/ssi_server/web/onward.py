"""Where a sign-in leads: to the pairing that brought the member to the sign-in page, else to the dashboard.

Only the code is remembered, never an address, so that no sign-in leads anywhere else.
"""

from __future__ import annotations

from flask import request, session, url_for

from ..people.pairing import grant, user_codes
from ..storage import database

_USER_CODE = "user_code"


def remember() -> None:
    """Keeps the code of the pairing page that somebody asked for who is signed out."""
    user_code = user_codes.typed(request.args.get("user_code", ""))
    if request.endpoint == "pair.show" and user_code is not None:
        session[_USER_CODE] = user_code


def remembered() -> str | None:
    """The code, for as long as the browser stays open and nobody signs in."""
    user_code: str | None = session.get(_USER_CODE)
    return user_code


def address(user_code: str | None) -> str:
    """The page of the pairing, as long as that waits for an answer."""
    if user_code is not None:
        with database().read() as transaction:
            if grant.pending_pairing(transaction, user_code) is not None:
                return url_for("pair.show", user_code=user_codes.shown(user_code))
    return url_for("web.dashboard")
