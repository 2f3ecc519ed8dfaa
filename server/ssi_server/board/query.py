"""The queries behind a team's board: as many for five members as for fifty.

Each names the team, by the condition that its members have agreed to be seen.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Label, String, Subquery, column, literal, select, union_all, values
from sqlalchemy.orm import Session

from ..captures import store
from ..captures.store import Entry
from ..history import Rows, last_of_each
from ..history.query import captures_of
from ..models import Capture
from ..models.base import UtcDateTime
from ..people import memberships

Found = dict[int, dict[str, Entry]]
"""By person, then by what the capture is to them."""

_CONSISTENT = Capture.verdict == "consistent"
_NEWEST_FIRST = (Capture.captured_at.desc(), Capture.id.desc())
_PICKED: dict[str, tuple[ColumnElement[bool], tuple[Any, ...]]] = {
    "last": (Capture.outcome == "read", _NEWEST_FIRST),
    "latest": (_CONSISTENT, _NEWEST_FIRST),
    "first": (_CONSISTENT, (Capture.captured_at, Capture.id)),
}


def outermost(session: Session, team_id: str, kinds: Iterable[str] = tuple(_PICKED)) -> Found:
    """Of each member the `last` capture that was read, be it in doubt, the `latest` consistent one, and the `first`."""
    seen = memberships.agreed(team_id).cte("seen")
    each = [
        select(seen.c.person_id, _one(seen, which, order), literal(kind).label("span"))
        for kind, (which, order) in _PICKED.items()
        if kind in kinds
    ]
    return _found(session, union_all(*each).subquery("picked"))


def bases(session: Session, team_id: str, latest: Iterable[Entry], spans: Iterable[int]) -> Found:
    """By span in days the consistent capture that the change up to each of these is counted from.

    It is the last one that was made at least so many days before; there need not be one.
    """
    wanted = [
        (entry.capture.person_id, entry.capture.captured_at - dt.timedelta(days=days), str(days))
        for entry in latest
        for days in spans
    ]
    if not wanted:
        return {}
    columns = column("person_id", Integer), column("until", UtcDateTime), column("span", String)
    asked = values(*columns, name="asked").data(wanted).cte("asked")
    base = _one(asked, _CONSISTENT & (Capture.captured_at <= asked.c.until), _NEWEST_FIRST)
    each = select(asked.c.person_id, base, asked.c.span).where(asked.c.person_id.in_(memberships.agreed(team_id)))
    return _found(session, each.subquery("picked"))


def days_of_each(
    session: Session, team_id: str, people: Iterable[int], since: dt.date, until: dt.date
) -> dict[int, Rows]:
    """By person the last consistent capture of each date, from one date to another, both included.

    Of `people` only those are looked at who have agreed. That they are named as well has a database go to the captures
    of these, where it may otherwise go through those of everybody up to the last of them.
    """
    whose = Capture.__table__.c.person_id
    theirs = whose.in_(people) & whose.in_(memberships.agreed(team_id))
    found = captures_of(theirs, "consistent", since, until).add_columns(whose)
    captures: dict[int, list[Any]] = defaultdict(list)
    for row in session.connection().execute(found):  # A session would look for the columns of entities.
        captures[row[-1]].append(row[:-1])
    return {person_id: last_of_each(Rows(theirs), "day") for person_id, theirs in captures.items()}


def _one(of: CTE, which: ColumnElement[bool], order: tuple[Any, ...]) -> Label[Any]:
    """The id of the first such capture, in that order, of the person in a row of `of`."""
    theirs = select(Capture.id).where(Capture.person_id == of.c.person_id, Capture.deleted_at.is_(None), which)
    return theirs.order_by(*order).limit(1).correlate(of).scalar_subquery().label("id")


def _found(session: Session, picked: Subquery) -> Found:
    is_picked = (Capture.person_id == picked.c.person_id) & (Capture.id == picked.c.id)
    captures = select(picked.c.span, Capture).join_from(picked, Capture, is_picked)
    found: Found = defaultdict(dict)
    for row in session.execute(store.with_figures(captures)):
        entry = store.entry_in(row)
        found[entry.capture.person_id][row.span] = entry
    return found
