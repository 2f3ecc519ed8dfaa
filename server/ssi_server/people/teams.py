"""The teams: made, found, and changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Team
from ..storage import alone
from . import audit, memberships, names, tokens
from .audit import Action
from .names import NameTaken

FLOOR = 65
"""Points that employers ask for."""
LONGEST_GROUP = 200


@dataclass(frozen=True)
class Ways:
    """How a team is called and looked at: the floor in points, and whether those who are compared may see it."""

    name: str
    floor: int = FLOOR
    ranking: bool = False
    group_name: str | None = None


def add_team(session: Session, ways: Ways, concerns: int, by: int | None) -> Team:
    """A new team without members, made for the owner whom it `concerns`. NameTaken where there is one, BadName."""
    _require_name(session, ways.name)
    team = Team(id=tokens.new_id(), created_at=now(), **vars(ways))
    session.add(team)
    session.flush()
    audit.note(session, concerns, Action.TEAM_ADDED, by, team=team.name)
    return team


def all_teams(session: Session) -> list[Team]:
    """By name, in an order that no database's language changes."""
    return sorted(session.scalars(select(Team)), key=lambda team: team.name.casefold())


def find_team(session: Session, team_id: str) -> Team | None:
    """The team with this id, whatever was sent as one."""
    return session.get(Team, team_id) if team_id.isascii() and team_id.isalnum() else None


def team_named(session: Session, name: str) -> Team | None:
    return session.scalar(select(Team).where(Team.name == name))


def team_of_group(session: Session, group_name: str) -> Team | None:
    """The team that people of this group of the company's sign-in belong to."""
    return session.scalar(select(Team).where(Team.group_name == group_name).order_by(Team.created_at).limit(1))


def change(session: Session, team: Team, ways: Ways, by: int) -> None:
    """NameTaken where another team is called that, BadName for what is no name.

    Where those who are compared see it from now on, they have to agree to that first.
    """
    if ways.ranking and not team.ranking:
        memberships.ask_anew(session, team, by)
    if ways.name != team.name:
        _require_name(session, ways.name)
    session.execute(update(Team).where(Team.id == team.id).values(vars(ways)))
    audit.note(session, by, Action.TEAM_CHANGED, by, team=ways.name)


def remove(session: Session, team: Team, by: int) -> None:
    """Ends the team with its memberships and invitations; everybody keeps their history."""
    session.execute(delete(Team).where(Team.id == team.id))
    audit.note(session, by, Action.TEAM_REMOVED, by, team=team.name)


def _require_name(session: Session, name: str) -> None:
    alone(session, "names of teams")
    if team_named(session, names.name(name)) is not None:
        raise NameTaken(name)
