"""Who looks at the dashboard: the cookie holds a session's secret, the database whose session it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import g, make_response, render_template, session
from flask.typing import ResponseReturnValue

from ..aims.preferences import Preferences, preferences_of
from ..captures import deletion
from ..clock import now
from ..people import sign_in
from ..storage import database
from . import onward

P = ParamSpec("P")
_SESSION = "session"


def signed_in(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Shows the page to whoever is signed in, and to everybody else how to sign in."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _let_in(session.get(_SESSION)):
            onward.remember()
            return make_response(render_template("signed_out.html"), 401)
        return view(*args, **kwargs)

    return guarded


def person_id() -> int:
    """Whose pages these are; there is somebody wherever `signed_in` let the request pass."""
    found: int = g.person_id
    return found


def preferences() -> Preferences:
    """What whoever is signed in chose."""
    found: Preferences = g.preferences
    return found


def begin(link: str) -> str | None:
    """Turns a sign-in link into a session of this browser: where that leads; None if the link works no more."""
    with database().write() as transaction:
        secret = sign_in.use_link(transaction, link)
    if secret is None:
        return None
    user_code = onward.remembered()
    session.clear()  # Nothing from before the sign-in survives it.
    session[_SESSION] = secret
    session.permanent = True
    return onward.address(user_code)


def end() -> None:
    """Ends this browser's session, here and in the database."""
    if secret := session.get(_SESSION):
        with database().write() as transaction:
            sign_in.end_session(transaction, secret)
    session.clear()


def _let_in(secret: object) -> bool:
    """Whether this is a session's secret. Sees on the way whose it is, what they chose, and what is overdue."""
    if not isinstance(secret, str):
        return False
    with database().read() as transaction:
        found = sign_in.person_of(transaction, secret)
        if found is None:
            return False
        g.person_id, g.preferences = found, preferences_of(transaction, found)
        g.language = g.preferences.language
        is_due = deletion.any_due(transaction, found, now())
    if is_due:
        with database().write(found) as transaction:
            deletion.empty_due(transaction, found, now())
    return True
