"""More than anybody needs: larger, deeper, more often, all at once."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from attacks.table.attack import Attack, Outcome
from attacks.table.defences import code, setting
from attacks.table.told import unseen
from attacks.table.victim import CAPTURES_PER_DAY, Victim
from pages import submit
from parser_pages import bars, page, total
from server_parts import Browser, capture_body
from ssi_server.body import MAX_BODY
from ssi_server.captures.request import MAX_HTML

_FAR = 10**12

BODY = code("a body has an end", "ssi_server.body.MAX_BODY", _FAR)
ANY_BODY = setting("so has whatever is sent", "MAX_CONTENT_LENGTH", None)
UPLOADED = code("so have files that a form brings along", "ssi_server.web.upload.MAX_BODY", _FAR)
HTML = code("a page has an end", "ssi_server.captures.request.MAX_HTML", _FAR)
FORM = code("a form that asks to pair has an end", "ssi_server.people.pairing.form.MAX_FORM", None)
NOTE = code("a note has an end", "ssi_server.journal.notes.LONGEST", _FAR)
A_DAY = code("so many captures a day", "ssi_server.captures.quota.Quota.take", lambda *_: None)
AT_ONCE = code("so much at the same time", "ssi_server.heavy.reserve", lambda _size: None)
ATTRIBUTES = code("a tag has so many attributes", "ssi_parser.source.MAX_ATTRIBUTES", _FAR)
DEPTH = code("a page is so deep", "ssi_parser.scrub.MAX_DEPTH", _FAR)
ELEMENTS = code("a page has so many elements", "ssi_parser.scrub.MAX_ELEMENTS", _FAR)

FIGURES = total("20") + bars("13.118", "3.68", "0.3", "2.608")


def _sent(victim: Victim, data: bytes, **headers: str) -> TestResponse:
    api = victim.api(victim.ann.token)
    told = api.headers | {"Content-Type": "application/json"} | headers
    return api.client.post("/api/captures", data=data, headers=told)


def _capture(**changes: Any) -> bytes:
    return json.dumps(capture_body(**changes)).encode()


def _long() -> bytes:
    """A capture like any other, with room behind it."""
    return _capture() + b" " * MAX_BODY


def _compressed(victim: Victim) -> Outcome:
    return unseen(_sent(victim, gzip.compress(_long(), 1), **{"Content-Encoding": "gzip"}))


def _long_page(victim: Victim) -> Outcome:
    return unseen(_sent(victim, _capture(html=page(FIGURES, outside="<!--" + "x" * MAX_HTML + "-->"))))


def _page(more: str) -> Callable[[Victim], Outcome]:
    return lambda victim: unseen(_sent(victim, _capture(html=page(FIGURES + more))))


def _form_with_a_bomb(victim: Victim) -> Outcome:
    """Files that were looked at come back in the form, compressed."""
    packed = base64.urlsafe_b64encode(zlib.compress(b"x" * (MAX_BODY + 1))).decode()
    form = {"file.0": packed, "name.0": "x.csv"}
    answer = submit(victim.browser(victim.ann.cookie), "/data/import", form, on="/data")
    return unseen(answer, won=answer.status_code == 200)


def _long_form(victim: Victim) -> Outcome:
    return unseen(Browser(victim.stranger()).ask(device_name="x", padding="x" * 20_000))


def _long_note(victim: Victim) -> Outcome:
    form = {"day": "2026-03-05", "text": "x" * 400_000}
    return unseen(submit(victim.browser(victim.ann.cookie), "/notes", form))


def _all_day(victim: Victim) -> Outcome:
    for _ in range(CAPTURES_PER_DAY):
        assert _sent(victim, _capture()).status_code == 201
    victim.settle()
    return unseen(_sent(victim, _capture()))


def _all_at_once(victim: Victim) -> Outcome:
    """While another large page is being read."""
    room = victim.app.extensions["ssi_room"]
    assert room.take(MAX_BODY)
    try:
        return unseen(_sent(victim, _capture() + b" " * 2_000_000))
    finally:
        room.give_back(MAX_BODY)


ATTACKS = (
    Attack("an oversized body", lambda it: unseen(_sent(it, _long())), "413 too_large", (BODY, ANY_BODY)),
    Attack("a compressed bomb", _compressed, "413 too_large", (BODY,)),
    Attack("a compressed bomb in a form", _form_with_a_bomb, "413", (UPLOADED,)),
    Attack("an oversized page", _long_page, "413 too_large", (HTML,)),
    Attack("an oversized form that asks to pair", _long_form, "413 too_large", (FORM,)),
    Attack("an oversized note", _long_note, "422", (NOTE,)),
    Attack("captures without end", _all_day, "429 daily_limit", (A_DAY,)),
    Attack("large bodies all at once", _all_at_once, "503 busy", (AT_ONCE,)),
    Attack(
        "a tag of two thousand attributes", _page(f"<p {'a=b ' * 20_000}></p>" * 2), "422 too_complex", (ATTRIBUTES,)
    ),
    Attack("a page of a thousand storeys", _page("<div>" * 250 + "x" + "</div>" * 250), "422 too_complex", (DEPTH,)),
    Attack("a page of thirty thousand elements", _page("<p>x</p>" * 21_000), "422 too_complex", (ELEMENTS,)),
)
