"""What the history asks for lies together, a person's rows next to each other, however many people there are"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_POINTS = "brand, people, insights, relationships"
_KEYS = {
    "readings": ("person_id, capture_id", f"total, score, {_POINTS}"),
    "group_readings": ("person_id, capture_id, kind", f"name, average, rank, rank_change, size, {_POINTS}"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _order_by_key("captures", *_KEYS)
    else:
        _answer_from_the_index()


def _answer_from_the_index() -> None:
    """PostgreSQL keeps rows as they came, but an index by person can hold all that is asked for."""
    for table, (key, figures) in _KEYS.items():
        op.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT pk_{table},"
            f" ADD CONSTRAINT pk_{table} PRIMARY KEY ({key}) INCLUDE ({figures})"
        )
    op.drop_index("ix_captures_person_time", "captures")
    op.create_index(
        "ix_captures_person_time",
        "captures",
        ["person_id", "captured_at"],
        postgresql_include=["id", "day", "verdict", "deleted_at"],
    )


def _order_by_key(*tables: str) -> None:
    """SQLite then keeps the rows in the order of their key instead of as they came.

    The first table is the one that the others refer to: they are made anew together, and it is dropped last.
    """
    tables_sql, indexes_sql = (_written(kind, tables) for kind in ("table", "index"))
    for table in tables:
        op.rename_table(table, f"{table}_as_they_came")
    for table, written in zip(tables, tables_sql, strict=True):
        op.execute(written.removesuffix(" WITHOUT ROWID") + " WITHOUT ROWID")
        op.execute(f"INSERT INTO {table} SELECT * FROM {table}_as_they_came")  # noqa: S608  # names of our own
    for table in reversed(tables):
        op.drop_table(f"{table}_as_they_came")
    for written in indexes_sql:
        op.execute(written)


def _written(kind: str, tables: tuple[str, ...]) -> list[str]:
    """How these tables, or their indexes, were made, table by table."""
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = :kind AND tbl_name = :table AND sql IS NOT NULL")
    found = (op.get_bind().scalars(query, {"kind": kind, "table": table}) for table in tables)
    return [sql for of_table in found for sql in of_table]
