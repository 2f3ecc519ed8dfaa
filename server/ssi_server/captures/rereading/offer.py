"""Whether there is anything for a newer reader to read again."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ssi_parser.reading import READER_VERSION

from ...models import Capture
from ..manual import BY_HAND
from .progress import noted


def count_older(session: Session, person_id: int) -> int:
    """How many of the person's captures an earlier reader has read, and today's has not looked at yet.

    Those that today's cannot read stay an earlier one's for good; a finished run has looked at them.
    """
    older = (
        select(func.count())
        .select_from(Capture)
        .where(
            Capture.person_id == person_id,
            Capture.deleted_at.is_(None),
            Capture.page_sha256.is_not(None),
            Capture.reader_version != BY_HAND,
            Capture.reader_version < READER_VERSION,
        )
    )
    count = session.scalar(older) or 0
    progress = noted(session, person_id) if count else None
    if progress is not None and progress.finished:
        count = session.scalar(older.where(Capture.received_at > progress.began)) or 0
    return count
