"""What a client sends: checked field by field, then one frozen value."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates

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
    """A page as it was captured. `captured_at` is aware, in the client's own offset."""

    id: UUID
    captured_at: dt.datetime
    url: str
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
        parts = [self.captured_at.isoformat(), self.url, self.html, self.trigger, self.client]
        return hashlib.sha256(json.dumps(parts).encode()).digest()


class CaptureRequestSchema(Schema):
    """A capture as it is sent."""

    id = fields.UUID(required=True, metadata={"description": "The client's own, for sending again without doubling"})
    captured_at = fields.AwareDateTime(
        required=True,
        format="iso",
        metadata={"description": "ISO 8601 with an offset, from 2003 to at most a day in the future"},
    )
    url = Text(required=True, validate=validate.Length(min=1, max=2000))
    html = Text(required=True, metadata={"description": "At most 16 MB as UTF-8"})
    trigger = fields.String(required=True, validate=validate.OneOf(TRIGGERS))
    client = Text(required=True, validate=validate.Length(max=200), metadata={"example": "extension/1.0.0 chromium"})

    @validates("captured_at")
    def _in_reach(self, captured_at: dt.datetime, **_: Any) -> None:
        offset = captured_at.utcoffset() or dt.timedelta()
        if offset.total_seconds() % 60:
            raise ValidationError("The offset must be whole minutes.")
        if captured_at < _LINKEDIN_OPENED:
            raise ValidationError("Lies before LinkedIn itself: check the clock of the sending computer.")
        if captured_at > now() + _AHEAD:
            raise ValidationError("Lies more than a day in the future: check the clock of the sending computer.")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> CaptureRequest:
        if len(data["html"]) > MAX_HTML // 4 and len(data["html"].encode()) > MAX_HTML:
            raise too_large(MAX_HTML)
        return CaptureRequest(**data)
