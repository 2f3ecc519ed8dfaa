"""Roles, teams and who belongs to them, invitations, sign-in elsewhere, and what was done about persons"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # In the words of both engines: Alembic would copy the table on SQLite, under all the rows that refer to it.
    op.execute(
        "ALTER TABLE people ADD COLUMN role VARCHAR(10) DEFAULT 'member' NOT NULL"
        " CONSTRAINT ck_people_role CHECK (role IN ('owner', 'member'))"
    )
    op.add_column("people", sa.Column("left_at", _INSTANT, nullable=True))
    op.execute("UPDATE people SET role = 'owner' WHERE id = (SELECT min(id) FROM people)")
    _sign_in_elsewhere()
    _teams()
    _audit()


def _sign_in_elsewhere() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
        _of_person("identities"),
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("ranking", sa.Boolean(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
    )
    op.create_table(
        "memberships",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=16), nullable=False),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("joined_at", _INSTANT, nullable=False),
        sa.Column("agreed_at", _INSTANT, nullable=True),
        sa.Column("wording_version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "team_id", name=op.f("pk_memberships")),
        _of_person("memberships"),
        _of_team("memberships"),
    )
    op.create_index(op.f("ix_memberships_team_id"), "memberships", ["team_id"])
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("team_id", sa.String(length=16), nullable=True),
        sa.Column("is_lead", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("used_at", _INSTANT, nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
        sa.UniqueConstraint("id", name=op.f("uq_invitations_id")),
        _of_person("invitations"),
        _of_person("invitations", "invited_by"),
        _of_team("invitations"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("pk_audit")),
        _of_person("audit"),
        _of_person("audit", "actor_id", ondelete="SET NULL"),
    )
    op.create_index("ix_audit_person_at", "audit", ["person_id", "at"])
    op.create_index("ix_audit_at", "audit", ["at"])


def _of_person(table: str, column: str = "person_id", ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["people.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _of_team(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f(f"fk_{table}_team_id"), ondelete="CASCADE")
