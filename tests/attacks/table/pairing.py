"""A browser's way to its token: codes that are used again, stolen, guessed, and asked for without end."""

from __future__ import annotations

import pytest

from attacks.table.attack import Attack, Outcome
from attacks.table.defences import code, condition
from attacks.table.told import unseen
from attacks.table.victim import Victim
from pages import submit
from server_parts import UNKNOWN_CODE, Browser, answer_on_page
from ssi_server.people.pairing import grant
from ssi_server.web.pairing import WRONG_CODES

STATE = condition("a code is good once, and when it was allowed", "pairings.state = ?")
CLIENT = condition("a code is good for whom it was made", "pairings.client_id = ?")
LASTS = condition("a code is good for ten minutes", "pairings.expires_at > ?")
IS_ASKED = condition("a code is one that was made", "pairings.device_code_hash = ?")
COUNTED = code("wrong codes are counted", "ssi_server.people.limits.Limit.take", lambda *_: None)
ROOM = code("so many pairings wait, and no more", "ssi_server.people.pairing.grant._make_room", lambda _session: None)


def _asking(victim: Victim) -> Browser:
    browser = Browser(victim.stranger())
    assert browser.ask(device_name="Chromium").status_code == 200
    return browser


def _allowed(victim: Victim, decision: str = "allow") -> Browser:
    asking = _asking(victim)
    assert answer_on_page(victim.browser(victim.ann.cookie), asking.user_code, decision).status_code == 303
    return asking


def _poll(victim: Victim, browser: Browser, **form: str) -> Outcome:
    victim.settle()
    return unseen(browser.poll(**form))


def _replayed(victim: Victim) -> Outcome:
    browser = _allowed(victim)
    assert browser.poll().status_code == 200
    return _poll(victim, browser)


def _late(victim: Victim) -> Outcome:
    browser = _allowed(victim)
    victim.sql("UPDATE pairings SET expires_at = '2020-01-01 00:00:00.000000'")
    return _poll(victim, browser)


def _guesses(victim: Victim, decisions: int) -> Outcome:
    """Bob looks for the code of Ann's browser, so that it sends him what it captures."""
    asking, bob = _asking(victim), victim.browser(victim.bob.cookie)
    victim.settle()
    for _ in range(decisions):
        bob.get("/pair", query_string={"user_code": UNKNOWN_CODE})
    return unseen(submit(bob, "/pair", {"user_code": asking.user_code, "decision": "allow"}))


def _decided_again(victim: Victim) -> Outcome:
    asking = _allowed(victim, "deny")
    victim.settle()
    bob = victim.browser(victim.bob.cookie)
    return unseen(submit(bob, "/pair", {"user_code": asking.user_code, "decision": "allow"}))


def _without_end(victim: Victim) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grant, "MOST_PENDING", 5)
        answers = [Browser(victim.stranger()).ask() for _ in range(8)]
    [(waiting,)] = victim.sql("SELECT count(*) FROM pairings")
    victim.settle()
    return unseen(answers[-1], won=waiting > 5)


ATTACKS = (
    Attack("a replayed pairing code", _replayed, "400 invalid_grant", (STATE,)),
    Attack(
        "a pairing code of somebody who was denied",
        lambda it: _poll(it, _allowed(it, "deny")),
        "400 access_denied",
        (STATE,),
    ),
    Attack(
        "a stolen pairing code", lambda it: _poll(it, _allowed(it), client_id="thief"), "400 invalid_grant", (CLIENT,)
    ),
    Attack("a pairing code that is too old", _late, "400 expired_token", (LASTS,)),
    Attack(
        "a guessed pairing code",
        lambda it: _poll(it, _allowed(it), device_code="guess"),
        "400 invalid_grant",
        (IS_ASKED,),
    ),
    Attack("guessed codes within the limit", lambda it: _guesses(it, WRONG_CODES.times), "429", (COUNTED,)),
    Attack("somebody else decides what was decided", _decided_again, "404", (STATE,)),
    Attack("pairings asked for without end", _without_end, "200", (ROOM,)),
)
