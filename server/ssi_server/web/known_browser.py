"""A browser that has come with a person's link, or was let in as that person: it has tries of its own at a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import session

from ..people import tries
from ..people.tries import Tries

_KNOWN = "known"


@dataclass(frozen=True)
class Known:
    """As the cookie keeps it, signed: whose it is, and which of their browsers."""

    person_id: int
    browser: str


def whose() -> Known | None:
    """What this browser is known as; signing out changes nothing about it."""
    match session.get(_KNOWN):
        case [int(person_id), str(browser)]:
            return Known(person_id, browser)
    return None


def become(person_id: int) -> None:
    """Makes this browser one of the person's, instead of whose it was before."""
    known = whose()
    if known is None or known.person_id != person_id:
        keep(Known(person_id, secrets.token_hex(8)))


def keep(known: Known) -> None:
    session[_KNOWN] = [known.person_id, known.browser]
    session.permanent = True


def tries_for(person_id: int | None, name: str) -> Tries:
    """What a try at this person's password is counted as, here."""
    known = whose()
    if known is not None and known.person_id == person_id:
        return tries.known_browser(known.person_id, known.browser)
    return tries.strangers(person_id, name)
