"""What a member chose for their pages: rhythm, references, language."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..models import Preference

LONGEST_RHYTHM = 365


@dataclass(frozen=True)
class OwnReference:
    """An average that the member found themselves, 0 to 100; `label` says where and of when."""

    label: str
    average: int


@dataclass(frozen=True)
class Preferences:
    """`rhythm` is days from one capture to the next, `language` a locale of ours or None for the browser's wish,
    `references` keys of the published averages that are switched on.
    """

    rhythm: int = 14
    language: str | None = None
    references: tuple[str, ...] = ()
    own_references: tuple[OwnReference, ...] = ()


_NAMES = frozenset(one.name for one in fields(Preferences))


def preferences_of(session: Session, person_id: int) -> Preferences:
    """What the person chose, and the defaults for the rest."""
    rows = session.scalars(select(Preference).where(Preference.person_id == person_id))
    chosen: dict[str, Any] = {row.name: row.value for row in rows if row.name in _NAMES}
    for name in ("references", "own_references"):
        chosen[name] = tuple(chosen.get(name, ()))
    chosen["own_references"] = tuple(OwnReference(**one) for one in chosen["own_references"])
    return Preferences(**chosen)


def choose(session: Session, person_id: int, **chosen: Any) -> None:
    """Keeps these preferences by their names, and leaves the others as they are."""
    preferences = asdict(Preferences(**chosen))
    for name in chosen:
        session.execute(delete(Preference).where(Preference.person_id == person_id, Preference.name == name))
        session.add(Preference(person_id=person_id, name=name, value=preferences[name]))
