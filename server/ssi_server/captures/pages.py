"""Scrubbed pages as they are kept: once by content, compressed with a dictionary."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session
from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from ..models import Page
from ..storage import insert
from .dictionary import LEVEL, NoDictionary, dictionary, keep_todays, todays


class Unopenable(Exception):
    """A page is kept, but cannot be opened; the message says which one, and why."""

    def __init__(self, sha256: bytes, reason: str) -> None:
        super().__init__(f"The stored page {sha256.hex()[:16]} cannot be opened: {reason}.")


@dataclass(frozen=True)
class PackedPage:
    """A page, compressed with today's dictionary, and the SHA-256 of its UTF-8, by which it is found again."""

    sha256: bytes
    html_zstd: bytes

    @classmethod
    def of(cls, html: str) -> PackedPage:
        data = html.encode()
        compressor = ZstdCompressor(level=LEVEL, dict_data=todays())  # Not to be shared by threads, and soon made.
        return cls(hashlib.sha256(data).digest(), compressor.compress(data))

    def keep(self, session: Session, person_id: int) -> bytes:
        """Stores the page, and the dictionary, unless they are there already; gives the page's SHA-256."""
        number = keep_todays(session)
        row = {"person_id": person_id, "sha256": self.sha256, "html_zstd": self.html_zstd, "dictionary_id": number}
        session.execute(insert(session, Page).on_conflict_do_nothing(), row)
        return self.sha256


def kept_page(session: Session, person_id: int, sha256: bytes) -> str | None:
    """The page with this SHA-256, or None if it is not, or no longer, kept. Raises Unopenable."""
    page = session.get(Page, (person_id, sha256))
    return opened(session, page) if page else None


def opened(session: Session, page: Page) -> str:
    """The HTML of a page as it is kept, byte for byte as it was stored. Raises Unopenable."""
    number = page.dictionary_id
    try:
        known = dictionary(session, number) if number is not None else None
        data = ZstdDecompressor(dict_data=known).decompress(page.html_zstd)
    except NoDictionary as error:
        raise Unopenable(page.sha256, f"its {error}") from error
    except (ZstdError, MemoryError) as error:
        raise Unopenable(page.sha256, f"{_damaged(number)} ({error})") from error
    if hashlib.sha256(data).digest() != page.sha256:
        raise Unopenable(page.sha256, f"{_damaged(number)} (another checksum)")
    return data.decode()


def _damaged(number: int | None) -> str:
    return "it is damaged" if number is None else f"it or its dictionary {number} is damaged"
