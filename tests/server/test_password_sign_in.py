"""Whoever has a password needs it to sign in, with a link or without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from pages import followed, submit, wrong
from passwords_of_members import RIGHT, WRONG, cheap, give, try_to_sign_in, words
from server_parts import Browser, Clock, link_for, rows
from ssi_server.config import Settings
from ssi_server.people import passwords, persons
from ssi_server.storage import Database

ANN = "Ann <b>"
NAMES = {ANN: "Ann &lt;b&gt;", "Nobody": "Nobody", "Me": "Me", "x" * 5000: "x" * 5000, "\0": "\0"}
"""As they are typed, and as they stand in a page."""


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    with cheap():
        yield


@pytest.fixture
def ann(database: Database) -> int:
    """Somebody else, with a password of her own."""
    with database.write() as session:
        person_id = persons.add_person(session, ANN).id
        passwords.set_password(session, person_id, "the password of Ann")
    return person_id


def test_a_link_alone_does_not_open_what_a_password_guards(
    client: FlaskClient, database: Database, person_id: int, settings: Settings
) -> None:
    give(database, person_id)
    answer = client.get(link_for(database, person_id))
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert client.get("/").status_code == 401
    assert rows(settings, "SELECT count(*) FROM web_sessions") == [(0,)]
    answer = try_to_sign_in(client, RIGHT)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").status_code == 200


def test_a_password_signs_in_without_a_link(client: FlaskClient, database: Database, person_id: int) -> None:
    give(database, person_id)
    assert 'href="/sign-in"' in client.get("/").text
    page = client.get("/sign-in")
    assert page.status_code == 200
    assert 'name="name"' not in page.text
    assert try_to_sign_in(client, WRONG).status_code == 401
    assert client.get("/").status_code == 401
    assert try_to_sign_in(client, RIGHT).status_code == 303
    assert client.get("/").status_code == 200


def test_where_several_are_the_name_is_asked_for(
    client: FlaskClient, database: Database, person_id: int, ann: int, settings: Settings
) -> None:
    give(database, person_id)
    assert 'name="name"' in client.get("/sign-in").text
    assert try_to_sign_in(client, "the password of Ann").status_code == 401
    assert try_to_sign_in(client, "the password of Ann", "Me").status_code == 401
    assert try_to_sign_in(client, "the password of Ann", ANN).status_code == 303
    assert rows(settings, "SELECT person_id FROM web_sessions") == [(ann,)]


def test_after_a_link_the_name_is_filled_in(client: FlaskClient, database: Database, ann: int) -> None:
    client.get(link_for(database, ann))
    assert 'value="Ann &lt;b&gt;"' in client.get("/sign-in").text


def test_unknown_names_and_wrong_passwords_get_the_same_answer(
    app: Flask, client: FlaskClient, ann: int, settings: Settings
) -> None:
    answers = [try_to_sign_in(app.test_client(), WRONG, name) for name in NAMES]
    assert {answer.status_code for answer in answers} == {401}
    pages = {
        words(answer).replace(f'value="{name}"', "NAME") for answer, name in zip(answers, NAMES.values(), strict=True)
    }
    assert len(pages) == 1
    assert {frozenset(answer.headers.keys()) for answer in answers} == {frozenset(answers[0].headers.keys())}


def test_unknown_names_take_the_same_work(client: FlaskClient, ann: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person with a password, one without, and nobody: each costs one look at a hash of the same cost."""
    looked: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            looked.append(str(hash).split("$")[3])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Watched(time_cost=1, memory_cost=8, parallelism=1))
    for name in (ANN, "Me", "Nobody", ""):
        looked.clear()
        try_to_sign_in(client, "x" * 2000 if name == "" else WRONG, name)
        assert looked == ["m=8,t=1,p=1"], name


def test_the_same_letters_are_the_same_password(client: FlaskClient, database: Database, person_id: int) -> None:
    give(database, person_id, "caf\u00e9 caf\u00e9 caf\u00e9")
    assert try_to_sign_in(client, "cafe\u0301 cafe\u0301 cafe\u0301").status_code == 303


