"""The settings: read once from the environment, then one frozen object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

PREFIX = "SSI_HISTORY_"
NAMES = frozenset({"SSI_HISTORY_DATA_DIR", "SSI_HISTORY_DATABASE_URL", "SSI_HISTORY_KEY_FILE"})
"""What is read from the environment."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Unusable(Exception):
    """The data folder, the key or the database cannot be used; the message says why, and what to do."""


@dataclass(frozen=True)
class Settings:
    """Where the data lie and who may ask for them.

    `key_file` holds the server's own secret. Servers that share a database share the key as well.
    `hosts` are the names under which the server answers; a request for any other name is refused, so that no
    foreign name that is made to point at this machine can reach it.
    """

    data_dir: Path
    database_url: str
    key_file: Path
    hosts: frozenset[str] = LOOPBACK

    @classmethod
    def load(cls, data_dir: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
        """From the environment; `data_dir` goes before SSI_HISTORY_DATA_DIR, that before the platform's own folder."""
        if data_dir is None:
            named = environ.get("SSI_HISTORY_DATA_DIR")
            data_dir = Path(named) if named else user_data_path("ssi-history", appauthor=False)
        data_dir = data_dir.expanduser().absolute()
        key_file = environ.get("SSI_HISTORY_KEY_FILE")
        return cls(
            data_dir,
            environ.get("SSI_HISTORY_DATABASE_URL") or f"sqlite:///{data_dir / 'history.sqlite3'}",
            Path(key_file).expanduser().absolute() if key_file else data_dir / "session.key",
        )
