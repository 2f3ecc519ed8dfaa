"""What people have on disk, and the page in it: its HTML, where it was open, and when it was saved.

Known are HTML as any browser saves it (complete, or HTML only), a page of the SingleFile extension, MHTML as Chrome
and the old Internet Explorer write it, and each of them in gzip. A file that ends early gives what is there.
"""

from __future__ import annotations

import gzip
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from io import BytesIO

from .encoding import decoded
from .errors import NotSsiPage, TooComplex

MAX_INFLATED = 64 * 1024 * 1024
"""Bytes that come out of a compressed file; no page is larger."""

_GZIP = b"\x1f\x8b"
_CHUNK = 64 * 1024
_LONGEST_HEAD = 16 * 1024
_MOST_PARTS = 2_000  # The page is among the first; pictures and styles follow.
_HEAD_OF_MHTML = re.compile(
    rb"\s*(?:[A-Za-z][\w-]{0,60}:[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,60}?)?(?:MIME-Version|Content-Type)\s*:",
    re.IGNORECASE,
)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")

_FAR_ENOUGH = 16 * 1024  # The comments of browsers and of SingleFile stand before the page's own head.
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)\s{0,9}(\S{1,2000})\s{0,9}-->")
_SINGLE_FILE = re.compile(r"<!--[^>]{0,200}?SingleFile\s+url:\s*(\S{1,2000})\s+(?:saved date:([^\n]{1,100}))?")
_SCRIPT_DATE = re.compile(r"\w{3} (\w{3}) (\d\d) (\d{4}) ([\d:]{8}) GMT([+-]\d{4})")


@dataclass(frozen=True)
class SavedPage:
    """A page out of a file.

    `url` is the address at which it was open, `saved_at` is aware; both are None where the file does not tell.
    """

    html: str
    url: str | None = None
    saved_at: datetime | None = None


def saved_page(data: bytes) -> SavedPage:
    """The page in a file.

    Raises TooComplex where more than MAX_INFLATED bytes come out of it, NotSsiPage where an archive holds no page.
    """
    if data.startswith(_GZIP):
        data = _inflated(data)
    return _from_mhtml(data) if _HEAD_OF_MHTML.match(data[:_LONGEST_HEAD]) else _from_html(decoded(data))


def _inflated(data: bytes) -> bytes:
    inflated = bytearray()
    with gzip.GzipFile(fileobj=BytesIO(data)) as stream, suppress(EOFError, zlib.error, gzip.BadGzipFile):
        while chunk := stream.read1(_CHUNK):
            inflated += chunk
            if len(inflated) > MAX_INFLATED:
                raise TooComplex(f"The file holds more than {MAX_INFLATED // 1024**2} MB.")
    return bytes(inflated)


def _from_html(html: str) -> SavedPage:
    start = html[:_FAR_ENOUGH]
    if by_browser := _SAVED_FROM.search(start):
        return SavedPage(html, _web_address(by_browser[1]))
    if by_extension := _SINGLE_FILE.search(start):
        return SavedPage(html, _web_address(by_extension[1]), _script_date(by_extension[2] or ""))
    return SavedPage(html)


def _from_mhtml(data: bytes) -> SavedPage:
    """The archive's root: the part that its head names, else its first page. Frames are pages too, and come later."""
    head, parts = _opened(data)
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise NotSsiPage("The file is a web archive without a page in it.")
    address = head["Snapshot-Content-Location"] or head["Content-Location"]
    named = _named("Content-ID", head.get_param("start"), pages) or _named("Content-Location", address, pages)
    page = named or pages[0]
    content = page.get_payload(decode=True)
    html = decoded(content if isinstance(content, bytes) else b"", page.get_content_charset())
    return SavedPage(html, _web_address(page["Content-Location"] or address), _mail_date(head["Date"]))


def _opened(data: bytes) -> tuple[Message, list[Message]]:
    """The archive's head and its parts, undone by one split: the mail parser would follow any depth of nesting."""
    head = _part(data)
    boundary = head.get_boundary()
    if boundary is None:
        return head, [head]
    _, *parts = re.split(rb"\r?\n--" + re.escape(boundary.encode("ascii", "replace")), data, maxsplit=_MOST_PARTS)
    return head, [_part(part.lstrip(b" \t\r\n")) for part in parts]


def _part(data: bytes) -> Message:
    head, *body = _END_OF_HEAD.split(data, 1)
    part = message_from_bytes(head[:_LONGEST_HEAD])
    part.set_payload(b"".join(body).decode("ascii", "surrogateescape"))
    return part


def _named(by: str, name: object, pages: list[Message]) -> Message | None:
    return next((page for page in pages if name and _joined(page[by]) == _joined(name)), None)


def _web_address(text: object) -> str | None:
    """The address, if it is one of the web: a copy that was opened from a disk says nothing about its origin."""
    address = _joined(text)
    return address if address.lower().startswith(("http://", "https://")) else None


def _joined(text: object) -> str:
    """An address out of a head, where it may run over several lines."""
    return "".join(str(text or "").split())


def _script_date(text: str) -> datetime | None:
    """The instant of a date such as "Thu Mar 05 2026 09:30:00 GMT+0100 (Central European Standard Time)"."""
    found = _SCRIPT_DATE.search(text)
    if found is None:
        return None
    month, day, year, time, zone = found.groups()
    return _mail_date(f"{day} {month} {year} {time} {zone}")


def _mail_date(text: str | None) -> datetime | None:
    """The instant of a date such as "Thu, 5 Mar 2026 08:30:00 GMT"; the zone -0000 is UTC too (RFC 5322, 3.3)."""
    try:
        instant = parsedate_to_datetime(str(text))
    except ValueError:
        return None
    if instant.tzinfo is None and str(text).rstrip().endswith("-0000"):
        return instant.replace(tzinfo=UTC)
    return instant if instant.tzinfo else None
