"""How often somebody may try to get in: enough for a slip, too seldom to guess, and nobody is kept out by others.

A right sign-in link always works: only wrong ones are counted, to bound what they cost.

Passwords are counted before they are looked at, right ones given back. Strangers share the tries for one person, and
those for all persons together. If that were all, anybody could keep a member out by guessing without end. So a browser
that has been let in as this person before, or that has come with a link of theirs, has tries of its own, which nobody
else can use up: whatever others do, a member gets in with the right password from a browser that they know, and from
any other with a new link.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from ..errors import Problem
from ..storage import Database
from . import passwords
from .limits import Limit

_TEN_MINUTES = dt.timedelta(minutes=10)

WRONG_LINKS = Limit("sign-in links that are", times=100, within=_TEN_MINUTES)
FOR_ONE = Limit("passwords of strangers for", times=10, within=_TEN_MINUTES)
IN_ALL = Limit("passwords of strangers for", times=100, within=_TEN_MINUTES)
IN_BROWSER = Limit("passwords in browser", times=10, within=_TEN_MINUTES)


@dataclass(frozen=True)
class Tries:
    """What a try is counted as; it may happen while each of them allows it."""

    counted: tuple[tuple[Limit, str], ...]

    def take(self, session: Session) -> None:
        """Counts one more. Raises a Problem with status 429 when there were too many."""
        for limit, who in self.counted:
            wait = limit.take(session, who)
            if wait is not None:
                raise _too_many(wait)

    def give_back(self, session: Session) -> None:
        for limit, who in self.counted:
            limit.give_back(session, who)


LINKS = Tries(((WRONG_LINKS, "wrong"),))


def strangers(person_id: int | None, name: str) -> Tries:
    """Those of browsers that are not known; somebody who does not exist is counted like somebody who does."""
    whom = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest() if person_id is None else f"person {person_id}"
    return Tries(((FOR_ONE, whom), (IN_ALL, "anybody")))


def known_browser(person_id: int, browser: str) -> Tries:
    return Tries(((IN_BROWSER, f"{browser} for person {person_id}"),))


def admitted(database: Database, person_id: int | None, password: str, tries: Tries) -> int | None:
    """The person, if it is their password; to say no takes as long for nobody. Raises a Problem after too many tries.

    It is worked out between two transactions: meanwhile nobody waits for this one.
    """
    with database.write() as session:
        tries.take(session)
        password_hash = passwords.hash_of(session, person_id)
    if not passwords.is_right(password, password_hash) or person_id is None or password_hash is None:
        return None
    with database.write() as session:
        tries.give_back(session)
        passwords.renew(session, person_id, password, password_hash)
    return person_id


def _too_many(wait: dt.timedelta) -> Problem:
    seconds = max(math.ceil(wait.total_seconds()), 1)
    return Problem(
        429,
        "too_many_tries",
        _("Too many tries to sign in"),
        ngettext(
            "So that nobody can guess their way in, only a few are taken. Try again in a minute, or with a new"
            " sign-in link.",
            "So that nobody can guess their way in, only a few are taken. Try again in %(num)s minutes, or with a new"
            " sign-in link.",
            math.ceil(seconds / 60),
        ),
        headers={"Retry-After": str(seconds)},
    )
