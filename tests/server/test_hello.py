"""Both sides prove that they know each other before a page goes out."""

from __future__ import annotations

import hashlib
import hmac

from flask.testing import FlaskClient

from server_parts import Api, problem

NONCE = "5c1d9a7e5c1d9a7e5c1d9a7e5c1d9a7e"


def test_the_proof_is_the_nonce_under_the_tokens_hash(client: FlaskClient, capturing: Api) -> None:
    device = capturing.token.split("_")[1]
    answer = client.get("/api/hello", query_string={"device": device, "nonce": NONCE}).json
    key = hashlib.sha256(capturing.token.encode()).digest()
    assert answer["name"] == "ssi-history"
    assert answer["api"] == 1
    assert answer["version"]
    assert answer["proof"] == hmac.new(key, NONCE.encode(), hashlib.sha256).hexdigest()


def test_an_unknown_device_gets_no_proof(client: FlaskClient) -> None:
    assert client.get("/api/hello", query_string={"device": "nobody", "nonce": NONCE}).json["proof"] is None
    assert client.get("/api/hello").json["proof"] is None


def test_a_nonce_has_a_length(client: FlaskClient) -> None:
    problem(client.get("/api/hello?device=x&nonce=short"), 400, "invalid_request")


def test_the_server_says_that_it_lives_and_can_store(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "alive"}
    assert client.get("/readyz").json == {"status": "ready"}
