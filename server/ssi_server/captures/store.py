"""Captures and readings as rows, and rows as captures and readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session, aliased

from ssi_parser import Doubt, Group, Pillars, Reading, Sighting
from ssi_parser.reading import PILLARS

from ..models import Base, Capture, GroupReading, OwnReading
from .cursor import cursor_to, place_of

_GROUPS = {kind: aliased(GroupReading, name=kind) for kind in ("industry", "network", "team")}
_NEW_CAPTURE, _NEW_READING, _NEW_GROUP = (
    insert(Base.metadata.tables[name]) for name in ("captures", "readings", "group_readings")
)


@dataclass(frozen=True)
class Entry:
    """A capture and what was read of it; `reading` is None for a page that no reader understood."""

    capture: Capture
    reading: Reading | None

    @property
    def captured_at(self) -> dt.datetime:
        """The time of the click, in the client's own offset."""
        return self.capture.captured_at.astimezone(dt.timezone(dt.timedelta(minutes=self.capture.utc_offset)))

    @property
    def consistent(self) -> bool:
        return self.reading is not None and self.capture.verdict == "consistent"

    def to_dict(self) -> dict[str, Any]:
        return {"capture": self.capture_dict(), "reading": self.reading and self.reading.to_dict()}

    def capture_dict(self) -> dict[str, Any]:
        capture = self.capture
        return {
            "id": str(capture.id),
            "captured_at": self.captured_at.isoformat(),
            "received_at": capture.received_at.isoformat().replace("+00:00", "Z"),
            "trigger": capture.trigger,
            "outcome": capture.outcome,
            "code": capture.code,
        }


def add_capture(session: Session, row: dict[str, Any]) -> Capture:
    """Keeps a capture with these columns; what is given back is no part of the session, and outlives it."""
    session.execute(_NEW_CAPTURE, row)
    return Capture(**row)


def add_reading(session: Session, capture: Capture, reading: Reading) -> None:
    """Keeps the figures of a capture."""
    add_readings(session, [(capture, reading)])


def add_readings(session: Session, read: Iterable[tuple[Capture, Reading]]) -> None:
    """Keeps the figures of several captures, in two statements however many they are."""
    session.flush()  # The captures come first.
    own, groups = [], []
    for capture, reading in read:
        key = {"person_id": capture.person_id, "capture_id": capture.id}
        figures = {"total": reading.total, "score": reading.score, "language": reading.language}
        own.append(key | figures | _points(reading.pillars))
        told = ((kind, getattr(reading, kind)) for kind in _GROUPS)
        groups += [key | {"kind": kind} | _group_columns(group) for kind, group in told if group is not None]
    session.execute(_NEW_READING, own)
    session.execute(_NEW_GROUP, groups)


def find(session: Session, person_id: int, capture_id: UUID) -> Entry | None:
    """One capture of this person's, deleted ones included."""
    row = session.execute(_BY_ID, {"person": person_id, "id": capture_id}).one_or_none()
    return entry_in(row) if row else None


def drop_reading(session: Session, capture: Capture) -> None:
    """Lets go of the figures of a capture."""
    own = (OwnReading.person_id == capture.person_id) & (OwnReading.capture_id == capture.id)
    session.execute(delete(OwnReading).where(own))
    groups = (GroupReading.person_id == capture.person_id) & (GroupReading.capture_id == capture.id)
    session.execute(delete(GroupReading).where(groups))


def newest(session: Session, person_id: int, limit: int, cursor: str | None = None) -> tuple[list[Entry], str | None]:
    """A person's captures, the newest first, and the cursor of what follows. ValueError for a foreign cursor."""
    place = tuple_(Capture.captured_at, Capture.id)
    query = select(Capture).where(Capture.person_id == person_id, Capture.deleted_at.is_(None))
    if cursor is not None:
        query = query.where(place < tuple_(*place_of(cursor)))
    query = query.order_by(Capture.captured_at.desc(), Capture.id.desc()).limit(limit + 1)
    found = [entry_in(row) for row in session.execute(with_figures(query))]
    last = found[limit - 1].capture if len(found) > limit else None
    return found[:limit], cursor_to(last.captured_at, last.id) if last else None


def count(session: Session, person_id: int) -> int:
    """How many captures of this person are kept."""
    mine = (Capture.person_id == person_id) & Capture.deleted_at.is_(None)
    return session.scalar(select(func.count()).select_from(Capture).where(mine)) or 0


