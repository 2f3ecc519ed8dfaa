"""Large requests at the same time: bounded together, so that eight of them do not take the machine's memory."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server_parts import Api, capture_body, csrf_token, problem
from ssi_server.body import MAX_BODY
from ssi_server.captures import intake
from ssi_server.heavy import LIGHT, RETRY_AFTER, Room

WAIT = 30
LARGE = capture_body()["html"] + " " * (MAX_BODY // 2)


@contextmanager
def one_is_being_read(api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A large page, at which the reader stays as long as this lasts; then it is answered."""
    reading, go_on, load = threading.Event(), threading.Event(), intake.load

    def slowly(html: str) -> object:
        if len(html) > LIGHT and not reading.is_set():
            reading.set()
            assert go_on.wait(WAIT)
        return load(html)

    monkeypatch.setattr(intake, "load", slowly)
    first = threading.Thread(target=api.send, args=[capture_body(html=LARGE)])
    first.start()
    assert reading.wait(WAIT)
    try:
        yield
    finally:
        go_on.set()
        first.join(WAIT)


def test_what_finds_no_room_is_to_come_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    again = capture_body(html=LARGE)
    with one_is_being_read(api, monkeypatch):
        refused = api.send(again)
        assert "Nothing was stored" in problem(refused, 503, "busy")["detail"]
        assert refused.headers["Retry-After"] == str(RETRY_AFTER)
        assert api.send(capture_body()).status_code == 201  # Pages as they are find their way.
    assert api.send(again).status_code == 201


def test_what_was_packed_counts_as_it_is_unpacked(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(json.dumps(capture_body(html=LARGE)).encode(), compresslevel=1)
    headers = api.headers | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    with one_is_being_read(api, monkeypatch):
        problem(api.client.post("/api/captures", data=packed, headers=headers), 503, "busy")


def test_files_brought_to_the_dashboard_count_too(
    dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{csrf_token(dashboard.get("/data"))}\r\n'
    file = f'--x\r\nContent-Disposition: form-data; name="files"; filename="page.html"\r\n\r\n{LARGE}\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    with one_is_being_read(api, monkeypatch):
        refused = dashboard.post("/data/import", data=(fields + file).encode(), content_type=kind)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(RETRY_AFTER))


@pytest.mark.parametrize("html", [LARGE, "<p>" * 2_000_000], ids=["taken", "refused"])
def test_room_is_given_back_however_it_ends(api: Api, html: str) -> None:
    for _ in range(3):
        assert api.send(capture_body(html=html)).status_code in (201, 422)


def test_room_is_given_back_after_an_error(app: Flask, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_html: str) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(intake, "load", fail)
        assert [api.send(capture_body(html=LARGE)).status_code for _ in range(3)] == [500] * 3
    assert api.send(capture_body(html=LARGE)).status_code == 201


def test_who_is_alone_gets_what_they_need() -> None:
    room = Room(10)
    assert room.take(100)
    assert not room.take(1)
    room.give_back(100)
    assert [room.take(5), room.take(5), room.take(1)] == [True, True, False]
