"""Values that something somewhere has stumbled over."""

from __future__ import annotations

import json
import uuid
from random import Random
from typing import Any

TEXTS = (
    *("", " ", "\0", "a\0b", "\x7f", "\x85", "\x1c", "\ufeff", "\u2028", "\u202e", "\ud800", "x\udfffy", "\U0010ffff"),
    *(
        "𝕊𝕊𝕀",
        "İstanbul",
        "ß" * 300,
        "e\u0301",
        "١٢٣",
        "½",
        "x" * 5000,
        "\r\nX-Injected: yes",
        "a\nb",
        "%00",
        "%",
        "%ff",
    ),
    *("../../etc/passwd", "..\\..", "=1+1", "<script>alert(1)</script>", "{{7*7}}", "%(count)s", "{0}", "'; --", '"'),
    *(
        "0",
        "-1",
        "-0",
        "1e309",
        "1e-400",
        "NaN",
        "inf",
        "9" * 400,
        "2" * 20,
        str(2**63),
        "0x10",
        "1_000",
        "1.0005",
        "1,5",
    ),
    *("2026-03-05", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "2026-W10-4", "20260305", "-2026-03-05"),
    *("2026-03-05T09:30:00+14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "09:30", "24:00", "9:5"),
    *("..", "2026-03-05..2026-03-01", "0001-01-01..9999-12-31", "..2026-03-05", "all", "90d", "day", "week", "month"),
    *(
        "null",
        "true",
        "on",
        "[]",
        "en",
        "de",
        "xx",
        "total",
        "brand",
        "insights",
        "look",
        "take",
        "mine",
        "allow",
        "full",
    ),
    "00000000-0000-0000-0000-000000000000",
    "GJnn_H9E8AAAAAAAAAAAAAAAAAAAAAAH",
)
"""Also such as are right somewhere, so that what lies behind the first check is reached too."""

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 10**90, 1e308, -0.0, 0.0005, [], {}, [[]], {"": None}, [None] * 50),
    *({"a": {"b": [1, "\0"]}}, ["x"] * 3),
)


def text(random: Random) -> str:
    """One of those above, perhaps with a NUL behind it, or letters from all over Unicode, surrogates too."""
    match random.randrange(8):
        case 0 | 1:
            return "".join(
                chr(random.randrange(random.choice((128, 0x3000, 0x110000)))) for _ in range(random.randrange(40))
            )
        case 2:
            return random.choice(TEXTS) + random.choice(TEXTS)
        case 3:
            return f"{random.choice(TEXTS)[:9]}\0"
        case _:
            return random.choice(TEXTS)


def value(random: Random) -> Any:
    """What may stand in JSON."""
    return random.choice(VALUES) if random.randrange(2) else text(random)


def encoded(given: str) -> bytes:
    """As UTF-8, lone surrogates included, as which they are none."""
    return given.encode("utf-8", "surrogatepass")


def damaged(random: Random, data: bytes) -> bytes:
    """The same with some bytes changed, cut out or doubled."""
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(data) + 1)
        piece = random.choice((b"", random.randbytes(3), b"\0", b'"', b"<", b",", data[at : at + 200]))
        data = data[:at] + piece + data[at + random.randrange(20) :]
    return data


def altered(random: Random, document: Any) -> Any:
    """The same JSON value with one of its parts, however deep, made odd, dropped or doubled."""
    if not isinstance(document, dict | list) or not document or not random.randrange(6):
        return value(random)
    changed = json.loads(json.dumps(document))
    key = random.choice(list(changed)) if isinstance(changed, dict) else random.randrange(len(changed))
    match random.randrange(8):
        case 0:
            del changed[key]
        case 1 if isinstance(changed, list):
            changed.append(changed[key])
        case 2 if isinstance(changed, dict):
            changed[text(random)] = changed[key]
        case 3 if isinstance(changed, dict) and "id" in changed:
            changed["id"] = str(uuid.UUID(int=random.getrandbits(128)))
        case _:
            changed[key] = altered(random, changed[key])
    return changed
