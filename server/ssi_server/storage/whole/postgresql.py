"""PostgreSQL as a whole: what its server says of itself, and who else is connected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import CheckConstraint, Connection, Engine, Table, func, select, text

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


def erase(engine: Engine, *, rewrite: bool) -> None:
    """Dead rows taken out of tables and indexes; with `rewrite` each table put into new files, without the gaps in
    which their bytes stay. Statistics are made anew, since they quote values.
    """
    how = "FULL" if rewrite else "INDEX_CLEANUP ON"
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in Base.metadata.sorted_tables:
            if rewrite and connection.scalar(select(func.count()).select_from(table)) == 0:
                _drop_statistics(connection, table)
            connection.execute(text(f"VACUUM ({how}, ANALYZE) {table.name}"))
        if rewrite:
            connection.execute(text("VACUUM (FULL) pg_catalog.pg_statistic"))


def remains(engine: Engine, *, rewrite: bool) -> Iterator[str]:
    with engine.connect() as connection:
        asked = {name: connection.scalar(text(f"SHOW {name}")) for name in ("archive_mode", "log_statement")}
        standbys = connection.scalar(text("SELECT count(*) FROM pg_stat_replication"))
    if not rewrite:
        yield "the gaps in the tables' files, until new rows fill them: without --no-rewrite the files are written anew"
    yield "rows that a longer transaction of another program could still see (pg_dump), until the next VACUUM after it"
    yield "pg_wal, the server's write-ahead log, until its segments are used again (SELECT pg_switch_wal(); CHECKPOINT)"
    archived = (
        "off here now" if asked["archive_mode"] == "off" else "on: expire the segments and base backups from before"
    )
    yield f"archived WAL and base backups (archive_mode is {archived}), and dumps"
    yield f"standbys: each follows as it replays ({standbys} connected now; a delayed or detached one later, or never)"
    yield f"the server's log, where it quotes statements or values (log_statement is {asked['log_statement']})"


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


def leftovers(engine: Engine) -> list[Path]:
    return []


def substitute(engine: Engine, error: BaseException) -> None:
    """Nothing: the server keeps its own files."""


def _drop_statistics(connection: Connection, table: Table) -> None:
    """ANALYZE passes over an empty table, and leaves samples of what was in it; a column that gets its type anew has
    none. Left as they are: columns with a condition, which PostgreSQL would write anew; their few words tell nothing.
    """
    conditions = [str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)]
    columns = [column for column in table.columns if not any(column.name in words for words in conditions)]
    quoted = connection.dialect.identifier_preparer.quote
    types = (f"ALTER COLUMN {quoted(each.name)} TYPE {each.type.compile(connection.dialect)}" for each in columns)
    connection.execute(text(f"ALTER TABLE {table.name} {', '.join(types)}"))
