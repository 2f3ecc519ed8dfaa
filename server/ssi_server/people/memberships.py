"""Who belongs to which team, who leads it, and who agrees to be seen by its lead.

A membership is asked for again at every look: what was withdrawn is not there at the next one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, delete, select, true, update
from sqlalchemy.orm import Session

from ..clock import now
from ..models import Membership, Person, Team
from ..storage import insert
from . import audit
from .audit import Action

WORDING = 1
"""The version of the words that a member agrees to. Other words are a new version, to be agreed to anew."""


@dataclass(frozen=True)
class Member:
    """A person in a team. `agreed_at` is None where they do not agree to be seen, or agreed to earlier words."""

    person_id: int
    name: str
    team: Team
    is_lead: bool
    joined_at: dt.datetime
    agreed_at: dt.datetime | None


def agreed(team_id: str) -> Select[int]:
    """The numbers of those whose figures the lead of this team may see now: for the query that looks at them."""
    return select(Membership.person_id).where(Membership.team_id == team_id, _agrees())


def teams_of(session: Session, person_id: int) -> list[Member]:
    """The person's memberships, by the teams' names."""
    return sorted(_members(session, Membership.person_id == person_id), key=lambda member: member.team.name.casefold())


def members_of(session: Session, team_id: str) -> list[Member]:
    """Everybody in the team, by name."""
    return sorted(_members(session, Membership.team_id == team_id), key=lambda member: member.name.casefold())


def everybodys(session: Session) -> list[Member]:
    """All memberships there are, by the teams' names."""
    return sorted(_members(session, true()), key=lambda member: member.team.name.casefold())


def membership(session: Session, person_id: int, team_id: str) -> Member | None:
    found = _members(session, (Membership.person_id == person_id) & (Membership.team_id == team_id))
    return found[0] if found else None


def leads(session: Session, person_id: int, team_id: str) -> bool:
    """Whether the person is a lead of this team now."""
    found = membership(session, person_id, team_id)
    return found is not None and found.is_lead


def join(session: Session, person_id: int, team: Team, by: int | None, *, is_lead: bool = False) -> bool:
    """Makes the person a member, who has not agreed to anything yet. False where they are one already."""
    new = insert(session, Membership).values(person_id=person_id, team_id=team.id, is_lead=is_lead, joined_at=now())
    joined = session.scalar(new.on_conflict_do_nothing().returning(Membership.person_id)) is not None
    if joined:
        audit.note(session, person_id, Action.JOINED_TEAM, by, team=team.name)
    return joined


def leave(session: Session, person_id: int, team: Team, by: int | None) -> bool:
    """Ends the membership, and with it all that was agreed to. False where there is none."""
    ended = delete(Membership).where(_of(person_id, team.id)).returning(Membership.person_id)
    if session.scalar(ended) is None:
        return False
    audit.note(session, person_id, Action.LEFT_TEAM, by, team=team.name)
    return True


def set_lead(session: Session, person_id: int, team: Team, is_lead: bool, by: int | None) -> bool:
    """False where the person is no member, or is so already."""
    changed = update(Membership).where(_of(person_id, team.id), Membership.is_lead.is_not(is_lead))
    if session.scalar(changed.values(is_lead=is_lead).returning(Membership.person_id)) is None:
        return False
    audit.note(session, person_id, Action.LEAD_CHANGED, by, team=team.name, is_lead=is_lead)
    return True


def agree(session: Session, person_id: int, team: Team) -> bool:
    """Has the lead see this person from now on. False where the person is no member."""
    return _say(session, person_id, team, Action.AGREED, agreed_at=now(), wording_version=WORDING)


def withdraw(session: Session, person_id: int, team: Team) -> bool:
    """Has the lead see nothing of this person from the next look on. False where the person is no member."""
    return _say(session, person_id, team, Action.WITHDREW, agreed_at=None, wording_version=None)


def ask_anew(session: Session, team: Team, by: int) -> None:
    """Ends what was agreed to: more than that would be seen from now on."""
    agreeing = update(Membership).where(Membership.team_id == team.id, Membership.agreed_at.is_not(None))
    ended = agreeing.values(agreed_at=None, wording_version=None).returning(Membership.person_id)
    for person_id in session.scalars(ended).all():
        audit.note(session, person_id, Action.ASKED_ANEW, by, team=team.name)


def _say(session: Session, person_id: int, team: Team, action: Action, **said: dt.datetime | int | None) -> bool:
    saying = update(Membership).where(_of(person_id, team.id)).values(said).returning(Membership.person_id)
    if session.scalar(saying) is None:
        return False
    audit.note(session, person_id, action, person_id, team=team.name)
    return True


def _members(session: Session, which: ColumnElement[bool]) -> list[Member]:
    query = select(Membership, Person.name, Team).join(Person).join(Team).where(which)
    return [
        Member(
            each.person_id,
            name,
            team,
            each.is_lead,
            each.joined_at,
            each.agreed_at if each.wording_version == WORDING else None,
        )
        for each, name, team in session.execute(query)
    ]


def _of(person_id: int, team_id: str) -> ColumnElement[bool]:
    return (Membership.person_id == person_id) & (Membership.team_id == team_id)


def _agrees() -> ColumnElement[bool]:
    return Membership.agreed_at.is_not(None) & (Membership.wording_version == WORDING)
