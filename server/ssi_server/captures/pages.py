"""Scrubbed pages as they are kept: once by content, compressed."""

from __future__ import annotations

import hashlib

import zstandard
from sqlalchemy.orm import Session

from ..models import Page

_LEVEL = 9


def keep_page(session: Session, person_id: int, html: str) -> bytes:
    """Stores the page unless it is there already; gives the SHA-256 of its UTF-8, by which it is found again."""
    data = html.encode()
    sha256 = hashlib.sha256(data).digest()
    if session.get(Page, (person_id, sha256)) is None:
        compressed = zstandard.ZstdCompressor(level=_LEVEL).compress(data)
        session.add(Page(person_id=person_id, sha256=sha256, html_zstd=compressed))
        session.flush()
    return sha256


def kept_page(session: Session, person_id: int, sha256: bytes) -> str | None:
    """The page with this SHA-256, or None if it is not, or no longer, kept."""
    page = session.get(Page, (person_id, sha256))
    return zstandard.ZstdDecompressor().decompress(page.html_zstd).decode() if page else None
