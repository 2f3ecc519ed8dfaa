"""One odd request after the other, of the kinds that the server takes."""

from __future__ import annotations

import gzip
import json
from random import Random
from typing import Any
from urllib.parse import quote_from_bytes

from . import odd
from .site import Form, Site
from .wire import request

Fields = list[tuple[str, str]]

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")
_NAMES = (
    *("Accept-Language", "Accept-Encoding", "Accept", "Cookie", "Host", "Origin", "Referer", "Sec-Fetch-Site", "Range"),
    *("Authorization", "Content-Type", "Content-Encoding", "If-None-Match", "If-Modified-Since", "X-Forwarded-For"),
    *("X-Forwarded-Proto", "X-Forwarded-Host", "X-HTTP-Method-Override", "User-Agent", "X-CSRFToken", "Forwarded"),
)
_HEADER_VALUES = (
    *(
        "de",
        "de;q=x",
        "*",
        "xx-YY-zz",
        "gzip;q=0",
        "null",
        "same-origin",
        "cross-site",
        "bytes=0-",
        "bytes=9-1,x",
        "[::1",
    ),
    *(
        "Basic eA==",
        "Bearer",
        "Bearer ssi_a_b",
        "Bearer ssi__",
        "Digest x=y",
        "application/json",
        "multipart/form-data",
    ),
    *("multipart/form-data; boundary=", "text/html; charset=utf-7", "application/json; charset=utf-16", "gzip, gzip"),
    *(
        "ssi_history=x",
        "ssi_history=.e30.x",
        'ssi_history="\\000"',
        "ssi_history",
        "=;=;",
        "W/",
        '"x',
        "for=_;proto=https",
    ),
    *(
        "Thu, 99 Foo 0000 00:00:00 GMT",
        "http://127.0.0.1",
        "https://example.org",
        "moz-extension://x",
        "127.0.0.1:99999",
    ),
)
_TYPES = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "image/png", "")


