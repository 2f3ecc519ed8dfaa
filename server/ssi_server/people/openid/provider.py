"""The provider: what it says about itself, and the keys that it signs with.

Both are kept for an hour. A signature under a key that is not known has the keys fetched again, so that a provider may
change them at any time; not oftener than every half minute, so that nobody makes this server ask without end. While it
does not answer, it is left alone for ten seconds: those who wait for it hold up whoever wants something else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Session

from ...openid_settings import OpenId, is_protected
from .errors import Unavailable
from .limited import Limited

FRESH_FOR = 3600.0
KEYS_REST_FOR = 30.0
LEFT_ALONE_FOR = 10.0
"""Seconds."""

_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

T = TypeVar("T")


class Provider:
    """Asked by any number of threads; all of them know what one has learned."""

    def __init__(self, settings: OpenId) -> None:
        self.settings = settings
        self._asking = threading.Lock()
        self._metadata: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None
        self._metadata_at = self._keys_at = 0.0
        self._quiet_until = 0.0

    def metadata(self) -> Mapping[str, Any]:
        """What OpenID Connect Discovery 1.0 has in section 3, checked. Raises Unavailable."""
        with self._asking:
            if self._metadata is None or time.monotonic() - self._metadata_at > FRESH_FOR:
                self._metadata, self._metadata_at = self.asked(self._fetch_metadata), time.monotonic()
            return self._metadata

    def keys(self, *, but: KeySet | None = None) -> KeySet:
        """The provider's keys; newer ones than those in which one was looked for in vain. Raises Unavailable."""
        address = self.metadata()["jwks_uri"]
        with self._asking:
            age = time.monotonic() - self._keys_at
            if self._keys is None or age > FRESH_FOR or (self._keys is but and age > KEYS_REST_FOR):
                self._keys, self._keys_at = self.asked(lambda: self._fetch_keys(address)), time.monotonic()
            return self._keys

    def asked(self, question: Callable[[], T]) -> T:
        """What comes of a question to the provider. Unavailable at once where it has just not answered another."""
        if time.monotonic() < self._quiet_until:
            raise Unavailable("the provider has just not answered")
        try:
            return question()
        except (RequestException, Unavailable) as error:
            self._quiet_until = time.monotonic() + LEFT_ALONE_FOR
            raise Unavailable(f"the provider does not answer as one: {type(error).__name__}") from error

    def _fetch_metadata(self) -> Mapping[str, Any]:
        """Of section 4.3: the issuer must be the one that was asked, letter by letter."""
        found = document(self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self.settings.issuer:
            raise Unavailable("the provider calls itself by another name than SSI_HISTORY_OPENID_ISSUER")
        for name in (*_ENDPOINTS, *({"userinfo_endpoint"} & found.keys())):
            address = found.get(name)
            if not isinstance(address, str) or not is_protected(address):
                raise Unavailable(f"the provider names no {name} that is protected on the way")
        return found

    def _fetch_keys(self, address: str) -> KeySet:
        found = document(address)
        try:
            return KeySet.import_key_set({"keys": [key for key in found["keys"] if key.get("use", "sig") == "sig"]})
        except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unavailable("the provider has no keys that can be read") from error


def limited(session: Session) -> Session:
    """The same session, which asks as the provider may be asked."""
    session.mount("https://", Limited())
    session.mount("http://", Limited())
    return session


def document(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at the provider's address. Raises Unavailable, and what requests raises."""
    with limited(Session()) as session:
        answer = session.get(address, headers=dict(headers or {}), allow_redirects=False)
    found = answer.json() if answer.status_code == 200 else None
    if not isinstance(found, dict):
        raise Unavailable(f"no document, but status {answer.status_code}")
    return found
