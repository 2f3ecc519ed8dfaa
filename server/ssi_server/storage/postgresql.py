"""PostgreSQL through psycopg 3: one server or several, of which one takes writes.

What is written is as lasting as the server's own `synchronous_commit` makes it, which is on unless somebody changed it.
"""

from __future__ import annotations

import hashlib
import math
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import InvalidatePoolError

__all__ = ["ADVICE", "GLANCING", "READING", "WRITING", "insert", "lock", "opened", "place", "require_room"]

READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
GLANCING = {"isolation_level": "AUTOCOMMIT"}
WRITING: dict[str, Any] = {}
ADVICE = "start the server that SSI_HISTORY_DATABASE_URL names, or correct the address"
PATIENCE = 10_000
"""Milliseconds that a transaction waits for others to end."""

REST = 0.01
"""Seconds without use after which a connection may have died unnoticed. Within a request, which asks for one several
times, it has not; to make sure each time would take as long as most of what is asked then.
"""

_CONNECTING: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "ssi-history",
    # A server that vanished without a word is given up after half a minute, not after the system's two hours.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
    "options": f"-c lock_timeout={PATIENCE}",
}
"""What libpq is told unless the address says otherwise."""

_CONNECTIONS = 8
"""Kept open by each process: one for each thread that answers."""

_GONE = frozenset(("0A000", "25006", "57P01", "57P02", "57P03"))
"""SQLSTATEs of a server that takes no writes (a standby, twice: at the transaction's begin, and later), shuts down,
crashed, or is not yet up.
"""


def opened(url: URL) -> Engine:
    engine = create_engine(
        url,
        connect_args={name: value for name, value in _CONNECTING.items() if name not in url.query},
        pool_size=_CONNECTIONS,
        hide_parameters=True,  # In no log: they are what members have sent.
    )

    def require_alive(connection: Any, record: Any, _fairy: Any) -> None:
        """Asks a connection that has rested whether its server is there. Another is opened where it is not."""
        if time.monotonic() - record.info.get("rests_since", math.inf) > REST:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise InvalidatePoolError from error

    event.listen(engine, "checkout", require_alive)
    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "handle_error", _let_go)
    return engine


def place(url: URL) -> str:
    return url.difference_update_query(("password", "sslpassword")).render_as_string(hide_password=True)


def lock(connection: Connection, what: str) -> None:
    connection.execute(select(func.pg_advisory_xact_lock(_number(what))))


def require_room(url: URL) -> None:
    """Nothing: the disk is the server's own to watch."""


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["rests_since"] = time.monotonic()


def _let_go(context: ExceptionContext) -> None:
    """Has all open connections closed when one finds that its server is no longer the one to write to."""
    if getattr(context.original_exception, "sqlstate", None) in _GONE:
        context.is_disconnect = True


def _number(name: str) -> int:
    """The name as one of PostgreSQL's advisory locks: 64 bits, signed."""
    digest = hashlib.sha256(f"ssi-history: {name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
