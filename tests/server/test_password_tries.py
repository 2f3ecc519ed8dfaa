"""How often a password, or a link, may be tried; and that nobody is kept out by what others try."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pages import submit, wrong
from passwords_of_members import RIGHT, WRONG, cheap, give, try_to_sign_in
from server_parts import Clock, link_for, rows
from ssi_server.config import Settings
from ssi_server.people import persons
from ssi_server.people.tries import FOR_ONE, IN_ALL, IN_BROWSER, WRONG_LINKS
from ssi_server.storage import Database


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    with cheap():
        yield


@pytest.fixture
def guarded(database: Database, person_id: int, clock: Clock) -> int:
    """The member, with a password."""
    give(database, person_id)
    return person_id


def too_many(answer: TestResponse) -> bool:
    """Whether it says so, and for how long."""
    if answer.status_code != 429:
        return False
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert "Too many tries" in answer.text
    return True


def guess(app: Flask, times: int, name: str = "") -> list[TestResponse]:
    return [try_to_sign_in(app.test_client(), f"{WRONG} {number}", name) for number in range(times)]


def test_strangers_guess_so_often_and_no_more(app: Flask, guarded: int, clock: Clock) -> None:
    answers = guess(app, FOR_ONE.times + 2)
    assert [answer.status_code for answer in answers] == [401] * FOR_ONE.times + [429] * 2
    assert too_many(answers[-1])
    assert too_many(try_to_sign_in(app.test_client(), RIGHT))
    clock.move(minutes=10)
    assert try_to_sign_in(app.test_client(), RIGHT).status_code == 303


def test_processes_count_together(app: Flask, other_process: Flask, guarded: int) -> None:
    guess(app, FOR_ONE.times // 2)
    guess(other_process, FOR_ONE.times - FOR_ONE.times // 2)
    assert too_many(try_to_sign_in(app.test_client(), RIGHT))
    assert too_many(try_to_sign_in(other_process.test_client(), RIGHT))


def test_a_right_password_counts_for_nothing(app: Flask, guarded: int) -> None:
    for _ in range(FOR_ONE.times + 2):
        assert try_to_sign_in(app.test_client(), RIGHT).status_code == 303


def test_who_does_not_exist_is_limited_like_who_does(app: Flask, guarded: int) -> None:
    for name in ("Me", "Nobody"):
        assert [answer.status_code for answer in guess(app, FOR_ONE.times + 1, name)] == [401] * FOR_ONE.times + [429]


def test_names_in_turn_are_limited_too(app: Flask, guarded: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert IN_ALL.times == 100
    answers = [try_to_sign_in(app.test_client(), WRONG, f"name {number}") for number in range(IN_ALL.times + 1)]
    assert [too_many(answer) for answer in answers] == [False] * IN_ALL.times + [True]


def test_guesses_for_one_do_not_use_up_what_there_is_for_all(
    app: Flask, guarded: int, database: Database, settings: Settings
) -> None:
    guess(app, FOR_ONE.times + 20)
    assert rows(settings, "SELECT count FROM limits WHERE key LIKE '%anybody'") == [(FOR_ONE.times,)]


def test_a_browser_that_was_let_in_before_is_not_kept_out_by_strangers(
    app: Flask, client: FlaskClient, guarded: int
) -> None:
    assert try_to_sign_in(client, RIGHT).status_code == 303
    submit(client, "/sign-out", {})
    guess(app, FOR_ONE.times + 1)
    assert too_many(try_to_sign_in(app.test_client(), RIGHT))
    assert try_to_sign_in(client, WRONG).status_code == 401
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_nor_is_whoever_comes_with_a_link(app: Flask, client: FlaskClient, guarded: int, database: Database) -> None:
    guess(app, FOR_ONE.times + 1)
    client.get(link_for(database, guarded))
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_a_known_browser_may_not_guess_without_end_either(
    client: FlaskClient, guarded: int, database: Database, clock: Clock
) -> None:
    client.get(link_for(database, guarded))
    answers = [try_to_sign_in(client, WRONG).status_code for _ in range(IN_BROWSER.times + 1)]
    assert answers == [401] * IN_BROWSER.times + [429]
    clock.move(minutes=10)
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_a_browser_is_known_as_one_person_only(
    client: FlaskClient, guarded: int, database: Database, settings: Settings
) -> None:
    with database.write() as session:
        other = persons.add_person(session, "Ann").id
    give(database, other, "the password of Ann")
    client.get(link_for(database, other))
    try_to_sign_in(client, WRONG, "Me")
    assert rows(settings, "SELECT count(*) FROM limits WHERE key LIKE 'passwords in browser%'") == [(0,)]


def test_who_finds_a_browser_signed_in_may_not_guess_without_end(dashboard: FlaskClient, guarded: int) -> None:
    form = {"old": WRONG, "new": "x" * 12, "again": "x" * 12}
    for _ in range(IN_BROWSER.times):
        assert "old" in wrong(submit(dashboard, "/password", form))
    assert too_many(submit(dashboard, "/password", form | {"old": RIGHT}))
    assert too_many(submit(dashboard, "/password/remove", {"present": RIGHT}))


def test_wrong_links_are_limited_and_right_ones_never(
    app: Flask, database: Database, person_id: int, clock: Clock
) -> None:
    browser = app.test_client()
    answers = [browser.get(f"/sign-in/{number}").status_code for number in range(WRONG_LINKS.times)]
    assert set(answers) == {401}
    assert too_many(browser.get("/sign-in/wrong"))
    assert browser.get(link_for(database, person_id)).status_code == 303
