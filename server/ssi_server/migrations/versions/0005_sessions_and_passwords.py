"""Sessions that are listed, and passwords"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("password_hash", sa.String(length=200), nullable=True))
    op.add_column("web_sessions", sa.Column("id", sa.String(length=16), nullable=True))
    op.add_column("web_sessions", sa.Column("name", sa.String(length=100), nullable=True))
    op.add_column("web_sessions", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    _complete()
    with op.batch_alter_table("web_sessions") as sessions:
        sessions.alter_column("id", nullable=False)
        sessions.alter_column("name", nullable=False)
        sessions.alter_column("last_used_at", nullable=False)
        sessions.create_unique_constraint(op.f("uq_web_sessions_id"), ["id"])


def _complete() -> None:
    """Sessions that last go on: used now for all that is known, from a browser without a name."""
    connection = op.get_bind()
    for (token_hash,) in connection.execute(sa.text("SELECT token_hash FROM web_sessions")).all():
        connection.execute(
            sa.text(
                "UPDATE web_sessions SET id = :id, name = '', last_used_at = CURRENT_TIMESTAMP"
                " WHERE token_hash = :token_hash"
            ),
            {"id": secrets.token_hex(5), "token_hash": token_hash},
        )
