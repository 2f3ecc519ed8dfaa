"""A browser that knows of the server nothing but its name: over TLS, through the proxy."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from storms.browsers import Browser, Capture, Paired, Told, at_once
from team.deployed import NAME
from team.processes import Proxy

PATIENCE = 60
FORM = "application/x-www-form-urlencoded"
GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class _ThroughProxy(HTTPConnection):
    """To the server's name, wherever the proxy listens."""

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(NAME, timeout=PATIENCE)
        self._proxy = proxy

    def connect(self) -> None:
        context = ssl.create_default_context(cafile=str(self._proxy.authority))
        plain = socket.create_connection(("127.0.0.1", self._proxy.port), self.timeout)
        self.sock = context.wrap_socket(plain, server_hostname=NAME)


@dataclass
class Outside:
    """One visitor, with their cookie."""

    proxy: Proxy
    cookie: str = field(default="", repr=False)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """The answer; a cookie that it sets is kept."""
        known = {"Cookie": self.cookie} if self.cookie else {}
        with closing(_ThroughProxy(self.proxy)) as connection:
            connection.request(
                method, path, body, known | {name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer: HTTPResponse = connection.getresponse()
            text = answer.read().decode()
        if set_cookie := answer.headers.get("Set-Cookie"):
            self.cookie = set_cookie.partition(";")[0]
        return Answer(answer.status, text, dict(answer.headers))

    def form(self, path: str, **fields: str) -> Answer:
        return self.ask("POST", path, urlencode(fields), Content_Type=FORM, Origin=f"https://{NAME}")

    def pair(self) -> str:
        """The token of an extension that this visitor has let in, who is signed in."""
        stranger = Outside(self.proxy)
        asked = stranger.ask("POST", "/api/pairing", urlencode({"client_id": "x"}), Content_Type=FORM).json
        page = self.ask("GET", f"/pair?user_code={asked['user_code']}")
        [token] = set(re.findall(r'name="csrf_token" value="([^"]+)"', page.text))
        allowed = self.form("/pair", csrf_token=token, user_code=asked["user_code"], decision="allow")
        assert allowed.status == 303, allowed
        looked = {"grant_type": GRANT, "device_code": asked["device_code"], "client_id": "x"}
        return str(
            stranger.ask("POST", "/api/pairing/token", urlencode(looked), Content_Type=FORM).json["access_token"]
        )

    def capture(self, token: str, body: str) -> Answer:
        headers = {"Content_Type": "application/json", "Authorization": f"Bearer {token}"}
        return self.ask("POST", "/api/captures", body, **headers)


class ThroughProxy(Browser):
    """One whose server is behind the proxy."""

    def __init__(self, proxy: Proxy, paired: Paired, told: Told, seed: int) -> None:
        super().__init__(paired, proxy.port, told, seed)
        self._outside = Outside(proxy)

    def deliver(self, capture: Capture) -> None:
        while not self._answered(capture.body):
            pass

    def _answered(self, body: str) -> bool:
        self.tries += 1
        try:
            answer = self._outside.capture(self._paired.token, body)
        except (OSError, HTTPException):
            return False
        assert answer.status in (200, 201, 502), answer  # 502: the server behind the proxy went while it answered.
        return answer.status != 502


@contextmanager
def capturing(proxy: Proxy, paired: Sequence[Paired], seed: int) -> Iterator[Told]:
    """All of them at once, through the proxy."""
    told = Told()
    with at_once([ThroughProxy(proxy, one, told, seed + number) for number, one in enumerate(paired)], told):
        yield told
