"""Getting into the dashboard: links, passwords, sessions and the cookie that stands for them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, has_request_context
from flask.sessions import SecureCookieSessionInterface

from attacks.table.attack import Attack, Outcome
from attacks.table.defences import code, condition, setting
from attacks.table.told import attributes, seen, unseen
from attacks.table.victim import Victim
from pages import submit
from passwords_of_members import RIGHT, WRONG, give, try_to_sign_in
from ssi_server.people import tokens
from ssi_server.people.tries import FOR_ONE, WRONG_LINKS
from ssi_server.web import access
from ssi_server.web.cookie import NAME

_NEW_SECRET = tokens.new_secret
_LONG_AGO = "2020-01-01 00:00:00.000000"

USED = condition("a link works once", "sign_in_links.used_at IS NULL")
LINK_LASTS = condition("a link works for ten minutes", "sign_in_links.expires_at > ?")
LINK_IS_KNOWN = condition("a link is one that was made", "sign_in_links.token_hash = ?")
LASTS = condition("a session ends after thirty days", "web_sessions.expires_at > ?")
IDLE = condition("a session that nobody uses ends", "web_sessions.last_used_at > ?")
KNOWN = condition("a session is one that was begun", "web_sessions.token_hash = ?")
ENDS = code("what ends is gone from the database", "ssi_server.people.sessions.end", lambda _session, _secret: None)
ENDS_ONE = code("so is what is ended from elsewhere", "ssi_server.people.sessions.end_one", lambda *_: True)
SIGNED = code(
    "the cookie is signed with the server's own key",
    "ssi_server.web.cookie.Cookie.get_signing_serializer",
    lambda self, _app: SecureCookieSessionInterface.get_signing_serializer(self, _anybodys()),
)
ROTATED = code(
    "a sign-in makes a new secret",
    "ssi_server.people.tokens.new_secret",
    lambda: (has_request_context() and access._secret()) or _NEW_SECRET(),
)
PREFIX = code(
    "under TLS the cookie bears its host's mark", "ssi_server.web.cookie.Cookie.get_cookie_name", lambda *_: NAME
)
OUT_OF_REACH = setting("the cookie is out of reach of scripts", "SESSION_COOKIE_HTTPONLY", False)
TRIES = code("tries at a password are counted", "ssi_server.people.tries.Tries.take", lambda *_: None)
RIGHT_ONE = code("a password is compared", "ssi_server.people.passwords.is_right", lambda *_: True)
ASKED_FOR = code("who has a password is asked for it", "ssi_server.people.passwords.has_password", lambda *_: False)
HASHED = code("sessions are kept as hashes", "ssi_server.people.tokens.hash_of", lambda secret: bytes.fromhex(secret))


def _anybodys() -> Flask:
    """An application with the key that tutorials have."""
    app = Flask("anybody's")
    app.secret_key = "dev"
    return app


def _cookie(app: Flask, secret: str) -> str:
    """One that this application has signed."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer
    return str(serializer.dumps({"session": secret}))


def _with(victim: Victim, cookie: str) -> Outcome:
    return seen(victim.browser(cookie).get("/notes"))


def _forged(victim: Victim) -> Outcome:
    victim.sql("DELETE FROM web_sessions WHERE person_id <> ?", victim.ann.id)
    victim.settle()
    return _with(victim, _cookie(_anybodys(), "guess"))


def _used_again(victim: Victim) -> Outcome:
    link = victim.link()
    assert victim.stranger().get(link).status_code == 303
    victim.settle()
    return unseen(victim.stranger().get(link))


def _link_too_old(victim: Victim) -> Outcome:
    link = victim.link()
    victim.sql("UPDATE sign_in_links SET expires_at = ?", _LONG_AGO)
    victim.settle()
    return unseen(victim.stranger().get(link))


def _guessed_link(victim: Victim) -> Outcome:
    victim.link()
    victim.settle()
    return unseen(victim.stranger().get("/sign-in/guess"))


def _guesses_at_links(victim: Victim) -> Outcome:
    made = (f"{WRONG_LINKS.name} wrong", WRONG_LINKS.times, "2999-01-01 00:00:00.000000")
    victim.sql("INSERT INTO limits (key, count, ends_at) VALUES (?, ?, ?)", *made)
    answer = victim.stranger().get("/sign-in/guess")
    return unseen(answer, won=answer.status_code == 401)


