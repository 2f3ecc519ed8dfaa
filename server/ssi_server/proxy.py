"""A proxy in front of the server: whose word is believed about who asks, by which name, and whether over TLS."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]

UNIX = "unix"
"""How a proxy is named that comes through a socket in the file system, where nobody has an address."""

_SCHEMES = ("http", "https")


class NoAddress(ValueError):
    """What was given names no proxy; the message is the text itself."""


def addresses(text: str) -> frozenset[str]:
    """The addresses of proxies, given with commas between them. NoAddress for anything else, names included.

    >>> sorted(addresses("127.0.0.1, 2001:DB8::0:1,unix"))
    ['127.0.0.1', '2001:db8::1', 'unix']
    """
    return frozenset(_named(one.strip()) for one in text.split(",") if one.strip())


def _named(text: str) -> str:
    if text == UNIX or (address := _address(text)):
        return text if text == UNIX else str(address)
    raise NoAddress(text)


class BehindProxy:
    """Believes X-Forwarded-For, -Proto and -Host where the peer itself is one of the proxies; takes them, and
    Forwarded, from every request, so that nobody behind it can believe anybody else.

    A request that did not come through a proxy came over plain HTTP, whatever it says.
    """

    def __init__(self, application: Wsgi, proxies: frozenset[str]) -> None:
        self._application, self._proxies = application, proxies

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        told = {name: environ.pop(f"HTTP_X_FORWARDED_{name}", "") for name in ("FOR", "PROTO", "HOST", "PORT")}
        for name in [name for name in environ if name.startswith("HTTP_X_FORWARDED_") or name == "HTTP_FORWARDED"]:
            del environ[name]
        peer = str(_address(environ.get("REMOTE_ADDR", "")) or UNIX)
        scheme = "http"
        if peer in self._proxies:
            environ["REMOTE_ADDR"] = next(self._clients(told["FOR"]), peer)
            environ["HTTP_HOST"] = _last(told["HOST"]) or environ.get("HTTP_HOST", "")
            scheme = _last(told["PROTO"]).lower()
        environ["wsgi.url_scheme"] = scheme if scheme in _SCHEMES else "http"
        return self._application(environ, start_response)

    def _clients(self, told: str) -> Iterator[str]:
        """Who asked, as the proxy that is nearest to them has seen it: what they said themselves stands before it."""
        for one in reversed(told.split(",")):
            address = _address(one.strip())
            if address is None:
                return
            if str(address) not in self._proxies:
                yield str(address)


def _last(told: str) -> str:
    return told.rpartition(",")[2].strip()


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
