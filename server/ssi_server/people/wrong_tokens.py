"""Tokens that are nobody's: how many are answered as such, for each address that they come from and in all.

A token is looked up before it is counted here, so that a right one is never locked out, whoever else guesses at the
same address. One that has not even a token's form costs no look-up, can open nothing, and is not counted.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import logging

from flask import current_app, request
from sqlalchemy.exc import DBAPIError

from ..clock import now
from ..storage import database
from .limits import Limit

log = logging.getLogger(__name__)

FROM_ONE = Limit("wrong tokens from", times=30, within=dt.timedelta(minutes=10))
IN_ALL = Limit("wrong tokens", times=300, within=dt.timedelta(minutes=10))

_SAME_HOST = 64
"""Bits of an address of IPv6 that its owner does not choose."""
_KNOWN = "wrong_tokens_end"

Ends = dict[str, dt.datetime]


def too_many() -> dt.timedelta | None:
    """Counts a wrong token of the current request. None while it is to be called wrong, else how long that rests.

    What the database has once said to be too many this process remembers until it is over: guesses beyond the limit
    write nothing.
    """
    ends: Ends = current_app.extensions.setdefault(_KNOWN, {})
    at, source = now(), peer(request.remote_addr or "")
    for who in ("", source):
        if who in ends and ends[who] > at:
            return ends[who] - at
    wait = _counted(source, ends, at)
    for over in [who for who, end in ends.items() if end <= at]:
        ends.pop(over, None)
    return wait


def _counted(source: str, ends: Ends, at: dt.datetime) -> dt.timedelta | None:
    try:
        with database().write() as session:
            for limit, who in ((FROM_ONE, source), (IN_ALL, "")):
                wait = limit.take(session, who)
                if wait is not None:
                    ends[who] = at + wait
                    return wait
    except DBAPIError as error:  # Where nothing can be written, a wrong token is still a wrong one.
        log.warning("a wrong token was not counted: %s", type(error.orig).__name__)
    return None


def peer(address: str) -> str:
    """Who is counted together.

    >>> peer("192.0.2.7"), peer("2001:db8::1:2:3:4"), peer("")
    ('192.0.2.7', '2001:db8::/64', 'this machine')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "this machine"
    return str(found) if found.version == 4 else str(ipaddress.ip_network((int(found), _SAME_HOST), strict=False))
