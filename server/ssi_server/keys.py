"""The server's own secret, made on first start and readable by its owner alone."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from .config import Settings, Unusable
from .written_whole import sync_folder

FACT = "key"
"""The name of the fact that holds the fingerprint of the key that the history was begun with."""

_BYTES = 32
_FOR_FINGERPRINT = b"ssi-history: fingerprint"
_FOR_ACCOUNTS = b"ssi-history: marks of accounts"


def session_key(settings: Settings) -> bytes:
    """The key that signs the dashboard's cookies: 256 random bits, made where there is none.

    Raises Unusable where it cannot be kept, or what is kept is no key.
    """
    try:
        key = _kept(settings.key_file)
    except OSError as error:
        raise Unusable(f"The server's key cannot be kept in {settings.key_file}: {error.strerror}.") from error
    if len(key) != _BYTES:
        raise Unusable(f"{settings.key_file} holds no key of SSI History: it has {len(key)} bytes instead of {_BYTES}.")
    return key


def account_key(settings: Settings) -> bytes:
    """The key of the marks of LinkedIn accounts, derived from the server's own. Raises what `session_key` raises."""
    return hmac.new(session_key(settings), _FOR_ACCOUNTS, hashlib.sha256).digest()


def fingerprint(key: bytes) -> str:
    """By what a key is told apart without being told: 16 hexadecimal digits."""
    return hmac.new(key, _FOR_FINGERPRINT, hashlib.sha256).hexdigest()[:16]


def _kept(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        # Written whole under another name first, so that a second server never reads half a key.
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        finally:
            draft.unlink()
        for folder in (path.parent, path.parent.parent):  # The history will not open without this key.
            with suppress(PermissionError):  # A folder that may be entered but not read.
                sync_folder(folder)
    return path.read_bytes()
