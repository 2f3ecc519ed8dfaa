"""Dictionaries of pages, facts about the installation, and the figures of a person side by side"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dictionaries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictionaries")),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    # In the words of both engines: Alembic would copy the table on SQLite, under the captures that refer to it.
    op.execute(
        "ALTER TABLE pages ADD COLUMN dictionary_id INTEGER"
        " CONSTRAINT fk_pages_dictionary_id REFERENCES dictionaries (id)"
    )
    op.drop_index("ix_captures_deleted_at", "captures")
    deleted = sa.text("deleted_at IS NOT NULL")
    op.create_index(
        "ix_captures_person_deleted",
        "captures",
        ["person_id", "deleted_at"],
        sqlite_where=deleted,
        postgresql_where=deleted,
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in ("readings", "group_readings"):
            _order_by_key(table)


def _order_by_key(table: str) -> None:
    """SQLite then keeps the rows in the order of their key, a person's next to each other, instead of as they came."""
    written = op.get_bind().scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = :table"), {"table": table})
    op.rename_table(table, f"{table}_as_they_came")
    op.execute(f"{written} WITHOUT ROWID")
    op.execute(f"INSERT INTO {table} SELECT * FROM {table}_as_they_came")  # noqa: S608  # names of our own
    op.drop_table(f"{table}_as_they_came")
