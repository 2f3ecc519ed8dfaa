"""A provider that says whatever a test wants it to say, the truth among it."""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import re
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, jsonify, request
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from ssi_server.openid_settings import OpenId

CLIENT, SECRET = "ssi-history", "a secret of the client's"


class Lying:
    """`claims` and `metadata` are said in place of what is true, where None leaves something out.

    `forgery` is an algorithm and a secret that somebody else signs with; `status` is that of each answer, if not 200.
    """

    def __init__(self) -> None:
        self.issuer = ""
        self.key = new_key("first")
        self.shown = [self.key]
        self.signing = self.key
        self.forgery: tuple[str, bytes] | None = None
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.token: Any = None
        self.status, self.drips = 200, False
        self.asked: list[str] = []
        self.challenge = self.nonce = ""

    def settings(self, **changes: Any) -> OpenId:
        return OpenId(self.issuer, CLIENT, SECRET, **changes)

    def sign_in(self, browser: FlaskClient, on: TestResponse, **answer: str | None) -> TestResponse:
        """Comes back with what the provider sends along, `answer` in its place, from where `on` led the browser."""
        sent = leading_to(on)
        assert sent["code_challenge_method"] == "S256"
        self.challenge, self.nonce = sent["code_challenge"], sent["nonce"]
        true = {"code": "a code", "state": sent["state"], "iss": self.issuer}
        back = {name: value for name, value in (true | answer).items() if value is not None}
        return gone_on(browser, browser.get(urlsplit(sent["redirect_uri"]).path, query_string=back))

    def id_token(self) -> str:
        at = int(time.time())
        true = {"iss": self.issuer, "sub": "7", "aud": CLIENT, "iat": at, "exp": at + 60, "nonce": self.nonce}
        said = {name: value for name, value in (true | {"name": "Ann"} | self.claims).items() if value is not None}
        if self.forgery is not None:
            return forged(*self.forgery, said)
        return jwt.encode({"alg": "RS256", "kid": self.signing.kid}, said, self.signing)

    def routes(self) -> Flask:
        app = Flask(__name__)

        @app.before_request
        def note() -> Response | None:
            self.asked.append(request.path)
            if self.drips:
                return Response(dripping(), content_type="application/json")
            elsewhere = {"Location": "/elsewhere"}
            return Response("down", self.status, elsewhere) if self.status != 200 else None

        @app.get("/.well-known/openid-configuration")
        def configuration() -> Any:
            endpoints = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "jwks"}
            if self.userinfo is not None:
                endpoints["userinfo_endpoint"] = "userinfo"
            true = {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in endpoints.items()}
            return jsonify(true | self.metadata)

        @app.get("/jwks")
        def jwks() -> Any:
            return {"keys": [key.as_dict(private=False) for key in self.shown]}

        @app.post("/token")
        def token() -> Any:
            proof = base64(hashlib.sha256(request.form["code_verifier"].encode()).digest())
            if request.authorization is None or request.authorization.password != SECRET:
                return {"error": "invalid_client"}, 401
            if request.form["code"] != "a code" or proof != self.challenge:
                return {"error": "invalid_grant"}, 400
            true = {"access_token": "opaque", "token_type": "Bearer", "id_token": self.id_token()}
            return true if self.token is None else self.token

        @app.get("/userinfo")
        def userinfo() -> Any:
            assert request.headers["Authorization"] == "Bearer opaque"
            return self.userinfo

        return app


def forged(algorithm: str, secret: bytes, claims: dict[str, Any]) -> str:
    """A token that no library would sign."""
    header = {"alg": algorithm, "kid": "first"}
    parts = ".".join(base64(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.digest(secret, parts.encode(), "sha256") if algorithm == "HS256" else b""
    return f"{parts}.{base64(signature)}"


def dripping() -> Iterator[bytes]:
    """What keeps whoever waits for a whole piece of it waiting for a quarter of an hour."""
    for _ in range(10_000):
        yield b" "
        time.sleep(0.1)


def base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@cache
def new_key(kid: str, another: int = 0) -> RSAKey:
    """Made once for all tests, since that takes a while; `another` one goes by the same name."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


def leading_to(answer: TestResponse) -> dict[str, str]:
    """What the browser takes along to the provider, by a redirect or from a page that leads on."""
    address = led_on_by(answer) or answer.location
    assert address is not None, answer.text
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def led_on_by(answer: TestResponse) -> str | None:
    """Where a page leads by itself."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.text)
    return html.unescape(found[1]) if found else None


def gone_on(browser: FlaskClient, answer: TestResponse) -> TestResponse:
    """What comes after the page that leads on, if it is one."""
    address = led_on_by(answer)
    return browser.get(address) if address else answer


@contextmanager
def lying() -> Iterator[Lying]:
    """It listens on this machine while it is needed."""
    provider = Lying()
    server = make_server("127.0.0.1", 0, provider.routes(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
