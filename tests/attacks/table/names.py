"""A name that is made to point here, a machine that is not ours, a proxy that is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code
from attacks.table.told import seen, unseen
from attacks.table.victim import FOLDER, PROXIED, PROXY, Victim
from ssi_server.sign_in_command import as_typed
from ssi_server.web.cookie import NAME

OWN_HOST = code("only our own names are answered", "ssi_server.guard._require_own_host", lambda _settings: None)
WAY_IN = code("this machine alone, or TLS to the proxy", "ssi_server.guard._require_way_in", lambda _settings: None)
NO_PATH = code("behind a proxy no path is told", "ssi_server.web.as_shown", as_typed)
ELSEWHERE = "192.0.2.66"


class _Everybody(frozenset[str]):
    def __contains__(self, _peer: object) -> bool:
        return True


@contextmanager
def _believing(victim: Victim) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(victim.proxied.wsgi_app, "_proxies", _Everybody())
        yield


PROXIES = Defence("only the proxy's word is believed", _believing)


def _rebound(host: str, headers: Mapping[str, str] | None = None) -> Attack:
    """By a page that the browser takes for one of this host, and that was given Ann's cookie."""

    def read(victim: Victim) -> Outcome:
        browser = victim.stranger()
        browser.set_cookie(NAME, victim.ann.cookie, domain=host.partition(":")[0])
        return seen(browser.get("/notes", base_url=f"http://{host}", headers=headers))

    more = f", {', '.join(headers)}" if headers else ""
    return Attack(f"a rebinding host reads notes: {host}{more}", read, "403", (OWN_HOST,))


def _rebound_sign_in(victim: Victim) -> Outcome:
    """No cookie is needed for the page that tells how to sign in, with the path of the data folder."""
    answer = victim.stranger().get("/", base_url="http://evil.example:8712")
    return unseen(answer, won=FOLDER in answer.text)


def _rebound_pairing(victim: Victim) -> Outcome:
    """So that the page on which the member is to allow it is one of the attacker's."""
    return unseen(victim.stranger().post("/api/pairing", data={"client_id": "x"}, base_url="http://evil.example"))


def _another_machine(victim: Victim) -> Outcome:
    browser = victim.browser(victim.ann.cookie)
    return seen(browser.get("/notes", environ_base={"REMOTE_ADDR": ELSEWHERE}))


def _through(victim: Victim, peer: str, headers: Mapping[str, str]) -> Outcome:
    """What a server behind a proxy answers to a request with a token, which went over the network in the clear."""
    token = {"Authorization": f"Bearer {victim.ann.token}"}
    told = {"X-Forwarded-Host": PROXIED, **token, **headers}
    client = victim.proxied.test_client()
    return seen(
        client.get("/api/captures", base_url=f"http://{PROXIED}", headers=told, environ_base={"REMOTE_ADDR": peer})
    )


def _past_the_proxy(victim: Victim) -> Outcome:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": PROXY, "Forwarded": "proto=https"}
    return _through(victim, ELSEWHERE, told)


def _unlocked_by_word(victim: Victim) -> Outcome:
    """Without a proxy there is nobody whose word counts."""
    browser, told = victim.browser(victim.ann.cookie), {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"}
    return seen(browser.get("/notes", headers=told, environ_base={"REMOTE_ADDR": ELSEWHERE}))


def _path_through_the_proxy(victim: Victim) -> Outcome:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": PROXIED}
    answer = victim.proxied.test_client().get("/", headers=told, environ_base={"REMOTE_ADDR": PROXY})
    return unseen(answer, won=FOLDER in answer.text)


ATTACKS = (
    _rebound("evil.example"),
    _rebound("evil.example:8712"),
    _rebound("127.0.0.1.evil.example"),
    _rebound("evil.example", {"X-Forwarded-Host": "localhost", "Forwarded": "host=localhost"}),
    Attack("a rebinding host reads the path of the data folder", _rebound_sign_in, "403", (OWN_HOST,)),
    Attack("a rebinding host has pairing lead to itself", _rebound_pairing, "403 unknown_host", (OWN_HOST,)),
    Attack("another machine comes with a stolen cookie", _another_machine, "403", (WAY_IN,)),
    Attack("a token over plain HTTP to the proxy", lambda it: _through(it, PROXY, {}), "403 tls_required", (WAY_IN,)),
    Attack("somebody past the proxy who says it was TLS", _past_the_proxy, "403 tls_required", (PROXIES,)),
    Attack("a stranger behind the proxy reads the path of the data folder", _path_through_the_proxy, "401", (NO_PATH,)),
    Attack("another machine that says it is this one", _unlocked_by_word, "403", (WAY_IN,)),
)