def latest_read(session: Session, person_id: int) -> Entry | None:
    """The capture with the latest click of all that were read, consistent or in doubt."""
    query = select(Capture).where(
        Capture.person_id == person_id, Capture.outcome == "read", Capture.deleted_at.is_(None)
    )
    return _first(session, query.order_by(Capture.captured_at.desc(), Capture.id.desc()))


def consistent_before(session: Session, capture: Capture) -> Entry | None:
    """The consistent capture before this one, by the time of the click."""
    query = select(Capture).where(
        Capture.person_id == capture.person_id,
        Capture.verdict == "consistent",
        Capture.deleted_at.is_(None),
        tuple_(Capture.captured_at, Capture.id) < tuple_(capture.captured_at, capture.id),
    )
    return _first(session, query.order_by(Capture.captured_at.desc(), Capture.id.desc()))


def entries(session: Session, captures: Sequence[Capture]) -> list[Entry]:
    """Captures with their readings, in two queries however many they are."""
    if not captures:
        return []
    person_id, ids = captures[0].person_id, [capture.id for capture in captures]
    own = {
        row.capture_id: row
        for row in session.scalars(
            select(OwnReading).where(OwnReading.person_id == person_id, OwnReading.capture_id.in_(ids))
        )
    }
    groups: dict[UUID, dict[str, Group]] = {}
    for row in session.scalars(
        select(GroupReading).where(GroupReading.person_id == person_id, GroupReading.capture_id.in_(ids))
    ):
        groups.setdefault(row.capture_id, {})[row.kind] = _group(row)
    return [Entry(capture, _reading(capture, own.get(capture.id), groups.get(capture.id, {}))) for capture in captures]


def with_figures(captures: Select[Any]) -> Select[Any]:
    """The query, giving with each capture what was read of it, in the same row: `entry_in` makes an entry of one."""
    query = captures.add_columns(OwnReading, *_GROUPS.values()).outerjoin(OwnReading, _same_capture(OwnReading))
    for kind, group in _GROUPS.items():
        query = query.outerjoin(group, _same_capture(group) & (group.kind == kind))
    return query


def entry_in(row: Sequence[Any]) -> Entry:
    """The entry in a row of `with_figures`, or at the end of a longer one."""
    capture, own, *groups = row[-2 - len(_GROUPS) :]
    told = {group.kind: _group(group) for group in groups if group is not None}
    return Entry(capture, _reading(capture, own, told))


def _first(session: Session, captures: Select[Any]) -> Entry | None:
    row = session.execute(with_figures(captures.limit(1))).one_or_none()
    return entry_in(row) if row else None


def _same_capture(table: Any) -> ColumnElement[bool]:
    return and_(table.person_id == Capture.person_id, table.capture_id == Capture.id)


_BY_ID = with_figures(select(Capture).where(Capture.person_id == bindparam("person"), Capture.id == bindparam("id")))


def _group_columns(group: Group) -> dict[str, Any]:
    figures = {name: getattr(group, name) for name in ("name", "average", "rank", "rank_change", "size")}
    return figures | _points(group.pillars)


def _points(pillars: Pillars | None) -> dict[str, Any]:
    return {pillar: getattr(pillars, pillar, None) for pillar in PILLARS}


def _reading(capture: Capture, own: OwnReading | None, groups: dict[str, Group]) -> Reading | None:
    if own is None:
        return None
    return Reading(
        total=own.total,
        score=own.score,
        pillars=_pillars(own),
        industry=groups.get("industry", Group()),
        network=groups.get("network", Group()),
        team=groups.get("team"),
        language=own.language,
        doubts=tuple(map(_doubt, capture.doubts)),
        sightings=(),
        reader_version=capture.reader_version,
    )


def _group(row: GroupReading) -> Group:
    pillars = _pillars(row)
    return Group(
        name=row.name,
        average=row.average,
        rank=row.rank,
        rank_change=row.rank_change,
        size=row.size,
        pillars=pillars if any(points is not None for points in pillars) else None,
    )


def _pillars(row: OwnReading | GroupReading) -> Pillars:
    return Pillars(row.brand, row.people, row.insights, row.relationships)


def _doubt(kept: dict[str, Any]) -> Doubt:
    seen = tuple(
        Sighting(kept["figure"], one["value"], one["raw"], one["witness"], one["where"]) for one in kept["seen"]
    )
    return Doubt(kept["figure"], kept["problem"], kept["detail"], seen)
