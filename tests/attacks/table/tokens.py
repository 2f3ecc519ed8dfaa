"""Tokens that are guessed, stolen, revoked, sent in the wrong place, or good for less."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from flask import request

from attacks.table.attack import Attack, Outcome
from attacks.table.defences import code, condition
from attacks.table.told import seen
from attacks.table.victim import Victim
from server_parts import capture_body
from ssi_server.people import bearer
from ssi_server.people.devices import Sender
from ssi_server.people.wrong_tokens import FROM_ONE

_RECOGNISED = bearer._recognised


class _Lenient:
    """A request whose token may as well stand in the address."""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {request.args.get('access_token', '')}"}


REVOKED = condition("a revoked token is out of force", "devices.revoked_at IS NULL")
COMPARED = code("a token's hash is compared, in constant time", "ssi_server.people.tokens.matches", lambda *_: True)
HASHED = code(
    "tokens are kept as hashes", "ssi_server.people.tokens.hash_of", lambda token: bytes.fromhex(token.split("_")[2])
)
HEADER_ONLY = code("a token is taken from its header only", "ssi_server.people.bearer.request", _Lenient())
ASKED_FOR = code("the API asks for a token", "ssi_server.people.bearer._recognised", lambda: Sender(1, "none", "full"))
SCOPED = code(
    "a scope allows so much and no more",
    "ssi_server.people.bearer._recognised",
    lambda: dataclasses.replace(_RECOGNISED(), scope="full"),
)
COUNTED = code("wrong tokens are counted", "ssi_server.people.wrong_tokens.too_many", lambda: None)


def _with(victim: Victim, token: str) -> Outcome:
    return seen(victim.stranger().get("/api/captures", headers={"Authorization": f"Bearer {token}"}))


def _revoked(victim: Victim) -> Outcome:
    victim.sql("UPDATE devices SET revoked_at = '2026-01-01 00:00:00.000000'")
    victim.settle()
    return _with(victim, victim.ann.token)


def _sends_revoked(victim: Victim) -> Outcome:
    victim.sql("UPDATE devices SET revoked_at = '2026-01-01 00:00:00.000000'")
    victim.settle()
    return seen(victim.api(victim.ann.capturing).send(capture_body()))


def _hash(victim: Victim) -> Outcome:
    """Out of a stolen backup."""
    [(kept,)] = victim.sql("SELECT token_hash FROM devices WHERE id = ?", victim.ann.device)
    return _with(victim, f"ssi_{victim.ann.device}_{kept.hex()}")


def _with_cookie(path: str) -> Callable[[Victim], Outcome]:
    """As a page of another origin would have the browser do it."""
    return lambda victim: seen(victim.browser(victim.ann.cookie).get(path))


def _in_the_address(victim: Victim) -> Outcome:
    query = dict.fromkeys(("token", "access_token", "authorization"), victim.ann.token)
    return seen(victim.stranger().get("/api/captures", query_string=query))


def _guesses(victim: Victim) -> Outcome:
    guess = f"ssi_{victim.ann.device}_guess"
    for _ in range(FROM_ONE.times):
        _with(victim, guess)
    outcome = _with(victim, guess)
    return dataclasses.replace(outcome, won=outcome.told.startswith("401"))


def _beyond_scope(name: str, method: str, path: str) -> Attack:
    """With the token of a paired browser."""

    def ask(victim: Victim) -> Outcome:
        api = victim.api(victim.ann.capturing)
        return seen(api.client.open(path.format(victim.ann.capture), method=method, headers=api.headers))

    return Attack(f"a paired browser {name}", ask, "403 scope", (SCOPED,))


ATTACKS = (
    Attack("a revoked token reads", _revoked, "401 unknown_token", (REVOKED,)),
    Attack("a revoked token sends", _sends_revoked, "401 unknown_token", (REVOKED,)),
    Attack(
        "a token with another secret",
        lambda it: _with(it, f"ssi_{it.ann.device}_guess"),
        "401 unknown_token",
        (COMPARED,),
    ),
    Attack("a token's hash out of a stolen database", _hash, "401 unknown_token", (HASHED,)),
    Attack("a token in the query", _in_the_address, "401 unknown_token", (HEADER_ONLY,)),
    Attack("the dashboard's cookie on the API", _with_cookie("/api/export.json"), "401 unknown_token", (ASKED_FOR,)),
    Attack("tokens guessed without end", _guesses, "429 too_many_wrong_tokens", (COUNTED,)),
    _beyond_scope("lists captures", "GET", "/api/captures"),
    _beyond_scope("reads a capture", "GET", "/api/captures/{}"),
    _beyond_scope("takes the export", "GET", "/api/export.json"),
    _beyond_scope("deletes a capture", "DELETE", "/api/captures/{}"),
)
