"""What the installation knows of itself, by name; the database holds it, so that all its servers know the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .clock import now
from .models import Fact
from .storage import insert


def fact(session: Session, name: str) -> Any:
    """What is known under this name, as JSON has it; None where nothing is."""
    return session.scalar(select(Fact.value).where(Fact.name == name))


def note(session: Session, name: str, value: Any) -> None:
    """Puts it in the place of what was known under this name."""
    new = {"value": value, "noted_at": now()}
    noted = insert(session, Fact).values(name=name, **new)
    session.execute(noted.on_conflict_do_update(index_elements=[Fact.name], set_=new))


def forget(session: Session, name: str) -> None:
    session.execute(delete(Fact).where(Fact.name == name))
