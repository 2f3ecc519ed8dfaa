"""A NUL in every string that is taken: one engine has no letter for it, and the other would keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import fields

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code
from attacks.table.told import unseen
from attacks.table.victim import Victim
from pages import submit
from parser_pages import SSI
from server_parts import Browser, capture_body

NUL = "a\0b"
IS_TEXT = code("the API takes text that is text", "ssi_server.api.Text._deserialize", fields.String._deserialize)
FORM = code("so do the dashboard's forms", "ssi_server.web.form._NO_TEXT", frozenset())
NAME = code("so does whoever names something", "ssi_server.people.names.name", str)


def _capture(field: str) -> Attack:
    def send(victim: Victim) -> Outcome:
        body = capture_body(url=f"{SSI}?x=")
        return unseen(victim.api(victim.ann.token).send(body | {field: body[field] + "\0"}))

    return Attack(f"a NUL in a capture's {field}", send, "400 invalid_request", (IS_TEXT,))


def _imported(name: str, plant: Callable[[dict[str, Any]], None]) -> Attack:
    def send(victim: Victim) -> Outcome:
        api = victim.api(victim.ann.token)
        document = api.get("/api/export.json")
        for item in (*document["notes"], *document["captures"]):
            item["id"] = str(capture_body()["id"])
        plant(document)
        answer = api.client.post("/api/import", json=document, headers=api.headers)
        victim.settle()  # What is sound in the document is taken in.
        return unseen(answer, won=answer.json["refused"] == 0)

    return Attack(f"a NUL in an imported {name}", send, "200", (IS_TEXT,))


def _typed(name: str, path: str, form: Mapping[str, str], answered: str = "422", defence: Defence = FORM) -> Attack:
    def send(victim: Victim) -> Outcome:
        filled = {key: value.format(device=victim.ann.device, note=victim.ann.note) for key, value in form.items()}
        where = path.format(note=victim.ann.note)
        return unseen(submit(victim.browser(victim.ann.cookie), where, filled))

    return Attack(f"a NUL in {name}", send, answered, (defence,))


def _asks(field: str) -> Attack:
    def ask(victim: Victim) -> Outcome:
        return unseen(Browser(victim.stranger()).ask(**{field: NUL}))

    return Attack(f"a NUL in the {field} of who asks to be let in", ask, "400 invalid_request", (IS_TEXT, NAME))


def _note_of(document: dict[str, Any]) -> None:
    document["notes"][0]["text"] = NUL


def _industry_of(document: dict[str, Any]) -> None:
    document["captures"][0]["reading"]["industry"]["name"] = NUL


def _client_of(document: dict[str, Any]) -> None:
    document["captures"][0]["client"] = NUL


_FIGURES = {"day": "2026-03-06", "total": "20"}

ATTACKS = (
    *map(_capture, ("url", "html", "client")),
    _imported("note", _note_of),
    _imported("industry's name", _industry_of),
    _imported("client", _client_of),
    _typed("a note", "/notes", {"day": "2026-03-05", "text": NUL}),
    _typed("a note that is changed", "/notes/{note}", {"day": "2026-03-05", "text": NUL}),
    _typed("the label of an average", "/goals/references", {"label.0": NUL, "average.0": "30"}),
    _typed("an industry's name by hand", "/captures/new", _FIGURES | {"industry.name": NUL}),
    _typed("a new device's name", "/devices", {"name": NUL, "scope": "capture"}, "303", NAME),
    _typed("a device's new name", "/devices/rename", {"name": NUL, "device_id": "{device}"}, "303", NAME),
    *map(_asks, ("client_id", "device_name")),
)
