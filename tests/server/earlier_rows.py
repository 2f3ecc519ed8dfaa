"""What stood in the tables of earlier schemas, as the programs of that time wrote it."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any
from uuid import UUID

import zstandard

from server_parts import capture_body, scored

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

TOKEN = "ssi_k3v9q0aa1z_an-earlier-secret"
LINK = "an-earlier-link"
SESSION = "an-earlier-session"
DEVICE_CODE = "an-earlier-device-code"
KEPT, DELETED = UUID("6b1d7a52-0e0c-4a3e-9f57-0c2a4be1d001"), UUID("6b1d7a52-0e0c-4a3e-9f57-0c2a4be1d002")
BODY = capture_body(id=str(KEPT), html=scored(20.998, 6.4, 10.25, 15))
"""The body that the kept capture came in."""

_PAGE = BODY["html"].replace("<html", "\n<html", 1) + "\n"
_SHA256 = hashlib.sha256(_PAGE.encode()).digest()
_DAY, _AT, _LATER = (
    dt.date(2026, 3, 5),
    dt.datetime(2026, 3, 5, 8, 30, tzinfo=dt.UTC),
    dt.datetime(2100, 1, 1, tzinfo=dt.UTC),
)
_CAPTURE = {
    "person_id": 1,
    "id": KEPT,
    "captured_at": _AT,
    "utc_offset": 60,
    "day": _DAY,
    "received_at": _AT,
    "device_id": "k3v9q0aa1z",
    "trigger": "click",
    "client": "extension/0.1.0 chromium",
    "body_sha256": bytes.fromhex("1366815f5025fdaf4f0d97e811bec2a4e974fe2299be6e2c85d3f0aaba2838eb"),
    "page_sha256": _SHA256,
    "outcome": "read",
    "code": None,
    "reader_version": 1,
    "verdict": "consistent",
    "doubts": [],
    "deleted_at": None,
}
_EMPTIED = {"id": DELETED, "body_sha256": bytes(32), "page_sha256": None, "verdict": None, "deleted_at": _AT}


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


FIRST: Tables = {
    "people": [{"id": 1, "name": "Me", "created_at": _AT}],
    "devices": [
        {
            "person_id": 1,
            "id": "k3v9q0aa1z",
            "name": "Script",
            "scope": "full",
            "token_hash": _hash(TOKEN),
            "created_at": _AT,
            "last_used_at": _LATER,
            "revoked_at": None,
        }
    ],
    "pages": [
        {
            "person_id": 1,
            "sha256": _SHA256,
            "html_zstd": zstandard.ZstdCompressor(level=9).compress(_PAGE.encode()),
        }
    ],
    "sign_in_links": [{"token_hash": _hash(LINK), "person_id": 1, "expires_at": _LATER, "used_at": None}],
    "web_sessions": [{"token_hash": _hash(SESSION), "person_id": 1, "created_at": _AT, "expires_at": _LATER}],
    "captures": [_CAPTURE, _CAPTURE | _EMPTIED],
    "readings": [
        {
            "person_id": 1,
            "capture_id": KEPT,
            "total": 53,
            "score": Decimal("52.648"),
            "brand": Decimal("20.998"),
            "people": Decimal("6.4"),
            "insights": Decimal("10.25"),
            "relationships": Decimal("15"),
            "language": "en",
        }
    ],
    "group_readings": [
        {
            "person_id": 1,
            "capture_id": KEPT,
            "kind": "industry",
            "name": "Banking",
            "average": 34,
            "rank": 9,
            "rank_change": 2,
            "size": None,
            "brand": Decimal("11.78"),
            "people": None,
            "insights": None,
            "relationships": None,
        }
    ],
}
SECOND: Tables = {
    "pairings": [
        {
            "device_code_hash": _hash(DEVICE_CODE),
            "user_code": "BCDFGHJK",
            "client_id": "ssi-history-extension",
            "scope": "capture",
            "device_name": "Chromium",
            "requested_at": _AT,
            "expires_at": _LATER,
            "interval": 2,
            "polled_at": None,
            "state": "allowed",
            "person_id": 1,
        }
    ],
    "limits": [{"key": "tries of ann", "count": 2, "ends_at": _LATER}],
    "accounts": [{"person_id": 1, "mark": bytes(range(32)), "learned_at": _AT}],
}
THIRD: Tables = {
    "notes": [
        {
            "person_id": 1,
            "id": UUID(int=1),
            "day": _DAY,
            "pillar": "insights",
            "text": "Wrote an article",
            "action": None,
            "created_at": _AT,
        }
    ],
    "goals": [{"person_id": 1, "figure": "total", "target": Decimal("60"), "by": dt.date(2026, 12, 31)}],
    "preferences": [{"person_id": 1, "name": "rhythm", "value": 7}],
}

FOURTH: Tables = {
    "dictionaries": [{"id": 77, "data": b"an earlier dictionary"}],
    "facts": [{"name": "how far", "value": {"done": 3}, "noted_at": _AT}],
}
FIFTH: Tables = {
    "people": [person | {"password_hash": None} for person in FIRST["people"]],
    "web_sessions": [
        session | {"id": "a1b2c3d4e5", "name": "", "last_used_at": _LATER} for session in FIRST["web_sessions"]
    ],
}

EARLIER: dict[str, Tables] = {
    "0001": FIRST,
    "0002": FIRST | SECOND,
    "0003": FIRST | SECOND | THIRD,
    "0004": FIRST | SECOND | THIRD | FOURTH,
    "0005": FIRST | SECOND | THIRD | FOURTH | FIFTH,
    "0006": FIRST | SECOND | THIRD | FOURTH | FIFTH,
}
"""By the migration that a history was left at: all of its tables."""
