"""Secrets that are handed out once and kept only as hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string

_ID_LETTERS = string.ascii_lowercase + string.digits


def new_secret() -> str:
    """256 random bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """Ten letters and digits: names a device or a session, opens nothing."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(10))


def device_token(device_id: str) -> str:
    """`ssi_<device id>_<secret>`: whoever holds it knows which device it belongs to."""
    return f"ssi_{device_id}_{new_secret()}"


def device_id_of(token: str) -> str | None:
    """The device that a token claims to belong to.

    >>> device_id_of("ssi_k3v9q0aa1z_S3cr_et"), device_id_of("hello")
    ('k3v9q0aa1z', None)
    """
    parts = token.split("_", 2)
    return parts[1] if len(parts) == 3 and parts[0] == "ssi" and parts[1].isalnum() else None


def hash_of(token: str) -> bytes:
    """SHA-256 of the token as UTF-8: enough for a secret that nobody can guess."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def matches(token: str, token_hash: bytes) -> bool:
    """Whether the hash is this token's, told in constant time."""
    return hmac.compare_digest(hash_of(token), token_hash)


def proof(token_hash: bytes, nonce: str) -> str:
    """HMAC-SHA256 of the nonce, in hex, under the token's hash: shows that one side knows the other's token."""
    return hmac.new(token_hash, nonce.encode(), hashlib.sha256).hexdigest()