def _after(change: str) -> Callable[[Victim], Outcome]:
    def come_back(victim: Victim) -> Outcome:
        victim.sql(f"UPDATE web_sessions SET {change} = ?", _LONG_AGO)
        victim.settle()
        return _with(victim, victim.ann.cookie)

    return come_back


def _fixed(victim: Victim) -> Outcome:
    """Bob has planted his own cookie in the browser in which Ann signs in."""
    browser = victim.browser(victim.bob.cookie)
    assert browser.get(victim.link()).status_code == 303
    victim.settle()
    return _with(victim, victim.bob.cookie)


def _from_before(victim: Victim) -> Outcome:
    assert victim.browser(victim.ann.cookie).get(victim.link()).status_code == 303
    victim.settle()
    return _with(victim, victim.ann.cookie)


def _signed_out(victim: Victim) -> Outcome:
    assert submit(victim.browser(victim.ann.cookie), "/sign-out", {}).status_code == 303
    victim.settle()
    return _with(victim, victim.ann.cookie)


def _ended_elsewhere(victim: Victim) -> Outcome:
    [(stolen,)] = victim.sql("SELECT id FROM web_sessions WHERE person_id = ?", victim.ann.id)
    own = victim.stranger()
    own.get(victim.link())
    assert submit(own, "/sessions/end", {"session_id": stolen}).status_code == 303
    victim.settle()
    return _with(victim, victim.ann.cookie)


def _from_a_backup(victim: Victim) -> Outcome:
    """What the database keeps of a session, put into a cookie that is well signed."""
    [(kept,)] = victim.sql("SELECT token_hash FROM web_sessions WHERE person_id = ?", victim.ann.id)
    return _with(victim, _cookie(victim.app, kept.hex()))


def _planted(victim: Victim) -> Outcome:
    """By a network or a program on the host that cannot set cookies under TLS."""
    return seen(victim.browser(victim.ann.cookie).get("/notes", base_url="https://localhost"))


def _script(victim: Victim) -> Outcome:
    answer = victim.stranger().get(victim.link())
    victim.settle()
    return unseen(answer, won="HttpOnly" not in attributes(answer))


def _password(victim: Victim, password: str, tries: int = 0) -> Outcome:
    give(victim.database, victim.ann.id)
    victim.settle()
    thief = victim.stranger()
    for _ in range(tries):
        try_to_sign_in(thief, WRONG, "Ann")
    return unseen(try_to_sign_in(thief, password, "Ann"))


def _link_without_password(victim: Victim) -> Outcome:
    give(victim.database, victim.ann.id)
    finder, link = victim.stranger(), victim.link()
    finder.get(link)
    victim.sql("DELETE FROM sign_in_links")
    victim.settle()
    return seen(finder.get("/notes"))


ATTACKS = (
    Attack("a replayed sign-in link", _used_again, "401", (USED,)),
    Attack("a sign-in link that is too old", _link_too_old, "401", (LINK_LASTS,)),
    Attack("a guessed sign-in link", _guessed_link, "401", (LINK_IS_KNOWN,)),
    Attack("sign-in links guessed without end", _guesses_at_links, "429", (TRIES,)),
    Attack("an expired session", _after("expires_at"), "401", (LASTS,)),
    Attack("a session that nobody has used for weeks", _after("last_used_at"), "401", (IDLE,)),
    Attack("session fixation", _fixed, "401", (ROTATED,)),
    Attack("the cookie from before a new sign-in", _from_before, "401", (ENDS,)),
    Attack("the cookie of a session that was signed out", _signed_out, "401", (ENDS,)),
    Attack("a stolen cookie whose session was ended from elsewhere", _ended_elsewhere, "401", (ENDS_ONE,)),
    Attack("a cookie signed with a usual key", _forged, "401", (SIGNED, KNOWN)),
    Attack("a session's hash out of a stolen database", _from_a_backup, "401", (HASHED,)),
    Attack("a cookie planted where there is TLS", _planted, "401", (PREFIX,)),
    Attack("a script that reads the cookie", _script, "303", (OUT_OF_REACH,)),
    Attack("a wrong password", lambda it: _password(it, WRONG), "401", (RIGHT_ONE,)),
    Attack("a password guessed after many tries", lambda it: _password(it, RIGHT, FOR_ONE.times), "429", (TRIES,)),
    Attack("a found link of somebody who has a password", _link_without_password, "401", (ASKED_FOR,)),
)
