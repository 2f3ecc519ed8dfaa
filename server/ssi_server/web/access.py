"""Who looks at the dashboard: the cookie holds a session's secret, the database whose session it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import abort, g, make_response, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..aims.preferences import Preferences, preferences_of
from ..captures import deletion
from ..clock import now
from ..people import audit, passwords, sessions
from ..people.audit import Action
from ..people.roles import Role
from ..people.sessions import Visitor
from ..storage import Forgotten, database
from . import known_browser, onward
from .browser_name import browser_name

log = logging.getLogger(__name__)

P = ParamSpec("P")
_SESSION = "session"


def signed_in(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Shows the page to whoever is signed in, and to everybody else how to sign in: also to somebody who is forgotten
    this very moment.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        try:
            if _let_in(_secret()):
                return view(*args, **kwargs)
        except Forgotten:
            return signed_out()
        onward.remember()
        return signed_out()

    return guarded


def owner_only(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Answers whoever looks after the installation, and nobody else; the page is there for `signed_in` to guard."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not is_owner():
            abort(403)
        return view(*args, **kwargs)

    return guarded


def is_owner() -> bool:
    """Whether whoever is signed in looks after the installation."""
    return _visitor().role is Role.OWNER


def has_company() -> bool:
    """Whether there is a team that concerns whoever is signed in."""
    found: Visitor | None = g.get("visitor")
    return found is not None and found.has_company


def is_anybody() -> bool:
    """Whether somebody is signed in; for a page that is there for everybody."""
    return _let_in(_secret())


def person_id() -> int:
    """Whose pages these are; there is somebody wherever `signed_in` let the request pass."""
    return _visitor().person_id


def session_id() -> str:
    """The session that they are shown in."""
    return _visitor().session_id


def preferences() -> Preferences:
    """What whoever is signed in chose."""
    found: Preferences = g.preferences
    return found


def signed_out(reason: str = "") -> ResponseReturnValue:
    """How to sign in, and why that is needed: `expired_link`, or simply nobody is signed in."""
    with database().read() as transaction:
        asks = passwords.anybody_has_one(transaction)
    return make_response(render_template("signed_out.html", reason=reason, has_passwords=asks), 401)


def start(transaction: Session, person_id: int, way: str) -> str:
    """The secret of a new session of this browser, to `begin` with; what was its session ends with the transaction.

    `way` is what let them in: `link`, `password`, `invitation`, `openid`.
    """
    browser = browser_name(request.user_agent.string)
    audit.note(transaction, person_id, Action.SIGNED_IN, person_id, way=way, browser=browser)
    return sessions.start(transaction, person_id, browser, instead_of=_secret())


def begin(secret: str) -> str:
    """Has this browser be signed in from now on; where that leads."""
    user_code = onward.remembered()
    _empty_the_cookie()  # Nothing from before the sign-in survives it.
    session[_SESSION] = secret
    session.permanent = True
    return onward.address(user_code)


def end() -> None:
    """Ends this browser's session, here and in the database."""
    if secret := _secret():
        with database().write() as transaction:
            sessions.end(transaction, secret)
    _empty_the_cookie()


def _empty_the_cookie() -> None:
    known = known_browser.whose()
    session.clear()
    if known is not None:
        known_browser.keep(known)


def _secret() -> str | None:
    secret = session.get(_SESSION)
    return secret if isinstance(secret, str) else None


def _visitor() -> Visitor:
    found: Visitor = g.visitor
    return found


def _let_in(secret: str | None) -> bool:
    """Whether this is a session's secret. Sees on the way whose it is, what they chose, and what is overdue."""
    if secret is None:
        return False
    with database().read() as transaction:
        visitor = sessions.visitor(transaction, secret)
        if visitor is None:
            return False
        person_id = visitor.person_id
        g.visitor, g.preferences = visitor, preferences_of(transaction, person_id)
        g.language = g.preferences.language
        is_due = deletion.any_due(transaction, person_id, now())
    if is_due:
        with database().write(person_id) as transaction:
            deletion.empty_due(transaction, person_id, now())
    if visitor.unnoted:
        _note(visitor)
    return True


def _note(visitor: Visitor) -> None:
    try:
        with database().write() as transaction:
            sessions.note_use(transaction, visitor)
    except DBAPIError as error:  # Pages are shown even where nothing can be written.
        log.warning("the last use of a session was not noted: %s", error.orig)
