"""What comes back from the provider is taken once, and not without end from one place."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from ..limits import Limit
from ..tries import Tries
from ..wrong_tokens import peer
from .attempt import Attempt

LASTS = dt.timedelta(minutes=10)
"""From the way to the provider to the way back."""

FROM_ONE = Limit("sign-ins at the provider from", times=100, within=LASTS)
_ONCE = Limit("sign-in at the provider", times=1, within=2 * LASTS)
"""Remembered for longer than the browser's cookie, which holds the attempt, is taken."""


def use(session: Session, attempt: Attempt) -> bool:
    """Whether it was not used before, by whichever process."""
    return _ONCE.take(session, attempt.mark) is None


def tries_from(address: str) -> Tries:
    """Those of an address; what went well is given back."""
    return Tries(((FROM_ONE, peer(address)),))
