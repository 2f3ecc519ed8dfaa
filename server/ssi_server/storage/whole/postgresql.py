"""PostgreSQL as a whole: what its server says of itself, and who else is connected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text

from ...models import Base
from . import Ailment, InUse

BYTE_ORDER = "C"

_OLDEST = 15
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'ssi-history' AND pid <> pg_backend_pid()"
)
_NOT_VALID = text(
    "SELECT conrelid::regclass::text, conname FROM pg_constraint"
    " WHERE contype = 'f' AND NOT convalidated AND connamespace = current_schema()::regnamespace"
)
_DURABLE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}
"""Settings of the server, and the values with which a commit survives the loss of power."""


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """Every table locked, so that whoever connects meanwhile waits, and sees either the old or the new state."""
    engine.dispose()  # This process's own connections count as well.
    with engine.begin() as connection:
        others = connection.scalar(_OTHERS)
        if others:
            raise InUse(
                f"SSI History is running on this history ({others} connections): stop every server of it first."
                " Nothing was changed."
            )
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
        yield connection


def compact(engine: Engine) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))


def number_on(connection: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            highest = connection.scalar(select(func.max(column))) or 0
            connection.execute(select(func.setval(sequence, highest + 1, False)))


def described(connection: Connection) -> str:
    version = connection.scalar(text("SHOW server_version"))
    commit = connection.scalar(text("SHOW synchronous_commit"))
    standby = connection.scalar(text("SHOW synchronous_standby_names"))
    return f"PostgreSQL {version}, synchronous_commit {commit}, synchronous standby {standby or 'none'}"


def ailments(connection: Connection) -> Iterator[Ailment]:
    version = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if version < _OLDEST:
        yield Ailment(f"PostgreSQL {version} is older than {_OLDEST}", f"upgrade the server to {_OLDEST} or newer")
    for setting, durable in _DURABLE.items():
        value = connection.scalar(text(f"SHOW {setting}"))
        if value not in durable:
            yield Ailment(
                f"{setting} is {value}: an answered capture may be lost with the power", f"set {setting} to on"
            )
    if connection.scalar(text("SELECT pg_is_in_recovery()")):
        yield Ailment("this server is a standby and takes no writes", "add target_session_attrs=read-write to the URL")
    for table, name in connection.execute(_NOT_VALID):
        mend = f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}"
        yield Ailment(f"the references {name} of {table} are not checked", mend)


def files(engine: Engine) -> list[Path]:
    return []


def substitute(engine: Engine, error: BaseException) -> None:
    """Nothing: the server keeps its own files."""
