"""What another page in the member's own browser tries."""

from __future__ import annotations

import json
from collections.abc import Mapping

from werkzeug.test import TestResponse

from attacks.table.attack import Attack, Defence, Outcome
from attacks.table.defences import code, setting
from attacks.table.told import attributes, frames, seen, unseen
from attacks.table.victim import Victim
from server_parts import capture_body, csrf_token
from ssi_server import guard

EVIL = "https://evil.example"
OWN_PAGE = code("a form is taken from our own pages only", "ssi_server.guard._require_own_page", lambda: None)
NO_WEB_PAGE = code("the API is for no web page", "ssi_server.guard._require_no_web_page", lambda: None)
OWN_COOKIE = code("the cookie counts for our own pages only", "ssi_server.web.cookie._led_by", lambda _: "")
MARK = setting("a form carries its session's mark", "WTF_CSRF_ENABLED", False)
SAME_SITE = setting("the cookie is kept from other sites", "SESSION_COOKIE_SAMESITE", None)
JSON_ONLY = code("the API takes JSON only", "flask.Request.mimetype", "application/json")


def _without(*names: str) -> Defence:
    rest = {name: value for name, value in guard._HEADERS.items() if name not in names}
    return code(f"every answer has {' and '.join(names)}", "ssi_server.guard._HEADERS", rest)


def _posted(victim: Victim, headers: Mapping[str, str], *, mark: str | None = None) -> TestResponse:
    """A form that makes a token, sent with Ann's cookie, and with the mark of her session unless another is given."""
    browser = victim.browser(victim.ann.cookie)
    mark = csrf_token(browser.get("/devices")) if mark is None else mark
    return browser.post("/devices", data={"csrf_token": mark, "name": "Evil", "scope": "full"}, headers=headers)


def _form(headers: Mapping[str, str]) -> Attack:
    """The mark has become known, so that nothing else is in the way."""
    name = f"a form of another page: {', '.join(f'{key} {value}' for key, value in headers.items())}"
    defences = (OWN_PAGE, OWN_COOKIE) if "Sec-Fetch-Site" in headers else (OWN_PAGE,)
    return Attack(name, lambda it: unseen(_posted(it, headers)), "403", defences)


def _with_anothers_mark(victim: Victim) -> Outcome:
    mark = csrf_token(victim.browser(victim.bob.cookie).get("/devices"))
    return unseen(_posted(victim, {}, mark=mark))


def _from_another_site(victim: Victim) -> Outcome:
    """In an old browser that does not tell where a form comes from."""
    browser = victim.stranger()
    sign_in = browser.get(victim.link())
    victim.settle()
    form = {"csrf_token": csrf_token(browser.get("/devices")), "name": "Evil", "scope": "full"}
    comes_along = attributes(sign_in).isdisjoint(("SameSite=Strict", "SameSite=Lax"))
    return unseen((browser if comes_along else victim.stranger()).post("/devices", data=form))


def _api(origin: str) -> Attack:
    def send(victim: Victim) -> Outcome:
        return unseen(victim.api(victim.ann.token).send(capture_body(), Origin=origin))

    return Attack(f"a web page that has a token sends a capture: Origin {origin}", send, "403 origin", (NO_WEB_PAGE,))


def _typed(content_type: str) -> Attack:
    """A type that a page may send anywhere without asking first; with a token, so that nothing else is in the way."""

    def send(victim: Victim) -> Outcome:
        api, data = victim.api(victim.ann.token), json.dumps(capture_body())
        return unseen(api.client.post("/api/captures", data=data, content_type=content_type, headers=api.headers))

    return Attack(f"a capture that says it is {content_type}", send, "415 not_json", (JSON_ONLY,))


def _fetched(victim: Victim) -> Outcome:
    """By a page of another server on this machine, for which SameSite is no hindrance; how long it takes would tell."""
    return seen(victim.browser(victim.ann.cookie).get("/notes", headers={"Sec-Fetch-Site": "same-site"}))


def _framed(victim: Victim) -> Outcome:
    answer = victim.browser(victim.ann.cookie).get("/devices")
    return unseen(answer, won=frames(answer))


def _lacks(path: str, name: str, value: str) -> Attack:
    """A page that asks a browser for what it would rather not do, for lack of a header."""

    def ask(victim: Victim) -> Outcome:
        answer = victim.browser(victim.ann.cookie).get(path)
        return unseen(answer, won=answer.headers.get(name) != value)

    return Attack(_WANTS[name], ask, "200", (_without(name),))


_WANTS = {
    "Cross-Origin-Resource-Policy": "another page embeds an answer as a picture or a script",
    "X-Content-Type-Options": "a stored page is taken for HTML, whatever type it is sent as",
    "Referrer-Policy": "a site that a page links to is told the page's address",
    "Cross-Origin-Opener-Policy": "another page keeps a hold on the window that it opened",
}
_FORMS = (
    {"Origin": EVIL},
    {"Origin": "http://localhost:9999", "Sec-Fetch-Site": "same-site"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
)

ATTACKS = (
    *map(_form, _FORMS),
    Attack("a form post without the mark of a session", lambda it: unseen(_posted(it, {}, mark="")), "400", (MARK,)),
    Attack("a form post with the mark of another's session", _with_anothers_mark, "400", (MARK,)),
    Attack("a form post from another site", _from_another_site, "400", (SAME_SITE,)),
    *map(_api, (EVIL, "https://www.linkedin.com", "http://localhost", "null")),
    *map(_typed, ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")),
    Attack("another server's page fetches the notes", _fetched, "401", (OWN_COOKIE,)),
    Attack("a page in a frame of another", _framed, "200", (_without("Content-Security-Policy", "X-Frame-Options"),)),
    _lacks("/history.json", "Cross-Origin-Resource-Policy", "same-origin"),
    _lacks("/history.json", "X-Content-Type-Options", "nosniff"),
    _lacks("/devices", "Referrer-Policy", "no-referrer"),
    _lacks("/devices", "Cross-Origin-Opener-Policy", "same-origin"),
)
