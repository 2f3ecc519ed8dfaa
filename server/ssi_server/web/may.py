"""Which team whoever is signed in may do something with.

What they may not know to exist is not there for them: 404. What they know, and may not do: 403.
"""

from __future__ import annotations

from flask import abort
from sqlalchemy.orm import Session

from ..models import Team
from ..people import memberships
from ..people.memberships import Member
from ..people.teams import find_team
from . import access


def joined(transaction: Session, team_id: str) -> Member:
    """Their membership of this team."""
    _team, member = _known(transaction, team_id)
    return member or abort(403)


def led(transaction: Session, team_id: str) -> Team:
    """The team, where they are a lead of it: an owner of the installation is not, as such, one of those."""
    team, member = _known(transaction, team_id)
    return team if member and member.is_lead else abort(403)


def run(transaction: Session, team_id: str) -> Team:
    """The team, where they lead it or look after the installation."""
    team, member = _known(transaction, team_id)
    return team if access.is_owner() or (member and member.is_lead) else abort(403)


def _known(transaction: Session, team_id: str) -> tuple[Team, Member | None]:
    member = memberships.membership(transaction, access.person_id(), team_id)
    team = member.team if member else find_team(transaction, team_id) if access.is_owner() else None
    return (team, member) if team else abort(404)