def test_a_sign_in_leads_on_to_the_code_that_waits(
    client: FlaskClient, asking: Browser, database: Database, person_id: int
) -> None:
    give(database, person_id)
    client.get("/pair", query_string={"user_code": asking.user_code})
    assert client.get(link_for(database, person_id)).location == "/sign-in"
    assert try_to_sign_in(client, RIGHT).location == f"/pair?user_code={asking.user_code}"


def test_where_nobody_has_a_password_none_is_asked_for(client: FlaskClient) -> None:
    page = client.get("/sign-in")
    assert page.status_code == 401
    assert "ssi-history sign-in" in page.text
    assert 'name="password"' not in page.text
    assert 'href="/sign-in"' not in page.text


def test_a_hash_of_an_earlier_cost_is_renewed(
    client: FlaskClient, database: Database, person_id: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(database, person_id)
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    before = rows(settings, "SELECT password_hash FROM people")
    try_to_sign_in(client, WRONG)
    assert rows(settings, "SELECT password_hash FROM people") == before
    assert try_to_sign_in(client, RIGHT).status_code == 303
    [(after,)] = rows(settings, "SELECT password_hash FROM people")
    assert "m=16,t=2,p=1" in after
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_a_password_is_set_on_the_dashboard(
    app: Flask, dashboard: FlaskClient, database: Database, person_id: int, settings: Settings
) -> None:
    other = app.test_client()
    other.get(link_for(database, person_id))
    assert 'name="old"' not in dashboard.get("/password").text
    page = followed(dashboard, submit(dashboard, "/password", {"new": RIGHT, "again": RIGHT}))
    assert "Your password is set" in page
    assert (dashboard.get("/").status_code, other.get("/").status_code) == (200, 401)
    [(kept,)] = rows(settings, "SELECT password_hash FROM people")
    assert kept.startswith("$argon2id$")
    assert try_to_sign_in(other, RIGHT).status_code == 303


def test_to_change_or_remove_it_needs_the_old_one(
    dashboard: FlaskClient, database: Database, person_id: int, settings: Settings
) -> None:
    give(database, person_id)
    new = {"new": "another password", "again": "another password"}
    for form in (new, new | {"old": WRONG}):
        assert "old" in wrong(submit(dashboard, "/password", form, on="/password"))
    for form in ({}, {"present": WRONG}):
        assert "present" in wrong(submit(dashboard, "/password/remove", form, on="/password"))
    assert submit(dashboard, "/password", new | {"old": RIGHT}, on="/password").status_code == 303
    page = followed(dashboard, submit(dashboard, "/password/remove", {"present": "another password"}, on="/password"))
    assert "is removed" in page
    assert rows(settings, "SELECT password_hash FROM people") == [(None,)]


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [
        ("", "", "new"),
        ("x" * 11, "x" * 11, "new"),
        ("x" * 1001, "x" * 1001, "new"),
        ("\0" * 12, "\0" * 12, "new"),
        ("x" * 12, "y" * 12, "again"),
    ],
)
def test_a_password_is_typed_twice_and_long_enough(
    dashboard: FlaskClient, settings: Settings, new: str, again: str, field: str
) -> None:
    answer = submit(dashboard, "/password", {"new": new, "again": again})
    assert set(wrong(answer)) == {field}
    assert not new or new not in answer.text
    assert rows(settings, "SELECT password_hash FROM people") == [(None,)]


def test_a_password_has_no_other_rules(client: FlaskClient, database: Database, person_id: int) -> None:
    for password in ("aaaaaaaaaaaa", "  \t spaces   ", "🐢" * 12, "x" * 1000):
        give(database, person_id, password)
        assert try_to_sign_in(client, password).status_code == 303, password


def test_signing_out_leaves_the_browser_known_and_nothing_else(
    client: FlaskClient, database: Database, person_id: int, clock: Clock
) -> None:
    give(database, person_id)
    try_to_sign_in(client, RIGHT)
    assert submit(client, "/sign-out", {}).status_code == 303
    with client.session_transaction() as cookie:
        assert set(cookie) == {"known", "_permanent"}
    assert client.get("/").status_code == 401
