"""Members who have passwords, and what they type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server_parts import csrf_token
from ssi_server.people import passwords
from ssi_server.storage import Database

RIGHT = "correct horse żółw"
WRONG = "incorrect horse"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def cheap() -> Iterator[None]:
    """Hashes that cost nothing, as long as it is not the cost that is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", CHEAP)
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


def give(database: Database, person_id: int, password: str = RIGHT) -> None:
    with database.write() as session:
        passwords.set_password(session, person_id, password)


def try_to_sign_in(browser: FlaskClient, password: str, name: str | None = None) -> TestResponse:
    """The answer to the form, as it is filled in."""
    form = {"csrf_token": csrf_token(browser.get("/sign-in")), "password": password}
    return browser.post("/sign-in", data=form if name is None else form | {"name": name})


def words(page: TestResponse) -> str:
    """A page without what differs each time."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page.text)
