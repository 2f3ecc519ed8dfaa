"""What a browser sends when it asks to be let in, and what is no request of RFC 6749 and RFC 8628 at all."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server_parts import CLIENT, GRANT_TYPE, Browser, problem, refused, rows
from ssi_server.config import Settings

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("missing", ["grant_type", "device_code", "client_id"])
def test_a_parameter_left_out_or_empty_is_named(asking: Browser, missing: str) -> None:
    assert missing in refused(asking.poll(**{missing: ""}), "invalid_request")
    form = {"grant_type": GRANT_TYPE, "device_code": asking.device_code, "client_id": CLIENT}
    del form[missing]
    assert missing in refused(asking.client.post("/api/pairing/token", data=form), "invalid_request")


def test_another_grant_type_is_not_supported(asking: Browser) -> None:
    refused(asking.poll(grant_type="authorization_code"), "unsupported_grant_type")


@pytest.mark.parametrize("path", ["/api/pairing", "/api/pairing/token"])
@pytest.mark.parametrize("client_id", [CLIENT, ""])
def test_a_client_has_no_password(asking: Browser, path: str, client_id: str) -> None:
    """One that sends its name and password in the header need not send a client_id beside it (RFC 6749 section 2.3)."""
    form = {"grant_type": GRANT_TYPE, "device_code": asking.device_code, "client_id": client_id}
    answer = asking.client.post(path, data=form, auth=(CLIENT, "secret"))
    refused(answer, "invalid_client", 401)
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"client_id": ""},
        {"client_id": "x" * 101},
        {"client_id": "a\0b"},
        {"client_id": CLIENT, "device_name": "x" * 101},
        {"client_id": CLIENT, "device_name": "two\nlines"},
        {"client_id": CLIENT, "device_name": " "},
        {"client_id": "two\nlines"},
    ],
)
def test_what_a_browser_says_of_itself_has_a_form(
    client: FlaskClient, settings: Settings, form: dict[str, str]
) -> None:
    refused(client.post("/api/pairing", data=form), "invalid_request")
    assert rows(settings, "SELECT count(*) FROM pairings") == [(0,)]


@pytest.mark.parametrize("scope", ["everything", "capture full", "CAPTURE"])
def test_there_are_two_scopes(browser: Browser, scope: str) -> None:
    refused(browser.ask(scope=scope), "invalid_scope")


def test_what_is_not_known_is_passed_over(browser: Browser) -> None:
    assert browser.ask(audience="x", scope="").status_code == 200


@pytest.mark.parametrize("path", ["/api/pairing", "/api/pairing/token"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{}", "application/json"),
        (f"client_id={CLIENT}", "text/plain"),
        (f"client_id={CLIENT}", None),
        (f"client_id={CLIENT}&client_id={CLIENT}", FORM),
        (f"client_id={CLIENT}&client_id=", FORM),
        (f"client_id={CLIENT}&x=1&x=2", FORM),
        (f"client_id={CLIENT}&%22ż=1&%22ż=2", FORM),
        (b"client_id=\xff", FORM),
    ],
)
def test_what_is_no_proper_form_is_refused(
    client: FlaskClient, settings: Settings, path: str, body: str | bytes, kind: str | None
) -> None:
    refused(client.post(path, data=body, content_type=kind), "invalid_request")
    assert rows(settings, "SELECT count(*) FROM pairings") == [(0,)]


def test_parameters_in_the_address_count_for_nothing(client: FlaskClient) -> None:
    refused(client.post(f"/api/pairing?client_id={CLIENT}", content_type=FORM), "invalid_request")


@pytest.mark.parametrize("path", ["/api/pairing", "/api/pairing/token"])
def test_what_lies_outside_of_the_rfc_is_a_problem_document(client: FlaskClient, path: str) -> None:
    form = {"client_id": CLIENT}
    problem(client.post(path, data=form, headers={"Origin": "https://example.org"}), 403, "origin")
    problem(client.post(path, data=form, headers={"Host": "example.org"}), 403, "unknown_host")
    problem(client.post(path, data={"client_id": "x" * 10_001}), 413, "too_large")
    problem(client.get(path), 405, "method_not_allowed")
