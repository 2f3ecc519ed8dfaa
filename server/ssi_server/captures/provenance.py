"""Where each figure of a stored capture stood on its page. Worked out when somebody asks, from the stored page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ssi_parser import Sighting, errors, parse_page

from ..models import Capture
from .pages import kept_page

Sightings = dict[str, list[Sighting]]


def sightings_of(session: Session, capture: Capture) -> Sightings | None:
    """The sightings by figure; None when the page is not kept any more, or today's reader refuses it."""
    page = kept_page(session, capture.person_id, capture.page_sha256) if capture.page_sha256 else None
    if page is None:
        return None
    try:
        reading = parse_page(page)
    except errors.Refusal:
        return None
    found: Sightings = {}
    for sighting in reading.sightings:
        found.setdefault(sighting.figure, []).append(sighting)
    return found
