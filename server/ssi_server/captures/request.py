"""What a client sends: checked field by field, then one frozen value."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, post_load, validate

from ..api import Text
from ..body import too_large
from ..clock import now

MAX_HTML = 16 * 1024 * 1024
"""Bytes of a page as UTF-8."""

TRIGGERS = ("click", "shortcut", "menu", "visit", "import", "manual")

_AHEAD = dt.timedelta(days=1)
_LINKEDIN_OPENED = dt.datetime(2003, 5, 5, tzinfo=dt.UTC)


@dataclass(frozen=True)
class CaptureRequest:
    """A page as it was captured. `captured_at` is aware, in the client's own offset; `url` is None for a saved page
    that does not tell where it was open.
    """

    id: UUID
    captured_at: dt.datetime
    url: str | None
    html: str
    trigger: str
    client: str

    @property
    def utc_offset(self) -> int:
        """The client's offset in minutes."""
        offset = self.captured_at.utcoffset() or dt.timedelta()
        return int(offset.total_seconds() // 60)

    def digest(self) -> bytes:
        """SHA-256 over everything that was sent: equal for a repetition, different for another body."""
        about = json.dumps([self.captured_at.isoformat(), self.url, self.trigger, self.client])
        return hashlib.sha256(about.encode() + self.html.encode("utf-8", "surrogatepass")).digest()

    def repeats(self, digest: bytes) -> bool:
        """Whether it is what was sent before, kept with this digest."""
        return digest == self.digest() or digest == self._earlier_digest()

    def _earlier_digest(self) -> bytes:
        """As captures were kept at first: with the whole page as JSON, which takes four times as long."""
        parts = [self.captured_at.isoformat(), self.url, self.html, self.trigger, self.client]
        return hashlib.sha256(json.dumps(parts).encode()).digest()


def require_reachable(captured_at: dt.datetime) -> None:
    """Raises a ValidationError for a moment at which no capture can have been made."""
    offset = captured_at.utcoffset() or dt.timedelta()
    if offset.total_seconds() % 60:
        raise ValidationError("The offset must be whole minutes.")
    if captured_at < _LINKEDIN_OPENED:
        raise ValidationError("Lies before LinkedIn itself: check the clock of the sending computer.")
    if captured_at > now() + _AHEAD:
        raise ValidationError("Lies more than a day in the future: check the clock of the sending computer.")


class CaptureRequestSchema(Schema):
    """A capture as it is sent."""

    id = fields.UUID(required=True, metadata={"description": "The client's own, for sending again without doubling"})
    captured_at = fields.AwareDateTime(
        required=True,
        format="iso",
        validate=require_reachable,
        metadata={"description": "ISO 8601 with an offset, from 2003 to at most a day in the future"},
    )
    url = Text(required=True, validate=validate.Length(min=1, max=2000))
    html = Text(required=True, metadata={"description": "At most 16 MB as UTF-8"})
    trigger = fields.String(required=True, validate=validate.OneOf(TRIGGERS))
    client = Text(required=True, validate=validate.Length(max=200), metadata={"example": "extension/1.0.0 chromium"})

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> CaptureRequest:
        if len(data["html"]) > MAX_HTML // 4 and len(data["html"].encode()) > MAX_HTML:
            raise too_large(MAX_HTML)
        return CaptureRequest(**data)
