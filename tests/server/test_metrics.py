"""The numbers at /metrics: who gets them, what they say, and that nobody else pays for them."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError

from server_parts import Api, capture_body
from ssi_server.app import create_app
from ssi_server.config import Settings, Unusable
from ssi_server.storage import Database
from ssi_server.watch.numbers import FOLDER

ALLOWED = "10.1.0.0/16"
NAME, PROXY = "ssi.example.org", "192.0.2.10"

Samples = dict[tuple[str, ...], float]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(
        settings,
        metrics_for=(ip_network("127.0.0.1"), ip_network(ALLOWED), ip_network("2001:db8::/32")),
        hosts=(NAME,),
        proxies=frozenset({PROXY}),
    )


@pytest.fixture
def plain(settings: Settings, database: Database) -> Iterator[Flask]:
    """A server that was never told of any numbers."""
    app = create_app(dataclasses.replace(settings, metrics_for=()))
    yield app
    app.extensions["ssi_database"].close()


def through_proxy(app: Flask, token: str) -> Api:
    client = app.test_client()
    client.environ_base |= {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": NAME}
    return Api(client, token)


def ask(client: FlaskClient, peer: str = "127.0.0.1", **environ: object) -> int:
    return client.get("/metrics", environ_overrides={"REMOTE_ADDR": peer} | environ).status_code


def samples(client: FlaskClient) -> Samples:
    """Every number by its name and the values of its labels."""
    text = client.get("/metrics").text
    found = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, *sample.labels.values()): sample.value for sample in found}


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.1.255.7", "::ffff:10.1.2.3", "2001:db8::7"])
def test_those_who_are_named_get_them(client: FlaskClient, peer: str) -> None:
    assert ask(client, peer) == 200


@pytest.mark.parametrize("peer", ["127.0.0.2", "10.2.0.1", "::1", "2001:db9::1", "", "unix:"])
def test_for_everybody_else_there_is_no_such_page(client: FlaskClient, peer: str) -> None:
    assert ask(client, peer) == 404


def test_by_default_there_is_none_for_anybody(plain: Flask, tmp_path: Path) -> None:
    assert Settings.load(tmp_path, environ={}).metrics_for == ()
    assert ask(plain.test_client()) == 404


def test_nothing_of_it_goes_out_through_the_proxy(client: FlaskClient) -> None:
    """Not even where the proxy forgets to tell who asks, so that it looks as if Prometheus did."""
    told = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": NAME}
    assert ask(client, PROXY, **told, HTTP_X_FORWARDED_FOR="10.1.2.3") == 404
    assert ask(client, PROXY, **told) == 404


def test_captures_are_counted_by_what_came_of_them(app: Flask, token: str) -> None:
    api, body = through_proxy(app, token), capture_body()
    sent = [body, body, capture_body("disagreement"), body | {"trigger": "menu"}, body | {"id": 7}]
    sent += [capture_body("redesign"), capture_body("signed-out")]
    assert [api.send(one).status_code for one in sent] == [201, 200, 201, 409, 400, 422, 422]
    found = samples(app.test_client())
    counted = {key[1]: value for key, value in found.items() if key[0] == "ssi_history_captures_total"}
    assert counted == {"read": 2, "repeated": 1, "unreadable": 1, "refused": 1, "declined": 2, "failed": 0}
    assert found["ssi_history_readings_total", "consistent"] == 1
    assert found["ssi_history_readings_total", "suspect"] == 1
    codes = {key[1]: value for key, value in found.items() if key[0] == "ssi_history_refusals_total" and value}
    assert codes == {"id_taken": 1, "invalid_request": 1, "unreadable": 1, "signed_out": 1}
    assert found["ssi_history_requests_total", "POST", "/api/captures", "201"] == 2
    assert found["ssi_history_request_seconds_count", "POST", "/api/captures"] == 7


def test_a_failing_database_is_counted(app: Flask, token: str) -> None:
    api = through_proxy(app, token)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ssi_server.captures.intake.take", unavailable)
        assert api.send(capture_body()).status_code == 503
    found = samples(app.test_client())
    assert found["ssi_history_refusals_total", "storage_unavailable"] == 1
    assert found["ssi_history_captures_total", "failed"] == 1


def unavailable(*_: object) -> None:
    raise OperationalError("INSERT", {}, OSError("the disk is full"))


def test_what_alerts_look_at_is_there_from_the_start(client: FlaskClient) -> None:
    found = samples(client)
    assert found["ssi_history_captures_total", "read"] == 0
    for code in ("unreadable", "signed_out", "storage_unavailable", "internal_error"):
        assert found["ssi_history_refusals_total", code] == 0
    assert found["ssi_history_readings_total", "suspect"] == 0


def test_nothing_that_somebody_sends_becomes_a_label(app: Flask, token: str) -> None:
    client = through_proxy(app, token).client
    for method, path in (("GET", "/sign-in/secret"), ("SECRET", "/"), ("GET", "/secret"), ("GET", "/?x=secret")):
        client.open(path, method=method)
    assert "secret" not in app.test_client().get("/metrics").text.lower()


def test_the_numbers_of_one_process_are_not_passed_off_as_those_of_all(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    answer = client.get("/metrics", environ_overrides={"wsgi.multiprocess": True})
    assert (answer.status_code, answer.json["code"]) == (500, "one_of_several")
    assert FOLDER in answer.json["detail"]


def test_a_folder_that_cannot_be_shared_is_told_at_the_start(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "missing"))
    with pytest.raises(Unusable, match="missing, which is no folder that the server may write to"):
        create_app(settings)


@pytest.mark.parametrize("named", ["localhost", "10.0.0.1/8", "unix", "127.0.0.1;10.0.0.1"])
def test_what_is_no_address_is_refused(named: str) -> None:
    with pytest.raises(Unusable, match=r"SSI_HISTORY_METRICS_FOR: .* Give the addresses"):
        Settings.load(environ={"SSI_HISTORY_METRICS_FOR": named})


def test_the_library_is_imported_only_where_somebody_asks(tmp_path: Path) -> None:
    look = (
        "import sys; from pathlib import Path; from ssi_server.app import create_app; from ssi_server.config import"
        " Settings; create_app(Settings.load(Path(sys.argv[1]), environ={}));"
        " print([name for name in sys.modules if name.startswith(('prometheus', 'gunicorn', 'ssi_server.watch.'))])"
    )
    said = subprocess.run([sys.executable, "-c", look, tmp_path], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "['ssi_server.watch.answered']"