class Requests:
    """`captures` and `files` are such as the server takes, an export first; the headers those of whoever is let in."""

    def __init__(self, random: Random, site: Site, captures: list[dict[str, Any]]) -> None:
        self._random, self._site, self._captures = random, site, captures
        self.files: list[tuple[str, bytes]] = []
        self.page_headers: list[tuple[str, str | bytes]] = []
        self.api_headers: list[tuple[str, str | bytes]] = []

    def sound(self) -> tuple[str, bytes]:
        """A page's address, as it is linked, and the request for it."""
        address = self._random.choice(list(self._site.addresses))
        headers = self.api_headers if address.startswith("/api/") else self.page_headers
        return address, request("GET", odd.encoded(address), headers)

    def page(self) -> bytes:
        """A page, with parameters and headers that its links do not have."""
        address = odd.encoded(self._random.choice(list(self._site.addresses)).partition("?")[0])
        if not self._random.randrange(4):
            address += self._path()
        query = self._quoted([(self._name(), odd.text(self._random)) for _ in range(self._random.randrange(4))])
        method = self._random.choice(_METHODS) if not self._random.randrange(5) else "GET"
        return request(method, address + b"?" + query, self._with_odd(self.page_headers))

    def form(self) -> bytes:
        """A form of a page that was seen, filled in strangely; its own mark stays mostly."""
        form = self._random.choice(list(self._site.forms.values()))
        fields = self._filled(form)
        action = odd.encoded(form.action)
        if form.method == "GET":
            return request("GET", action.partition(b"?")[0] + b"?" + self._quoted(fields), self.page_headers)
        if form.is_multipart or not self._random.randrange(8):
            return self._multipart(action, fields)
        headers = [*self.page_headers, ("Content-Type", "application/x-www-form-urlencoded")]
        return request("POST", action, self._with_odd(headers, 10), self._quoted(fields))

    def upload(self) -> bytes:
        """Files for the page that takes histories in, whole, damaged or altered; none before its form was seen."""
        forms = [form for form in self._site.forms.values() if form.is_multipart]
        return self._multipart(odd.encoded(forms[0].action), list(forms[0].fields)) if forms else self.page()

    def capture(self) -> bytes:
        body = self._random.choice(self._captures)
        return self._api(
            "POST", b"/api/captures", body if not self._random.randrange(8) else odd.altered(self._random, body)
        )

    def document(self) -> bytes:
        """An export back in, mostly altered."""
        name, data = self.files[0]
        assert name.endswith(".json")
        given = json.loads(data)
        changed = odd.altered(self._random, given) if self._random.randrange(4) else given
        return self._api("POST", b"/api/import" + self._random.choice((b"", b"?dry_run=true", b"?dry_run=x")), changed)

    def api(self) -> bytes:
        """One of the API's addresses, with odd parameters, bodies and headers."""
        paths = [address for address in self._site.addresses if address.startswith("/api/")]
        path = odd.encoded(self._random.choice(paths).partition("?")[0])
        path = self._random.choice(
            (path, path, b"/api/captures/" + self._path(), b"/api/pairing", b"/api/pairing/token")
        )
        names = ("device", "nonce", "client_id", "grant_type", "device_code", "scope", "device_name", self._name())
        fields = [(self._random.choice(names), odd.text(self._random)) for _ in range(self._random.randrange(5))]
        method = self._random.choice(_METHODS)
        headers = self._with_odd([*self.api_headers, ("Content-Type", self._random.choice(_TYPES))], 3)
        return request(
            method, path + b"?" + self._quoted(fields), headers, self._quoted(fields) * self._random.randrange(2)
        )

    def _api(self, method: str, path: bytes, body: Any) -> bytes:
        data = json.dumps(body).encode()
        headers = [*self.api_headers, ("Content-Type", "application/json")]
        if not self._random.randrange(4):
            data = odd.damaged(self._random, data)
        if not self._random.randrange(4):
            data = gzip.compress(data, 1)
            headers.append(("Content-Encoding", "gzip"))
            data = odd.damaged(self._random, data) if not self._random.randrange(3) else data
        return request(method, path, self._with_odd(headers, 10), data)

    def _filled(self, form: Form) -> Fields:
        fields = []
        for name, value in form.fields:
            match self._random.randrange(10 if name != "csrf_token" else 400):
                case 0:
                    continue
                case 1:
                    fields += [(name, value), (name, odd.text(self._random))]
                case 2 | 3 | 4 | 5:
                    fields.append((name, odd.text(self._random)))
                case _:
                    fields.append((name, value))
        return fields if self._random.randrange(6) else [*fields, (self._name(), odd.text(self._random))]

    def _multipart(self, action: bytes, fields: Fields) -> bytes:
        boundary, parts = b"fuzz%d" % self._random.getrandbits(60), []
        for name, value in fields:
            if name != "files":
                parts.append(
                    b'Content-Disposition: form-data; name="%s"\r\n\r\n' % odd.encoded(name) + odd.encoded(value)
                )
        for _ in range(self._random.randrange(3)):
            name, data = self._random.choice(self.files)
            data = odd.damaged(self._random, data) if self._random.randrange(2) else data
            name = name if self._random.randrange(2) else odd.text(self._random)
            disposition = b'Content-Disposition: form-data; name="files"; filename="%s"\r\n' % odd.encoded(name)
            parts.append(disposition + b"Content-Type: application/octet-stream\r\n\r\n" + data)
        body = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts) + b"--%s--\r\n" % boundary
        body = odd.damaged(self._random, body) if not self._random.randrange(6) else body
        return request(
            "POST", action, [*self.page_headers, ("Content-Type", b"multipart/form-data; boundary=" + boundary)], body
        )

    def _with_odd(self, headers: list[tuple[str, str | bytes]], one_in: int = 4) -> list[tuple[str, str | bytes]]:
        if self._random.randrange(one_in):
            return headers
        name = self._random.choice(_NAMES)
        value = self._random.choice((*_HEADER_VALUES, odd.text(self._random)))
        changed = [pair for pair in headers if pair[0] != name or not self._random.randrange(3)]
        return [*changed, (name, odd.encoded(value))]

    def _name(self) -> str:
        return self._random.choice(list(self._site.names)) if self._random.randrange(6) else odd.text(self._random)

    def _path(self) -> bytes:
        piece = odd.encoded(odd.text(self._random))
        return b"/" + (
            piece.translate(None, b" \r\n\t") if not self._random.randrange(4) else quote_from_bytes(piece).encode()
        )

    def _quoted(self, fields: Fields) -> bytes:
        pairs = (
            quote_from_bytes(odd.encoded(name)) + "=" + quote_from_bytes(odd.encoded(value)) for name, value in fields
        )
        return "&".join(pairs).encode()
