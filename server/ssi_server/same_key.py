"""A history belongs to the key that it was begun with: cookies and the marks of accounts mean nothing under another."""

from __future__ import annotations

from sqlalchemy import select

from .clock import now
from .config import Settings, Unusable
from .keys import FACT, fingerprint, session_key
from .models import Fact
from .storage import Database, insert
from .upkeep.key_change import settle


def require_same_key(settings: Settings, database: Database) -> None:
    """Notes the key at the first start. Raises Unusable at a later one that finds another, or none."""
    noted = _noted(database)
    if noted is not None:
        settle(settings.key_file, noted)
        if not settings.key_file.exists():
            raise Unusable(f"There is no key in {settings.key_file}, {_advice(database, noted)}")
    own = fingerprint(session_key(settings))
    if noted is None:
        noted = note_key(database, own)
    if noted != own:
        raise Unusable(f"{settings.key_file} holds the key with the fingerprint {own}, {_advice(database, noted)}")


def note_key(database: Database, own: str) -> str:
    """Has the history belong to this key unless another server was faster; the fingerprint that is noted now."""
    with database.write() as session:
        fact = insert(session, Fact).values(name=FACT, value=own, noted_at=now())
        session.execute(fact.on_conflict_do_nothing())
    return _noted(database) or own


def _noted(database: Database) -> str | None:
    with database.read() as session:
        found: str | None = session.scalar(select(Fact.value).where(Fact.name == FACT))
        return found


def _advice(database: Database, noted: str) -> str:
    return (
        f"but the history in {database.place} was begun with the key {noted}. Put that key there: it is the file"
        " session.key of the first server, and in every backup; or let SSI_HISTORY_KEY_FILE name it. If it is lost for"
        " good, 'ssi-history new-key' begins with another: members sign in again, and say again whose account it is."
    )
