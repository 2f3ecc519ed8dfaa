"""The server's own secret, made on first start and readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from .config import Settings

_BYTES = 32


def session_key(settings: Settings) -> bytes:
    """The key that signs the dashboard's cookies: 256 random bits in the data folder."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.data_dir / "session.key"
    with suppress(FileExistsError):
        # Written whole under another name first, so that a second server never reads half a key.
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        try:
            os.link(draft, path)
        finally:
            draft.unlink()
    return path.read_bytes()
