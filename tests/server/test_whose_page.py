"""A capture from another LinkedIn account is not mixed in, and nothing that names an account is kept."""

from __future__ import annotations

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from histories import runner
from parser_pages import bars, page, total
from server_parts import Api, capture_body, problem, rows
from ssi_server.app import create_app
from ssi_server.config import Settings

OWN, RENAMED, OTHER = "quentin-quill-4b7a12", "quentin-q", "rosalind-rook-9c1d"


def body_of(account: str | None, brand: float = 20) -> dict[str, Any]:
    """A capture of a page that was open in this account."""
    navigation = f'<header><nav><a href="/in/{account}/">Me</a></nav></header>' if account else ""
    return capture_body(html=page(total("53") + bars(str(brand), "6.4", "10.25", "15"), outside=navigation))


def send_as_mine(api: Api, body: dict[str, Any]) -> TestResponse:
    return api.client.post("/api/captures?whose=mine", json=body, headers=api.headers)


def stored(settings: Settings) -> tuple[int, int, int]:
    """How many captures, pages and marks there are."""
    [(captures,)] = rows(settings, "SELECT count(*) FROM captures")
    [(pages,)] = rows(settings, "SELECT count(*) FROM pages")
    [(marks,)] = rows(settings, "SELECT count(*) FROM accounts")
    return captures, pages, marks


def test_the_first_account_is_learned_and_another_one_is_asked_about(api: Api, settings: Settings) -> None:
    assert api.send(body_of(OWN)).status_code == 201
    assert api.send(body_of(OWN, 19)).status_code == 201
    foreign = body_of(OTHER)
    for _ in range(2):
        document = problem(api.send(foreign), 409, "another_account")
        assert document["stored"] is False
        assert document["id"] == foreign["id"]
        assert document["detail"]
    assert stored(settings) == (2, 2, 1)
    assert len(api.get("/api/captures")["items"]) == 2


def test_a_member_who_changes_their_address_says_so_once(api: Api, settings: Settings) -> None:
    assert api.send(body_of(OWN)).status_code == 201
    body = body_of(RENAMED)
    problem(api.send(body), 409, "another_account")
    assert send_as_mine(api, body).status_code == 201
    assert api.send(body_of(RENAMED)).status_code == 201
    assert api.send(body_of(OWN)).status_code == 201
    problem(api.send(body_of(OTHER)), 409, "another_account")
    assert stored(settings) == (4, 1, 2)


def test_spelling_makes_no_other_account(api: Api) -> None:
    assert api.send(body_of("ann-l%C3%A9e")).status_code == 201
    for spelling in ("Ann-Lée", "ann-lée?trk=nav", "ann-l%c3%a9e/#top", "ann-le\u0301e"):
        assert api.send(body_of(spelling)).status_code == 201


def test_a_page_that_names_nobody_is_taken(api: Api, settings: Settings) -> None:
    assert api.send(body_of(None)).status_code == 201
    assert api.send(body_of(OWN)).status_code == 201
    assert api.send(body_of(None)).status_code == 201
    assert stored(settings) == (3, 1, 1)


def test_what_is_stored_is_answered_as_before_whatever_came_since(api: Api, settings: Settings) -> None:
    first, second = body_of(OWN), body_of(RENAMED)
    answers = [api.send(first), send_as_mine(api, second)]
    for body, answer in zip((first, second), answers, strict=True):
        for again in (api.send(body), send_as_mine(api, body)):
            assert again.status_code == 200
            assert again.json["reading"] == answer.json["reading"]
    assert stored(settings) == (2, 1, 2)


def test_saying_mine_before_anything_is_known_changes_nothing(api: Api, settings: Settings) -> None:
    assert send_as_mine(api, body_of(OWN)).status_code == 201
    problem(api.send(body_of(OTHER)), 409, "another_account")
    assert stored(settings) == (1, 1, 1)


@pytest.mark.parametrize("whose", ["", "not-mine", "MINE"])
def test_there_is_one_thing_to_say(api: Api, settings: Settings, whose: str) -> None:
    answer = api.client.post(f"/api/captures?whose={whose}", json=body_of(OWN), headers=api.headers)
    problem(answer, 400, "invalid_request")
    assert stored(settings) == (0, 0, 0)


