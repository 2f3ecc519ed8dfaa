"""Pages of the dashboard, as a browser without scripts uses them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from server_parts import csrf_token

ELSEWHERE = "0b9c3f0e-7a51-4a44-9a0e-5f2f1d3c4b5a"
"""An id that nobody has."""


def submit(browser: FlaskClient, path: str, form: dict[str, Any], on: str = "/devices") -> TestResponse:
    """What a form gives that stands on the page `on`."""
    return browser.post(path, data={"csrf_token": csrf_token(browser.get(on))} | form)


def followed(browser: FlaskClient, answer: TestResponse) -> str:
    """The page that a form leads to when all was well with it."""
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.location)
    assert page.status_code == 200
    return text(page)


def text(page: TestResponse) -> str:
    """The words of a page, as one line without tags."""
    without_head = re.sub(r"<head>.*?</head>|<header.*?</header>", "", page.text, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_head)).split())


def wrong(page: TestResponse) -> dict[str, str]:
    """What is said beside each field of a form that was not taken, after checking that the field refers to it."""
    assert page.status_code == 422, page.text
    found = dict(re.findall(r'class="wrong" id="([^"]+)-wrong">([^<]+)<', page.text))
    for name in found:
        assert re.search(rf'aria-describedby="[^"]*\b{re.escape(name)}-wrong"[^>]*aria-invalid="true"', page.text) or (
            re.search(rf'aria-invalid="true" aria-describedby="{re.escape(name)}-wrong"', page.text)
        ), name
    assert 'role="alert"' in page.text
    return {name: html.unescape(words) for name, words in found.items()}


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that read or write, as they are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append(statement)

    engine = app.extensions["ssi_database"].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def queries(app: Flask, browser: FlaskClient, path: str) -> int:
    """How many statements a page takes."""
    with statements(app) as sent:
        assert browser.get(path).status_code == 200
    return len(sent)
