"""What `serve` writes while it is given secrets and made to fail: no token, link, password or page in any of it."""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from e2e.commanded import CommandedService, ssi_history
from e2e.service import MemberService, running
from server_parts import Api, capture_body, problem
from ssi_server.captures import intake
from ssi_server.storage import Database

SECRET = "Zq7kX-planted-secret"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(params=["plain", "json"])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemberService]:
    """In either form of log; the second tells of every request."""
    with running(MemberService(tmp_path, {"SSI_HISTORY_LOG": request.param})) as service:
        yield service


def said_since_start(service: MemberService) -> str:
    """All that it wrote, but for the link that it is to print."""
    printed = service.data_dir.with_name("said.txt").read_text("utf-8")
    return printed.replace(service.sign_in_link(), "") + service.log()


def ask(
    service: MemberService, method: str, path: str, headers: Mapping[str, str] | None = None, body: Any = None
) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", service.port, timeout=60)) as connection:
        connection.request(method, path, body, dict(headers or {}))
        answer: HTTPResponse = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


def break_storage(service: MemberService, table: str) -> None:
    """From now on each row of the table is refused, and the refusal quotes what was sent."""
    with closing(sqlite3.connect(service.data_dir / "history.sqlite3")) as file:
        file.execute(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, '{SECRET}'); END")


def everywhere(token: str) -> Iterator[tuple[str, str, dict[str, str], Any]]:
    """Requests with the secret in every place where one may stand."""
    bearer = {"Authorization": f"Bearer {token}"}
    page = json.dumps(capture_body(html=f"<html><main>{SECRET}</main></html>", client=SECRET))
    for guess in (SECRET, f"ssi_{SECRET}", f"ssi_abcdefghij_{SECRET}"):
        yield "GET", "/api/summary", {"Authorization": f"Bearer {guess}"}, None
        yield "GET", "/api/summary", {"Authorization": f"Basic {guess}"}, None
        yield "GET", f"/api/summary?token={guess}&cursor={guess}", bearer, None
    yield "POST", "/api/captures", bearer | JSON, page
    yield "POST", "/api/captures", bearer | JSON, page[:-20]
    yield "POST", "/api/captures", bearer | JSON, json.dumps(capture_body(client=SECRET))
    yield "POST", "/api/captures", bearer | JSON, json.dumps({SECRET: SECRET, "html": [SECRET]})
    yield "POST", "/api/import", bearer | JSON, json.dumps({"format": SECRET, "captures": [{"id": SECRET}]})
    yield "GET", f"/sign-in/{SECRET}", {}, None
    yield "POST", "/sign-in", FORM, urlencode({"password": SECRET, "name": SECRET})
    yield "GET", f"/pair?user_code={SECRET}", {"Cookie": f"ssi_history={SECRET}"}, None
    yield "POST", "/api/pairing", FORM, urlencode({"client_id": SECRET, "scope": SECRET})
    yield "POST", "/api/pairing", FORM, urlencode({"client_id": SECRET, "device_name": SECRET})
    yield (
        "POST",
        "/api/pairing/token",
        FORM,
        urlencode({"device_code": SECRET, "client_id": SECRET, "grant_type": SECRET}),
    )
    yield "GET", f"/{SECRET}", {"Host": SECRET}, None
    yield "GET", "/", {"X-Forwarded-For": SECRET, "Origin": SECRET, "Referer": SECRET, "User-Agent": SECRET}, None
    yield SECRET.upper(), "/", {}, None


def test_requests_with_secrets_leave_none_in_the_log(service: MemberService) -> None:
    token = service.add_device("Browser")
    for method, path, headers, body in everywhere(token):
        ask(service, method, path, headers, body)
    said = said_since_start(service)
    assert SECRET.lower() not in said.lower()
    assert token not in said


@pytest.mark.parametrize("table", ["captures", "pages", "pairings", "limits"])
def test_nor_do_failures_of_the_database(service: MemberService, table: str) -> None:
    token = service.add_device(SECRET)
    break_storage(service, table)
    failed = 0
    for method, path, headers, body in everywhere(token):
        status, answer = ask(service, method, path, headers, body)
        failed += status >= 500
        if status >= 500:
            assert SECRET not in answer
    assert failed or table == "limits"
    said = said_since_start(service)
    assert ("unexpected error" in said) == bool(failed)
    assert SECRET not in said
    assert token not in said


def test_the_list_of_processes_holds_no_secret(tmp_path: Path) -> None:
    with running(CommandedService(tmp_path, "serve", "--data-dir", str(tmp_path / "data"))) as service:
        secret = service.sign_in_link().rpartition("/")[2]
        shown = subprocess.run(["ps", "-ww", "axo", "args"], capture_output=True, text=True, check=True).stdout
        assert f"--port {service.port}" in shown
        assert secret not in shown


@pytest.mark.parametrize("kind", [ValueError, UnicodeError, KeyError, OSError])
def test_what_an_error_says_stays_out_of_log_and_answer(
    app: Flask, api: Api, kind: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_html: str) -> None:
        try:
            raise LookupError(SECRET)
        except LookupError as error:
            raise kind(SECRET) from error

    monkeypatch.setattr(intake, "load", fail)
    with caplog.at_level(logging.DEBUG):
        answer = api.send(capture_body())
    problem(answer, 500, "internal_error")
    assert SECRET not in answer.text + caplog.text
    assert re.search(rf"POST /api/captures\n.*{kind.__name__}", caplog.text, re.DOTALL)
    assert "in fail" in caplog.text  # It still says where.


def test_what_a_database_was_given_is_in_no_error(database: Database) -> None:

    with pytest.raises((IntegrityError, DataError)) as raised, database.write() as session:
        session.execute(text("INSERT INTO people (name, created_at) VALUES (:name, NULL)"), {"name": SECRET})
    assert SECRET not in str(raised.value).partition("DETAIL")[0]


def test_settings_with_a_password_are_not_in_the_log(tmp_path: Path) -> None:
    address = f"postgresql+psycopg://ann:{SECRET}@127.0.0.1:1/ssi"
    environment = {**os.environ, "SSI_HISTORY_DATABASE_URL": address}
    command = ["--data-dir", str(tmp_path), "serve", "--no-browser", "--port", "0"]

    result = subprocess.run(ssi_history(*command), env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert SECRET not in result.stdout + result.stderr