def test_a_page_without_a_score_teaches_no_account(api: Api, settings: Settings) -> None:
    body = capture_body(html=page("", outside=f'<nav><a href="/in/{OTHER}/">Me</a></nav>'))
    problem(api.send(body), 422, "not_rendered")
    assert stored(settings) == (0, 0, 0)


def test_a_page_that_nobody_can_read_is_not_mixed_in_either(api: Api, settings: Settings) -> None:
    unreadable = capture_body("redesign")  # open in the account "example-member"
    api.send(body_of(OWN))
    problem(api.send(unreadable), 409, "another_account")
    assert problem(send_as_mine(api, unreadable), 422, "unreadable")["stored"] is True
    assert stored(settings) == (2, 2, 2)


def test_each_person_has_their_own_accounts(api: Api, stranger: Api, settings: Settings) -> None:
    assert api.send(body_of(OWN)).status_code == 201
    assert stranger.send(body_of(OTHER)).status_code == 201
    problem(stranger.send(body_of(OWN)), 409, "another_account")
    assert send_as_mine(stranger, body_of(OWN)).status_code == 201
    marks = [bytes(mark) for (mark,) in rows(settings, "SELECT mark FROM accounts")]
    assert len(set(marks)) == 3  # The same account has another mark for another person.


def test_of_two_first_accounts_at_once_one_is_learned(app: Flask, token: str, settings: Settings) -> None:
    servers = [app, create_app(settings)]
    bodies = [body_of(OWN), body_of(OTHER)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda server, body: Api(server.test_client(), token).send(body).status_code, servers, bodies)
        )
    assert sorted(answers) == [201, 409]
    assert stored(settings) == (1, 1, 1)
    servers[1].extensions["ssi_database"].close()


def test_a_failure_halfway_teaches_nothing(api: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the figures cannot be kept")

    with monkeypatch.context() as broken:
        broken.setattr("ssi_server.captures.store.add_reading", fail)
        problem(api.send(body_of(OTHER)), 500, "internal_error")
    assert stored(settings) == (0, 0, 0)
    assert api.send(body_of(OWN)).status_code == 201


def test_nothing_that_names_the_account_is_kept_logged_or_answered(
    api: Api, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    api.send(body_of(OWN))
    answers = [api.send(body_of(OTHER)).text, send_as_mine(api, body_of(OTHER)).text]
    kept = b"".join(file.read_bytes() for file in settings.data_dir.iterdir())
    for account in (OWN, OTHER):
        for part in (account, *account.split("-")[:2]):
            assert part.encode() not in kept
            assert part not in caplog.text + "".join(answers)
        for guess in (account, f"1 {account}"):
            assert hashlib.sha256(guess.encode()).digest() not in kept


def test_the_marks_key_is_not_the_one_that_signs_cookies(app: Flask) -> None:
    assert app.config["ACCOUNT_KEY"] != app.secret_key
    assert len(app.config["ACCOUNT_KEY"]) == 32


def test_a_lost_key_costs_one_question(api: Api, token: str, settings: Settings) -> None:
    api.send(body_of(OWN))
    (settings.data_dir / "session.key").unlink()
    assert runner(settings)("new-key").exit_code == 0
    restarted = create_app(settings)
    again, body = Api(restarted.test_client(), token), body_of(OWN)
    problem(again.send(body), 409, "another_account")
    assert send_as_mine(again, body).status_code == 201
    assert again.send(body_of(OWN)).status_code == 201
    problem(again.send(body_of(OTHER)), 409, "another_account")
    restarted.extensions["ssi_database"].close()


def test_marks_outlive_the_server(api: Api, token: str, settings: Settings) -> None:
    api.send(body_of(OWN))
    restarted = create_app(settings)
    again = Api(restarted.test_client(), token)
    assert again.send(body_of(OWN)).status_code == 201
    problem(again.send(body_of(OTHER)), 409, "another_account")
    restarted.extensions["ssi_database"].close()
