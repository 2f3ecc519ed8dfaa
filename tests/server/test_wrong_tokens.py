"""Guessed tokens: answered so many times, from one address and in all; a right one is never locked out."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server_parts import Api, Clock, capture_body, problem, rows
from ssi_server.config import Settings
from ssi_server.people import limits, wrong_tokens
from ssi_server.people.wrong_tokens import FROM_ONE, IN_ALL


@pytest.fixture(autouse=True)
def one_clock(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrong_tokens, "now", lambda: limits.now())


def guess(client: FlaskClient, peer: str = "127.0.0.1", sent: str = "ssi_abcdefghij_guess") -> int:
    answer = client.get("/api/summary", headers={"Authorization": f"Bearer {sent}"}, environ_base={"REMOTE_ADDR": peer})
    return answer.status_code


def test_guesses_end_and_begin_again(client: FlaskClient, clock: Clock) -> None:
    assert [guess(client) for _ in range(FROM_ONE.times + 2)] == [401] * FROM_ONE.times + [429] * 2
    headers = {"Authorization": "Bearer ssi_abcdefghij_guess"}
    answer = client.get("/api/summary", headers=headers)
    problem(answer, 429, "too_many_wrong_tokens")
    assert int(answer.headers["Retry-After"]) == 600
    clock.move(minutes=10)
    assert guess(client) == 401


def test_a_right_token_is_never_locked_out(capturing: Api, client: FlaskClient) -> None:
    for _ in range(FROM_ONE.times + 5):
        guess(client)
    assert capturing.send(capture_body()).status_code == 201
    assert capturing.get("/api/summary")["latest"]


def test_processes_count_together(client: FlaskClient, other_process: Flask) -> None:
    answers = [guess(one) for _ in range(FROM_ONE.times) for one in (client, other_process.test_client())]
    assert answers.count(401) == FROM_ONE.times


def test_beyond_the_limit_nothing_is_written(client: FlaskClient, settings: Settings) -> None:
    for _ in range(FROM_ONE.times + 1):
        guess(client)
    before = rows(settings, "SELECT key, count, ends_at FROM limits ORDER BY key")
    assert [count for _, count, _ in before] == [FROM_ONE.times, FROM_ONE.times]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrong_tokens, "_counted", lambda *_: pytest.fail("the database was asked"))
        assert {guess(client) for _ in range(20)} == {429}


def test_what_has_not_even_the_form_of_a_token_is_not_counted(client: FlaskClient, settings: Settings) -> None:
    for token in ("hello", "ssi_", "", "x" * 5000):
        assert guess(client, sent=token) == 401
    assert rows(settings, "SELECT key FROM limits") == []


def test_a_bound_holds_for_all_addresses_together(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    monkeypatch.setattr("ssi_server.guard._is_this_machine", lambda _peer: True)
    answers = [guess(client, f"192.0.2.{number % 250}") for number in range(IN_ALL.times + 3)]
    assert answers == [401] * IN_ALL.times + [429] * 3


def test_an_address_of_ipv6_counts_with_its_neighbours(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    monkeypatch.setattr("ssi_server.guard._is_this_machine", lambda _peer: True)
    answers = [guess(client, f"2001:db8::{number:x}") for number in range(FROM_ONE.times + 1)]
    assert answers == [401] * FROM_ONE.times + [429]
    assert guess(client, "2001:db8:0:1::1") == 401
