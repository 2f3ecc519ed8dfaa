"""The page that is measured: the fixture's content among so much furniture, and requests that each bring a new one."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

FIXTURE = Path(__file__).parents[2] / "fixtures" / "english-tables" / "page.html"
_FIRST = dt.datetime(2010, 1, 1, 9, tzinfo=dt.UTC)
_BRAND, _PEOPLE = "20.998", "6.4"
_POINTS = 27_398
"""Thousandths of the two together: as long as these stay the same, the page agrees with itself."""
_VARIES = re.compile(rf"(?<![\d.])({re.escape(_BRAND)}|{re.escape(_PEOPLE)}|@id|@at)(?![\d.])")


def page_of(megabytes: float) -> str:
    """The fixture's page with so much furniture around it: half menus, half data for scripts."""
    html = FIXTURE.read_text("utf-8")
    half = int(max(megabytes * 1e6 - len(html), 0) / 2)
    item = (
        '<div class="global-nav__item ember-view" id="ember{0}"><a href="/x/{0}?trk=nav_{0}" class="a b c">'
        '<svg viewBox="0 0 24 24"><path d="M{0} 1l2 3 4 5z"></path></svg>'
        '<span class="t-12 t-black">Item &amp; {0}</span></a></div>'
    )
    items = "".join(item.format(number) for number in range(half // len(item.format(1000))))
    blob = '<code style="display:none">{&quot;data&quot;:[' + "0.123456789012," * 640 + "0]}</code>"
    return html.replace("</body>", items + blob * (half // len(blob)) + "</body>")


def bodies(html: str, start: int = 0) -> Iterator[bytes]:
    """Requests to keep this page without end: each with another id, later by an hour, and with points of its own.

    The page is one that shows the fixture's figures. Up to twenty thousand requests from each start differ.
    """
    body = {"id": "@id", "captured_at": "@at", "url": "https://www.linkedin.com/sales/ssi", "html": html}
    text = json.dumps(body | {"trigger": "click", "client": "bench"})
    pieces = [piece.encode() for piece in _VARIES.split(text)]
    for number in count(start):
        brand = 4_000 + number % 20_000
        new = {
            b"@id": str(uuid4()),
            b"@at": (_FIRST + dt.timedelta(hours=number)).isoformat(),
            _BRAND.encode(): _points(brand),
            _PEOPLE.encode(): _points(_POINTS - brand),
        }
        yield b"".join(new[piece].encode() if piece in new else piece for piece in pieces)


def _points(thousandths: int) -> str:
    return f"{thousandths / 1000:g}"
