"""The zstd dictionary that pages are compressed with: what SSI pages have in common, learned from made-up ones.

Its number is the one that zstd makes of its content, so that all installations with the same dictionary agree on it.
Today's lies beside this module; the database holds each that one of its pages needs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from zstandard import DICT_TYPE_FULLDICT, ZstdCompressionDict, ZstdError

from ..models import Dictionary
from ..storage import insert

LEVEL = 9
"""Of zstd's 22: higher ones take several times as long, and save a few bytes of a page."""

_FILE = Path(__file__).with_name("page.zdict")

_HAS = select(Dictionary.__table__.c.id).where(Dictionary.__table__.c.id == bindparam("number"))


class NoDictionary(Exception):
    """A dictionary is not in the database, or is not what it was; the message says which."""


@cache
def todays() -> ZstdCompressionDict:
    """The dictionary of this program, prepared for LEVEL. Threads may share it."""
    dictionary = ZstdCompressionDict(_FILE.read_bytes(), DICT_TYPE_FULLDICT)
    dictionary.precompute_compress(level=LEVEL)
    return dictionary


def keep_todays(session: Session) -> int:
    """The number of today's dictionary, which is in the database from this transaction on."""
    number = todays().dict_id()
    if session.scalar(_HAS, {"number": number}) is None:
        row = {"id": number, "data": todays().as_bytes()}
        session.execute(insert(session, Dictionary).values(row).on_conflict_do_nothing())
    return number


def dictionary(session: Session, number: int) -> ZstdCompressionDict:
    """The dictionary of this number, whichever version of the program it came with. Raises NoDictionary."""
    if number == todays().dict_id():
        return todays()
    kept = session.get(Dictionary, number)
    if kept is None:
        raise NoDictionary(f"dictionary {number} is not in the database")
    try:
        found = ZstdCompressionDict(kept.data, DICT_TYPE_FULLDICT)
        found.precompute_compress(level=LEVEL)
    except (ZstdError, ValueError) as error:
        raise NoDictionary(f"dictionary {number} in the database is damaged") from error
    if found.dict_id() != number:
        raise NoDictionary(f"dictionary {number} in the database is another one")
    return found
