"""How many captures a device may add in a day."""

from __future__ import annotations

import math

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ..errors import Problem
from ..people.limits import Limit


class Quota:
    """So many new captures for each device in a day of UTC, counted in the transaction that keeps the capture."""

    def __init__(self, times: int) -> None:
        self._limit = Limit("captures of", times=times, within=None)

    def take(self, session: Session, device_id: str) -> None:
        """Counts one more. Raises a Problem (429) beyond the limit, which says when the next day begins."""
        wait = self._limit.take(session, device_id)
        if wait is not None:
            raise Problem(
                429,
                "daily_limit",
                _("This browser or script has sent as many captures as a day may bring"),
                _("The day's limit is reached. The rest is taken from midnight UTC on, when the next day begins."),
                headers={"Retry-After": str(math.ceil(wait.total_seconds()))},
            )
