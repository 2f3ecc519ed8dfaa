"""From an earlier schema to today's. There is no way back but a backup."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ..config import Unusable

MIGRATIONS = Path(__file__).parents[1] / "migrations"


def upgrade(connection: Connection, place: str, revision: str = "head") -> None:
    """Brings the database behind the connection to this migration. Unusable where a newer program has written it."""
    config = _config()
    config.attributes["connection"] = connection
    if not known().issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise Unusable(f"The history in {place} was written by a newer version of SSI History: update this one.")
    command.upgrade(config, revision)


def known() -> set[str]:
    """The migrations that this program knows."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
