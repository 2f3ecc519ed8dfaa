"""Scrubbed pages as they are kept: once by content, compressed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import zstandard
from sqlalchemy.orm import Session

from ..models import Page

_LEVEL = 9


@dataclass(frozen=True)
class PackedPage:
    """A page, compressed, and the SHA-256 of its UTF-8, by which it is found again."""

    sha256: bytes
    html_zstd: bytes

    @classmethod
    def of(cls, html: str) -> PackedPage:
        data = html.encode()
        return cls(hashlib.sha256(data).digest(), zstandard.ZstdCompressor(level=_LEVEL).compress(data))

    def keep(self, session: Session, person_id: int) -> bytes:
        """Stores the page unless it is there already; gives its SHA-256."""
        if session.get(Page, (person_id, self.sha256)) is None:
            session.add(Page(person_id=person_id, sha256=self.sha256, html_zstd=self.html_zstd))
            session.flush()
        return self.sha256


def kept_page(session: Session, person_id: int, sha256: bytes) -> str | None:
    """The page with this SHA-256, or None if it is not, or no longer, kept."""
    page = session.get(Page, (person_id, sha256))
    return zstandard.ZstdDecompressor().decompress(page.html_zstd).decode() if page else None
