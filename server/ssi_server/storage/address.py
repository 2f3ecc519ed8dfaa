"""The address of a database, as its owner wrote it."""

from __future__ import annotations

import re

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ..config import Unusable

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
"""What may stand before `://`, and what it means here."""

_HOSTS = re.compile(r"(?P<before>[^/?]*://(?:[^/?]*@)?)(?P<hosts>[^/?@]+,[^/?@]*)(?P<path>/[^?]*)?(?:\?(?P<query>.*))?")
_EXAMPLES = (
    "sqlite:////home/me/history.sqlite3, postgresql+psycopg://name:password@host/database,"
    " or postgresql+psycopg://name:password@one:5432,two:5432/database?target_session_attrs=read-write"
)


def parsed(text: str) -> URL:
    """The address, understood; several hosts as libpq writes them among them. Unusable where it is none of ours.

    >>> parsed("postgres://ann@one,two:5433/ssi?target_session_attrs=read-write").render_as_string()
    'postgresql+psycopg://ann@/ssi?host=one&host=two%3A5433&target_session_attrs=read-write'
    """
    try:
        url = make_url(_with_hosts_apart(text))
    except (ArgumentError, ValueError) as error:  # The message of either might quote the password.
        raise Unusable(f"SSI_HISTORY_DATABASE_URL is no database's address. Examples: {_EXAMPLES}.") from error
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise Unusable(
            f"SSI_HISTORY_DATABASE_URL begins with {url.drivername}://, but the history is kept in SQLite or"
            f" PostgreSQL only. Examples: {_EXAMPLES}."
        )
    if driver == "sqlite" and url.database in (None, "", ":memory:"):
        raise Unusable(f"SSI_HISTORY_DATABASE_URL names no file to keep the history in. Examples: {_EXAMPLES}.")
    return url.set(drivername=driver)


def _with_hosts_apart(text: str) -> str:
    """Several hosts moved into the query, where SQLAlchemy looks for them."""
    several = _HOSTS.fullmatch(text)
    if several is None:
        return text
    query = [f"host={host}" for host in several["hosts"].split(",")]
    return f"{several['before']}{several['path'] or '/'}?{'&'.join(filter(None, [*query, several['query']]))}"
