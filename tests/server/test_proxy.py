"""Behind a proxy: whose word is believed, by which names the server answers, and that nothing goes without TLS."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask, request
from flask.testing import FlaskClient

from server_parts import Api, capture_body, csrf_token, problem
from ssi_server.app import create_app
from ssi_server.cli import main
from ssi_server.config import Settings, Unusable
from ssi_server.people import sign_in
from ssi_server.proxy import BehindProxy
from ssi_server.storage import Database

PROXY, OUTSIDE = "192.0.2.10", "192.0.2.66"
NAME = "ssi.example.org"
TOLD = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": NAME}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, hosts=(NAME, "other.example.org"), proxies=frozenset({PROXY}))


@pytest.fixture
def proxied(app: Flask) -> FlaskClient:
    """A browser as the server sees it: all that it sends comes from the proxy, with what the proxy tells of it."""

    class Through(FlaskClient):
        def open(self, *args: Any, headers: Any = (), **kwargs: Any) -> Any:
            from_proxy = {"REMOTE_ADDR": PROXY}
            return super().open(*args, headers=TOLD | dict(headers), environ_base=from_proxy, **kwargs)

    app.test_client_class = Through
    return app.test_client()


@pytest.fixture
def believed() -> FlaskClient:
    """What an application behind two proxies takes a request to be."""
    app = Flask("believed", static_folder=None)
    app.wsgi_app = BehindProxy(app.wsgi_app, frozenset({PROXY, "2001:db8::1"}))  # type: ignore[method-assign]

    @app.get("/")
    def show() -> dict[str, Any]:
        kept = [name for name, _ in request.headers if "Forwarded" in name]
        return {"from": request.remote_addr, "scheme": request.scheme, "host": request.host, "kept": kept}

    return app.test_client()


def seen(client: FlaskClient, peer: str, headers: dict[str, str]) -> tuple[str, str, str]:
    told = client.get("/", headers={"Host": "inside"} | headers, environ_base={"REMOTE_ADDR": peer}).json
    assert told["kept"] == []
    return told["from"], told["scheme"], told["host"]


@pytest.mark.parametrize("peer", [PROXY, f"::ffff:{PROXY}", "2001:db8::1", "2001:DB8:0::1"])
def test_the_proxy_is_believed(believed: FlaskClient, peer: str) -> None:
    assert seen(believed, peer, TOLD) == ("203.0.113.7", "https", NAME)


@pytest.mark.parametrize("peer", [OUTSIDE, "127.0.0.1", "::1", ""])
def test_nobody_else_is(believed: FlaskClient, peer: str) -> None:
    forged = TOLD | {"Forwarded": "for=203.0.113.7;proto=https", "X-Forwarded-Server": NAME, "X-Forwarded-Port": "1"}
    assert seen(believed, peer, forged) == (peer, "http", "inside")


def test_what_the_visitor_said_before_the_proxy_is_not_believed(believed: FlaskClient) -> None:
    said = {
        "X-Forwarded-For": "10.1.1.1, 203.0.113.7, 2001:db8::1",
        "X-Forwarded-Proto": "https, http",
        "X-Forwarded-Host": f"evil.example, {NAME}",
    }
    assert seen(believed, PROXY, said) == ("203.0.113.7", "http", NAME)


@pytest.mark.parametrize("told", ["", "unknown", "_hidden", "203.0.113.7, nonsense", "'; DROP TABLE limits"])
def test_an_address_that_is_none_is_the_proxys_own(believed: FlaskClient, told: str) -> None:
    assert seen(believed, PROXY, {"X-Forwarded-For": told, "X-Forwarded-Proto": "ftp"}) == (PROXY, "http", "inside")


def test_a_member_signs_in_and_uses_forms_under_the_proxys_name(
    proxied: FlaskClient, database: Database, person_id: int
) -> None:
    with database.write() as session:
        link = sign_in.new_link(session, person_id)
    entered = proxied.get(f"/sign-in/{link}")
    assert entered.status_code == 303
    assert "Secure" in entered.headers["Set-Cookie"]
    page = proxied.get("/devices")
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    form = {"csrf_token": csrf_token(page), "name": "x", "scope": "full"}
    assert proxied.post("/devices", data=form, headers={"Origin": f"https://{NAME}"}).status_code == 200
    assert proxied.post("/devices", data=form, headers={"Origin": "http://127.0.0.1"}).status_code == 403


def test_captures_are_taken_and_pairing_names_the_proxy(proxied: FlaskClient, token: str) -> None:
    assert Api(proxied, token).send(capture_body()).status_code == 201
    asked = proxied.post("/api/pairing", data={"client_id": "script"}).json
    assert asked["verification_uri"] == f"https://{NAME}/pair"


@pytest.mark.parametrize("path", ["/", "/sign-in/abc", "/api/hello", "/static/base.css", "/.well-known/x"])
def test_without_tls_nothing_is_answered(proxied: FlaskClient, path: str) -> None:
    answer = proxied.get(path, headers={"X-Forwarded-Proto": "http"})
    assert answer.status_code == 403
    assert f"https://{NAME}" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_past_the_proxy_nothing_is_answered(client: FlaskClient, token: str) -> None:
    for peer in (OUTSIDE, "127.0.0.1"):
        past = {"REMOTE_ADDR": peer}
        problem(client.get("/api/hello", headers=TOLD | {"Host": NAME}, environ_base=past), 403, "tls_required")
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200


@pytest.mark.parametrize("name", ["evil.example", f"{NAME}.evil.example", "192.0.2.10"])
def test_other_names_are_not_answered(proxied: FlaskClient, name: str) -> None:
    answer = proxied.get("/api/hello", headers={"X-Forwarded-Host": name})
    assert NAME in problem(answer, 403, "unknown_host")["detail"]


def test_without_a_proxy_only_this_machine_is_answered(settings: Settings, database: Database) -> None:
    app = create_app(dataclasses.replace(settings, proxies=frozenset()))
    client = app.test_client()
    for peer in (OUTSIDE, "10.0.0.1", "2001:db8::7"):
        problem(client.get("/api/hello", environ_base={"REMOTE_ADDR": peer}), 403, "not_this_machine")
    for peer in ("127.0.0.1", "127.8.8.8", "::1", ""):
        assert client.get("/api/hello", environ_base={"REMOTE_ADDR": peer}).status_code == 200
    app.extensions["ssi_database"].close()


def test_from_the_environment() -> None:
    told = {"SSI_HISTORY_HOSTS": f"{NAME.upper()}, other.example.org", "SSI_HISTORY_BEHIND_PROXY": f"{PROXY},unix"}
    found = Settings.load(environ=told)
    assert (found.hosts, found.proxies) == ((NAME, "other.example.org"), {PROXY, "unix"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSTS", "https://ssi.example.org"),
        ("HOSTS", "ssi.example.org:443"),
        ("HOSTS", "*"),
        ("BEHIND_PROXY", "*"),
        ("BEHIND_PROXY", "nginx"),
        ("BEHIND_PROXY", "10.0.0.0/8"),
    ],
)
def test_what_means_nothing_is_told(name: str, value: str) -> None:
    with pytest.raises(Unusable, match="Give"):
        Settings.load(environ={f"SSI_HISTORY_{name}": value})


@pytest.mark.parametrize("command", [["serve", "--no-browser", "--port", "0"], ["sign-in"]])
def test_a_proxy_needs_a_name(command: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data-dir", str(tmp_path), *command, "--behind-proxy", "127.0.0.1"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "SSI_HISTORY_HOSTS" in result.stderr


def test_the_link_leads_to_the_proxy(tmp_path: Path) -> None:
    words = ["--data-dir", str(tmp_path), "sign-in", "--behind-proxy", PROXY]
    result = CliRunner().invoke(main, words, env={"SSI_HISTORY_HOSTS": NAME})
    assert result.stdout.startswith(f"https://{NAME}/sign-in/")
