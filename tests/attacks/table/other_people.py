"""Bob, who is let in, at what is Ann's: by its id, and by what he asks for all of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code, condition
from attacks.table.told import seen, unseen
from attacks.table.victim import Victim
from pages import submit
from parser_pages import fixture
from server_parts import capture_body
from ssi_server.people import devices

CAPTURES = condition("captures are looked for among one's own", "captures.person_id = ?")
NOTES = condition("notes are looked for among one's own", "notes.person_id = ?")
DEVICES = condition("devices are listed for their owner", "devices.person_id = ?")
SESSIONS = condition("sessions are looked for among one's own", "web_sessions.person_id = ?")
ACCOUNTS = code("a page is kept for whose it is", "ssi_server.people.accounts.Ownership.admits", lambda *_: True)


def _anybodys(function: Callable[..., bool]) -> Callable[..., bool]:
    """The same without the person, who is the last that it is told."""
    return lambda *told: function(*told[:-1])


REVOKES = code("who revokes is the owner", "ssi_server.people.devices.revoke_device", _anybodys(devices.revoke_device))
RENAMES = code("who renames is the owner", "ssi_server.people.devices.rename_device", _anybodys(devices.rename_device))


def _known(victim: Victim) -> dict[str, Any]:
    """What Bob has found out: Ann's ids."""
    [(session,)] = victim.sql("SELECT id FROM web_sessions WHERE person_id = ?", victim.ann.id)
    ann = victim.ann
    return {"capture": ann.capture, "note": str(ann.note), "device": ann.device, "session": session}


def _api(name: str, path: str, answered: str, defence: Defence = CAPTURES, method: str = "GET") -> Attack:
    def ask(victim: Victim) -> Outcome:
        api = victim.api(victim.bob.token)
        return seen(api.client.open(path.format_map(_known(victim)), method=method, headers=api.headers))

    return Attack(f"{name}, over the API", ask, answered, (defence,))


def _page(name: str, path: str, answered: str, defence: Defence) -> Attack:
    def look(victim: Victim) -> Outcome:
        return seen(victim.browser(victim.bob.cookie).get(path.format_map(_known(victim))))

    return Attack(name, look, answered, (defence,))


def _form(name: str, path: str, form: Mapping[str, str], answered: str, defence: Defence) -> Attack:
    def send(victim: Victim) -> Outcome:
        known, bob = _known(victim), victim.browser(victim.bob.cookie)
        return seen(submit(bob, path.format_map(known), {key: value.format_map(known) for key, value in form.items()}))

    return Attack(name, send, answered, (defence,))


def _under_anothers_id(victim: Victim) -> Outcome:
    """That the id is taken would tell that there is such a capture."""
    answer = victim.api(victim.bob.token).send(capture_body(id=victim.ann.capture))
    victim.settle()
    return unseen(answer, won=answer.status_code == 409)


def _anothers_page(victim: Victim) -> Outcome:
    """A colleague's page on the same machine would be mixed in with Ann's."""
    page = fixture("english").replace("/in/example-member/", "/in/somebody-else/")
    return seen(victim.api(victim.ann.token).send(capture_body(html=page, captured_at="2026-03-06T09:30:00Z")))


ATTACKS = (
    _api("another person's capture by id", "/api/captures/{capture}", "404 not_found"),
    _api("another person's capture deleted by id", "/api/captures/{capture}", "404 not_found", method="DELETE"),
    _api("another person's captures in the list", "/api/captures", "200"),
    _api("another person's captures in the export", "/api/export.json", "200"),
    _api("another person's captures in the table", "/api/export.csv", "200"),
    _api("another person's figures in the history", "/api/history", "200"),
    _api("another person's notes in the export", "/api/export.json", "200", NOTES),
    _api("another person's devices in the export", "/api/export.json", "200", DEVICES),
    _page("another person's capture by id", "/captures/{capture}", "404", CAPTURES),
    _page("another person's stored page", "/captures/{capture}/page.txt", "404", CAPTURES),
    _page("another person's note by id", "/notes/{note}", "404", NOTES),
    _page("another person's notes in the list", "/notes", "200", NOTES),
    _page("another person's devices in the list", "/devices", "200", DEVICES),
    _form("another person's capture deleted", "/captures/{capture}/delete", {}, "404", CAPTURES),
    _form("another person's note changed", "/notes/{note}", {"day": "2026-03-05", "text": "x"}, "404", NOTES),
    _form("another person's note deleted", "/notes/{note}/delete", {}, "404", NOTES),
    _form("another person's device revoked", "/devices/revoke", {"device_id": "{device}"}, "303", REVOKES),
    _form("another person's device renamed", "/devices/rename", {"device_id": "{device}", "name": "x"}, "303", RENAMES),
    _form("another person's session ended", "/sessions/end", {"session_id": "{session}"}, "303", SESSIONS),
    Attack("whether another person has a capture of this id", _under_anothers_id, "201", (CAPTURES,)),
    Attack("another person's page among one's own", _anothers_page, "409 another_account", (ACCOUNTS,)),
)
