"""Somebody is forgotten, or a capture deleted, while a request is on its way: it is answered as if it came after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from passwords_of_members import RIGHT, cheap, give, try_to_sign_in
from server_parts import Api, Browser, answer_on_page, capture_body, csrf_token, problem, rows
from ssi_server.captures.deletion import UNDO_LASTS
from ssi_server.captures.rereading.batches import batches
from ssi_server.captures.rereading.progress import Progress
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.models import Capture
from ssi_server.storage import Database
from ssi_server.upkeep.chores import empty_deleted
from ssi_server.upkeep.forgetting import forget
from ssi_server.upkeep.pruning import Old, prune
from test_at_the_same_time import at_once
from upkept import run

Forget = Callable[[], None]


@pytest.fixture
def forgotten_before_writing(database: Database, person_id: int, monkeypatch: pytest.MonkeyPatch) -> Forget:
    """From now on the person goes in the moment before something of theirs is written."""
    write = Database.write

    @contextmanager
    def late(self: Database, whose: int | None = None) -> Iterator[Session]:
        if whose is not None:
            monkeypatch.setattr(Database, "write", write)
            forget.remove(database, person_id)
        with write(self, whose) as session:
            yield session

    return lambda: monkeypatch.setattr(Database, "write", late)


def test_a_capture_of_theirs_is_answered_as_from_nobody(
    api: Api, forgotten_before_writing: Forget, settings: Settings
) -> None:
    forgotten_before_writing()
    problem(api.send(capture_body()), 401, "unknown_token")
    assert rows(settings, "SELECT count(*) FROM captures") == [(0,)]


def test_a_form_of_theirs_leads_to_the_sign_in(dashboard: FlaskClient, forgotten_before_writing: Forget) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/notes")), "day": "2026-03-05", "text": "x"}
    forgotten_before_writing()
    assert dashboard.post("/notes", data=form).status_code == 401
    assert dashboard.get("/").status_code == 401


def test_so_does_their_answer_to_a_browser(
    dashboard: FlaskClient, asking: Browser, forgotten_before_writing: Forget
) -> None:
    forgotten_before_writing()
    assert answer_on_page(dashboard, asking.user_code, "allow").status_code == 401
    assert asking.poll().status_code == 400


def test_their_password_lets_nobody_in(
    client: FlaskClient, database: Database, person_id: int, forgotten_before_writing: Forget
) -> None:
    with cheap():
        give(database, person_id)
        client.get("/sign-in")
        forgotten_before_writing()
        assert try_to_sign_in(client, RIGHT).status_code == 401


@pytest.mark.parametrize(
    "work",
    [
        lambda database, me: [*prune(database, me, Old(dt.date(2030, 1, 1)))],
        lambda database, me: [*batches(database, me, Progress(), keeping=True)],
    ],
    ids=["pruning", "reading again"],
)
def test_work_on_their_captures_ends(
    work: Callable[[Database, int], list[object]],
    database: Database,
    person_id: int,
    kept: str,
    forgotten_before_writing: Forget,
) -> None:
    forgotten_before_writing()
    assert work(database, person_id) == []


def test_what_they_deleted_is_nobodys_work(
    database: Database, kept: str, forgotten_before_writing: Forget, settings: Settings
) -> None:
    with database.write() as session:
        session.execute(update(Capture).values(deleted_at=now() - 2 * UNDO_LASTS))
    forgotten_before_writing()
    empty_deleted(database)
    assert rows(settings, "SELECT count(*) FROM captures") == [(0,)]


def test_a_command_on_their_behalf_says_so(
    settings: Settings, database: Database, forgotten_before_writing: Forget
) -> None:
    forgotten_before_writing()
    said = run(settings, "password", "set", "--stdin", says=f"{RIGHT}\n")
    assert (said.exit_code, said.stderr) == (1, "Error: This person was forgotten meanwhile.\n")


def test_a_page_stays_while_a_capture_with_it_arrives_and_another_one_goes(
    app: Flask, api: Api, settings: Settings
) -> None:
    def ask(method: str, path: str, body: dict[str, Any] | None) -> int:
        return app.test_client().open(path, method=method, json=body, headers=api.headers).status_code

    for _ in range(8):
        old, new = capture_body(), capture_body()
        assert api.send(old).status_code == 201
        meeting = [("DELETE", f"/api/captures/{old['id']}", None), ("POST", "/api/captures", new)]
        assert at_once(lambda one: ask(*one), meeting) == [204, 201]
        assert rows(settings, "SELECT count(*) FROM pages") == [(1,)]
        assert ask("DELETE", f"/api/captures/{new['id']}", None) == 204
