"""What was done about a person, so that they can see it: who came in as them, who let them in, who looked at them.

An entry belongs to the person whom it concerns. What concerns the installation as a whole, its owner sees as well. No
secret and no figure is ever kept in one, nor anybody's name but that of whoever did it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..clock import now
from ..models import AuditEntry, Person, Team
from ..storage import Database, insert

log = logging.getLogger(__name__)


class Action(StrEnum):
    """What can be done; `about` holds what stands behind it."""

    SIGNED_IN = "signed_in"  # way, browser
    PERSON_ADDED = "person_added"
    INVITED = "invited"  # team
    INVITATION_WITHDRAWN = "invitation_withdrawn"  # team
    JOINED = "joined"
    JOINED_TEAM = "joined_team"  # team
    LEFT_TEAM = "left_team"  # team
    ROLE_CHANGED = "role_changed"  # role
    LEAD_CHANGED = "lead_changed"  # team, is_lead
    AGREED = "agreed"  # team
    WITHDREW = "withdrew"  # team
    ASKED_ANEW = "asked_anew"  # team
    FIGURES_VIEWED = "figures_viewed"  # team
    TEAM_ADDED = "team_added"  # team
    TEAM_CHANGED = "team_changed"  # team
    TEAM_REMOVED = "team_removed"  # team
    EXPORTED = "exported"  # form
    CAPTURE_DELETED = "capture_deleted"
    LEFT = "left"
    FORGOTTEN = "forgotten"
    ACCOUNT_LINKED = "account_linked"


OWN_AFFAIRS = frozenset(
    (Action.AGREED, Action.WITHDREW, Action.ASKED_ANEW, Action.FIGURES_VIEWED, Action.CAPTURE_DELETED)
)
"""What nobody but the person learns from these entries."""
OF_THE_INSTALLATION = frozenset(Action) - OWN_AFFAIRS

PER_PAGE = 100


@dataclass(frozen=True)
class Entry:
    """An entry as it is read. `by` is None where a command did it, empty where whoever did it was forgotten."""

    at: dt.datetime
    action: Action
    whom: str
    by: str | None
    about: dict[str, Any]


COMMAND = "ssi-history"
"""Who did what a command did."""


def note(session: Session, person_id: int, action: Action, by: int | None, **about: Any) -> None:
    """Keeps that this was done about the person; `by` is who did it, None for a command."""
    entry = _entry(person_id, uuid4(), action, by, _name(session, by), about)
    session.execute(insert(session, AuditEntry).values(entry))


def note_if_it_can_be(database: Database, person_id: int, action: Action, by: int | None, **about: Any) -> None:
    """The same, for what must be possible where nothing can be written any more, such as to take one's history out."""
    try:
        with database.write() as session:
            note(session, person_id, action, by, **about)
    except DBAPIError as error:
        log.warning("%s was not noted: %s", action, error.orig)


def note_views(session: Session, viewer_id: int, team: Team, person_ids: Iterable[int]) -> None:
    """Keeps that the viewer saw these persons' figures on the team's board: once a day for each of them.

    Nobody's look at themselves is kept, nor one at somebody who was forgotten meanwhile.
    """
    present = select(Person.id).where(Person.id.in_(person_ids), Person.id != viewer_id)
    seen = uuid5(NAMESPACE_OID, f"{viewer_id} {team.id} {now().date()}")
    name = _name(session, viewer_id)
    entries = [
        _entry(person_id, seen, Action.FIGURES_VIEWED, viewer_id, name, {"team": team.name})
        for person_id in session.scalars(present.with_for_update(read=True, key_share=True))
    ]
    if entries:
        session.execute(insert(session, AuditEntry).values(entries).on_conflict_do_nothing())


def of_person(session: Session, person_id: int, page: int = 1) -> tuple[list[Entry], bool]:
    """What concerns the person, the newest first, and whether there are older entries than on this page."""
    return _page(session, AuditEntry.person_id == person_id, page)


def of_installation(session: Session, page: int = 1) -> tuple[list[Entry], bool]:
    """The same of everybody, without what is a person's own affair."""
    return _page(session, AuditEntry.action.in_(sorted(OF_THE_INSTALLATION)), page)


def forget_actor(session: Session, person_id: int) -> None:
    """Takes the person's name out of what they did about others."""
    done = update(AuditEntry).where(AuditEntry.actor_id == person_id)
    session.execute(done.values(actor_id=None, actor_name=""))


def _page(session: Session, which: ColumnElement[bool], page: int) -> tuple[list[Entry], bool]:
    query = select(AuditEntry, Person.name).join(Person, Person.id == AuditEntry.person_id).where(which)
    newest = query.order_by(AuditEntry.at.desc(), AuditEntry.person_id, AuditEntry.id)
    found = session.execute(newest.offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)).all()
    entries = [
        Entry(
            entry.at, Action(entry.action), name, None if entry.actor_name == COMMAND else entry.actor_name, entry.about
        )
        for entry, name in found[:PER_PAGE]
    ]
    return entries, len(found) > PER_PAGE


def _name(session: Session, by: int | None) -> str:
    return COMMAND if by is None else session.get_one(Person, by).name


def _entry(
    person_id: int, entry_id: UUID, action: Action, by: int | None, name: str, about: dict[str, Any]
) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "id": entry_id,
        "at": now(),
        "actor_id": by,
        "actor_name": name,
        "action": action.value,
        "about": about,
    }
