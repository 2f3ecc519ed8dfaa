"""The server's own secret, made on first start and readable by its owner alone."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from .config import Settings, Unusable

_BYTES = 32
_FOR_ACCOUNTS = b"ssi-history: marks of accounts"


def session_key(settings: Settings) -> bytes:
    """The key that signs the dashboard's cookies: 256 random bits in the data folder.

    Raises Unusable where it cannot be kept there.
    """
    path = settings.data_dir / "session.key"
    try:
        return _kept(path)
    except OSError as error:
        raise Unusable(f"The server's key cannot be kept in {path}: {error.strerror}.") from error


def account_key(settings: Settings) -> bytes:
    """The key of the marks of LinkedIn accounts, derived from the server's own. Raises what `session_key` raises."""
    return hmac.new(session_key(settings), _FOR_ACCOUNTS, hashlib.sha256).digest()


def _kept(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
