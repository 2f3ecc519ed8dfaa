"""How those who are compared compare: shown to them only where the team has it so."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from ..people import memberships
from . import query
from .seen import Seen


class Place(NamedTuple):
    """A member, and which place their total has; equal totals share the better one. None where it is unknown."""

    number: int | None
    member: Seen


def ranking(session: Session, team_id: str) -> list[Place]:
    """Those who have agreed, the highest total first, those without one at the end; among equals by name."""
    found = query.outermost(session, team_id, ["latest"])
    agreed = [member for member in memberships.members_of(session, team_id) if member.agreed_at]
    seen = [Seen(one.person_id, one.name, latest=found.get(one.person_id, {}).get("latest")) for one in agreed]
    totals = sorted((member.total for member in seen if member.total is not None), reverse=True)
    places = [Place(None if one.total is None else totals.index(one.total) + 1, one) for one in seen]
    return sorted(places, key=lambda place: (place.number is None, place.number))
