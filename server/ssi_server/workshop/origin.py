"""Where a fixture's page comes from: a file that somebody saved, or a capture that is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from ..captures.pages import Unopenable, kept_page
from ..disk import page_in
from ..models import Capture
from ..storage import Database
from .folder import NotAFixture

SSI = "https://www.linkedin.com/sales/ssi"


@dataclass(frozen=True)
class Origin:
    """A page as it was saved, at which address, and on which day; the last two may be unknown."""

    html: str
    url: str | None
    day: dt.date | None


def of_file(file: Path) -> Origin:
    """A saved page; raises what `page_in` raises."""
    page = page_in(file)
    return Origin(page.html, page.url, page.saved_at.date() if page.saved_at else None)


def of_capture(database: Database, capture_id: str) -> Origin:
    """A stored capture's page. Pages of other addresses are not stored, so its address is known."""
    try:
        wanted = Capture.id == UUID(capture_id)
    except ValueError as error:
        raise NotAFixture(f"There is no file {capture_id!r}, and it is no capture's id either.") from error
    with database.read() as session:
        capture = session.scalars(select(Capture).where(wanted, Capture.page_sha256.is_not(None)).limit(1)).first()
        try:
            html = kept_page(session, capture.person_id, capture.page_sha256 or b"") if capture else None
        except Unopenable as error:
            raise NotAFixture(str(error)) from error
        if capture is None or html is None:
            raise NotAFixture(f"There is no capture {capture_id} whose page is kept.")
        return Origin(html, SSI, capture.day)
