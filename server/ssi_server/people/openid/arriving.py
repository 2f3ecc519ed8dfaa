"""Who comes from the company's sign-in: found by issuer and subject, or somebody new whom a group or a link lets in."""

from __future__ import annotations

import logging

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ...clock import now
from ...models import Identity, Person, Team
from ...openid_settings import OpenId
from ...storage import alone
from .. import audit, invitations, memberships, names, persons, teams
from ..audit import Action
from ..invitations import Arrival
from ..roles import LastOwner, set_role
from .claims import Claimed, may_come, role
from .errors import NotWelcome

log = logging.getLogger(__name__)

_NAMELESS = "Somebody"


class OfAnother(ValueError):
    """The account is linked to somebody else here."""


def arrive(session: Session, who: Claimed, settings: OpenId, invitation: str | None) -> Arrival:
    """Who it is here, with the role and the teams that their groups give them now.

    With an open invitation they come in by that, those who have left as somebody new. NotWelcome where nothing lets
    them in.
    """
    alone(session, "identities")
    known, joined = _person(session, who), _teams(session, who)
    is_here = known is not None and known.left_at is None
    arrival = _come_by_link(session, who, invitation, known if is_here else None) if invitation else None
    if arrival is None:
        person_id = known.id if known and is_here else _come_by_group(session, who, settings, joined, known)
        arrival = Arrival(person_id, None)
    if not is_here:
        _remember(session, who, arrival.person_id)
    _follow_groups(session, arrival.person_id, who, settings, joined)
    return arrival


def link(session: Session, who: Claimed, person_id: int) -> None:
    """Has the account be this person's from now on. OfAnother where it is somebody else's."""
    alone(session, "identities")
    known = _person(session, who)
    if known is None:
        _remember(session, who, person_id)
        audit.note(session, person_id, Action.ACCOUNT_LINKED, person_id)
    elif known.id != person_id:
        raise OfAnother


def _person(session: Session, who: Claimed) -> Person | None:
    same = (Identity.issuer == who.issuer) & (Identity.subject == who.subject)
    return session.scalar(select(Person).join(Identity, Identity.person_id == Person.id).where(same))


def _remember(session: Session, who: Claimed, person_id: int) -> None:
    session.execute(delete(Identity).where(Identity.issuer == who.issuer, Identity.subject == who.subject))
    session.add(Identity(issuer=who.issuer, subject=who.subject, person_id=person_id, linked_at=now()))


def _come_by_link(session: Session, who: Claimed, invitation: str, known: Person | None) -> Arrival | None:
    if known is not None:
        return invitations.accept_as(session, invitation, known.id)
    return invitations.accept_anew(session, invitation, _free_name(session, who))


def _come_by_group(session: Session, who: Claimed, settings: OpenId, joined: list[Team], known: Person | None) -> int:
    if known is not None:
        raise NotWelcome("they have left")
    if not joined and not may_come(who.groups, settings):
        raise NotWelcome("no group and no invitation lets them in")
    person_id = persons.add_named(session, _free_name(session, who)).id
    audit.note(session, person_id, Action.PERSON_ADDED, None, way="openid")
    return person_id


def _free_name(session: Session, who: Claimed) -> str:
    """What they are called, as far as nobody here is called that: then with a number."""
    alone(session, "names of persons")
    called = [text for text in map(str.strip, who.names) if names.is_name(text)] or [_NAMELESS]
    for text in called:
        if persons.person_named(session, text) is None:
            return text
    number = 2
    while persons.person_named(session, numbered := f"{called[0][: names.LONGEST - 8]} {number}") is not None:
        number += 1
    return numbered


def _teams(session: Session, who: Claimed) -> list[Team]:
    """Those that name one of their groups."""
    return [team for team in teams.all_teams(session) if team.group_name in who.groups] if who.groups else []


def _follow_groups(session: Session, person_id: int, who: Claimed, settings: OpenId, joined: list[Team]) -> None:
    """Nobody leaves a team by a group: whoever was invited to it is in none."""
    for team in joined:
        memberships.join(session, person_id, team, None)
    given = role(who.groups, settings)
    if given is not None:
        try:
            set_role(session, person_id, given, None)
        except LastOwner:
            log.warning("the only owner is not in the owners' group, and stays one")
