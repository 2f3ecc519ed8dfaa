"""The log as lines of JSON: one a request, one an event, nothing secret in either; by default there is neither."""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server_parts import Api, capture_body
from ssi_server.app import create_app
from ssi_server.captures import intake
from ssi_server.config import Settings, Unusable
from ssi_server.storage import Database
from ssi_server.watch import lines

NAME, PROXY = "ssi.example.org", "192.0.2.10"
SECRET = "Zq7kX-planted-secret"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Standard error of a server that logs JSON; what was set up for it is gone afterwards."""
    stream = io.StringIO()
    monkeypatch.setattr(lines, "sys", SimpleNamespace(stderr=stream))
    root = logging.getLogger()
    before = [*root.handlers]
    yield stream
    root.handlers[:] = before
    lines.log.setLevel(logging.NOTSET)


@pytest.fixture
def settings(settings: Settings, written: io.StringIO) -> Settings:
    return dataclasses.replace(settings, log="json")


def told(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_each_request_is_one_line(api: Api, written: io.StringIO) -> None:
    answer = api.send(capture_body("disagreement"))
    [line] = told(written)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert 0 < line.pop("ms") < 60_000
    assert line == {
        "level": "info",
        "logger": "ssi_server.watch.lines",
        "message": "request",
        "request": answer.headers["X-Request-ID"],
        "method": "POST",
        "route": "/api/captures",
        "status": 201,
        "verdict": "suspect",
    }


def test_a_problem_has_its_code(api: Api, client: FlaskClient, written: io.StringIO) -> None:
    api.send(capture_body("redesign"))
    client.get("/api/summary")
    client.post("/api/pairing/token", data={"grant_type": "urn:ietf:params:oauth:grant-type:device_code"})
    assert [(line["status"], line["code"]) for line in told(written)] == [
        (422, "unreadable"),
        (401, "unknown_token"),
        (400, "invalid_request"),
    ]


@pytest.mark.parametrize(
    ("method", "path", "shown"),
    [
        ("GET", f"/sign-in/{SECRET}", ("GET", "/sign-in/<link>")),
        ("GET", f"/pair?user_code={SECRET}", ("GET", "/pair")),
        ("GET", f"/{SECRET}", ("GET", "other")),
        (SECRET.upper(), "/healthz", ("other", "other")),
        ("DELETE", "/healthz", ("DELETE", "other")),
    ],
)
def test_of_an_address_only_the_route_is_told(
    client: FlaskClient, written: io.StringIO, method: str, path: str, shown: tuple[str, str]
) -> None:
    client.open(path, method=method, headers={"User-Agent": SECRET, "X-Request-ID": SECRET, "Cookie": SECRET})
    [line] = told(written)
    assert (line["method"], line["route"]) == shown
    assert SECRET.lower() not in written.getvalue().lower()


def test_what_happens_on_the_way_belongs_to_its_request(
    api: Api, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_html: str) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(intake, "load", fail)
    answer = api.send(capture_body())
    event, request = told(written)
    assert event["level"] == "error"
    assert event["message"].startswith("unexpected error at POST /api/captures\n")
    assert "in fail" in event["message"]
    assert event["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert (request["status"], request["code"]) == (500, "internal_error")
    assert SECRET not in written.getvalue()


def test_of_an_error_that_others_log_the_kind_and_the_place_are_told(app: Flask, written: io.StringIO) -> None:
    try:
        raise LookupError(SECRET)
    except LookupError:
        logging.getLogger("waitress").exception("while serving")
    [line] = told(written)
    assert (line["level"], line["message"]) == ("error", "while serving")
    assert line["error"].endswith("builtins.LookupError")
    assert SECRET not in written.getvalue()


@pytest.mark.parametrize(
    ("proxies", "sent", "is_believed"),
    [
        ({PROXY}, "0123456789abcdef" * 2, True),
        ({PROXY}, "0123456789ABCDEF" * 2, False),
        ({PROXY}, "0" * 33, False),
        ((), "0123456789abcdef" * 2, False),
    ],
)
def test_the_id_of_a_request_is_the_proxys_where_there_is_one(
    settings: Settings, database: Database, written: io.StringIO, proxies: set[str], sent: str, is_believed: bool
) -> None:
    app = create_app(dataclasses.replace(settings, proxies=frozenset(proxies), hosts=(NAME,)))
    app.test_client().get("/healthz", headers={"X-Request-ID": sent})
    [line] = told(written)
    assert (line["request"] == sent) is is_believed
    assert re.fullmatch("[0-9a-f]{32}", line["request"])
    app.extensions["ssi_database"].close()


def test_an_application_that_is_made_again_tells_each_request_once(
    settings: Settings, database: Database, written: io.StringIO
) -> None:
    for _ in range(2):
        app = create_app(settings)
        app.extensions["ssi_database"].close()
    app.test_client().get("/healthz")
    assert len(told(written)) == 1


def test_plain_is_the_default_and_tells_no_requests(
    database: Database, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    assert Settings.load(settings.data_dir, environ={}).log == "plain"
    app = create_app(dataclasses.replace(settings, log="plain"))
    answer = app.test_client().get("/healthz")
    app.extensions["ssi_database"].close()
    assert capfd.readouterr().err == ""
    assert "X-Request-ID" not in answer.headers


def test_another_form_is_refused() -> None:
    with pytest.raises(Unusable, match="SSI_HISTORY_LOG is 'yaml'; give one of plain, json"):
        Settings.load(environ={"SSI_HISTORY_LOG": "yaml"})
