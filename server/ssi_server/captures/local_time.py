"""The member's own time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import Capture


def local_time(session: Session, person_id: int, at: dt.datetime) -> dt.datetime:
    """This instant in the offset of the person's latest capture; in UTC before the first."""
    mine = (Capture.person_id == person_id) & Capture.deleted_at.is_(None)
    latest = select(Capture.utc_offset).where(mine).order_by(Capture.captured_at.desc(), Capture.id.desc()).limit(1)
    return at.astimezone(dt.timezone(dt.timedelta(minutes=session.scalar(latest) or 0)))
