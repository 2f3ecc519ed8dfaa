"""A server that proves to be the right one, and then answers captures as the test says."""

import hashlib
import hmac
import json
from http import HTTPStatus
from urllib.parse import parse_qs

from e2e.website import Page, Request, Website

CAPTURES = "/api/captures"
HELLO = "/api/hello"


class TroubledServer(Website):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._key = hashlib.sha256(token.encode()).digest()
        self.pages[HELLO] = self._hello

    def answers(self, page: Page) -> None:
        self.pages[CAPTURES] = page

    def _hello(self, request: Request) -> Page:
        [nonce] = parse_qs(request.query)["nonce"]
        proof = hmac.new(self._key, nonce.encode(), "sha256").hexdigest()
        return as_json({"name": "ssi-history", "version": "0.1.0", "api": 1, "proof": proof})


def as_json(body: object, status: int = HTTPStatus.OK, **headers: str) -> Page:
    return Page(json.dumps(body), status=status, headers={"Content-Type": "application/json", **headers})


def problem(status: HTTPStatus, code: str, title: str, **headers: str) -> Page:
    """An RFC 9457 problem document, as the real server words them."""
    return as_json(
        {"type": f"urn:ssi-history:problem:{code}", "title": title, "status": status, "code": code}, status, **headers
    )
