"""The settings: read once from the environment, then one frozen object."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from platformdirs import user_data_path

from . import openid_settings, proxy
from .openid_settings import OpenId

PREFIX = "SSI_HISTORY_"
NAMES = openid_settings.NAMES.union(
    PREFIX + name
    for name in (
        *("DATA_DIR", "DATABASE_URL", "KEY_FILE", "HOSTS", "BEHIND_PROXY", "CAPTURES_PER_DAY"),
        *("LOG", "METRICS_FOR"),
    )
)
"""What is read from the environment."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOGS = ("plain", "json")
CAPTURES_PER_DAY = 5_000
"""For each device, unless set otherwise: far more than a person clicks, far less than fills a disk."""

_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|[0-9a-f:]*:[0-9a-f:.]*", re.ASCII)

Network = IPv4Network | IPv6Network


class Unusable(Exception):
    """The data folder, the key or the database cannot be used; the message says why, and what to do."""


@dataclass(frozen=True)
class Settings:
    """Where the data lie, who may ask for them, and how much may come.

    `key_file` holds the server's own secret. Servers that share a database share the key as well.
    `hosts` are the names under which the server answers besides this machine's own; a request for any other name is
    refused, so that no foreign name that is made to point at this machine can reach it. `proxies` are the addresses of
    the proxies whose word is believed; without them only this machine is answered. `captures_per_day` is how many a
    device may add in a day of UTC. `log` is one of LOGS; `metrics_for` are those who may ask for the numbers.
    `openid` is the company's own sign-in, if there is one.
    """

    data_dir: Path
    database_url: str
    key_file: Path
    hosts: tuple[str, ...] = ()
    proxies: frozenset[str] = frozenset()
    captures_per_day: int = CAPTURES_PER_DAY
    log: str = "plain"
    metrics_for: tuple[Network, ...] = ()
    openid: OpenId | None = None

    @classmethod
    def load(cls, data_dir: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
        """From the environment; `data_dir` goes before SSI_HISTORY_DATA_DIR, that before the platform's own folder.

        Raises Unusable for a setting that means nothing.
        """
        if data_dir is None:
            named = environ.get("SSI_HISTORY_DATA_DIR")
            data_dir = Path(named) if named else user_data_path("ssi-history", appauthor=False)
        data_dir = data_dir.expanduser().absolute()
        key_file = environ.get("SSI_HISTORY_KEY_FILE")
        return cls(
            data_dir,
            environ.get("SSI_HISTORY_DATABASE_URL") or f"sqlite:///{data_dir / 'history.sqlite3'}",
            Path(key_file).expanduser().absolute() if key_file else data_dir / "session.key",
            _hosts(environ.get("SSI_HISTORY_HOSTS", "")),
            proxies_in(environ.get("SSI_HISTORY_BEHIND_PROXY", "")),
            _captures_per_day(environ.get("SSI_HISTORY_CAPTURES_PER_DAY", "")),
            _log(environ.get("SSI_HISTORY_LOG", "")),
            _networks(environ.get("SSI_HISTORY_METRICS_FOR", "")),
            _openid(environ),
        )

    def require_name(self) -> None:
        """Raises Unusable behind a proxy where no name is set that the proxy's visitors know."""
        if self.proxies and not self.hosts:
            raise Unusable(
                "Behind a proxy the server must know the name by which browsers reach it: set SSI_HISTORY_HOSTS,"
                " for example to ssi.example.org."
            )


def proxies_in(text: str) -> frozenset[str]:
    """The addresses of proxies. Unusable for what is none."""
    try:
        return proxy.addresses(text)
    except proxy.NoAddress as error:
        raise Unusable(
            f"{error} is no proxy's address. Give the one that it connects from, such as 127.0.0.1, several with"
            f" commas; '{proxy.UNIX}' for a socket in the file system."
        ) from error


def _hosts(text: str) -> tuple[str, ...]:
    """Names as browsers send them: small letters, no scheme, no port."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    for name in names:
        if not _NAME.fullmatch(name):
            raise Unusable(
                f"SSI_HISTORY_HOSTS holds {name!r}, which is no name of a server. Give names such as ssi.example.org,"
                " with commas, without http:// and without a port."
            )
    return names


def _captures_per_day(text: str) -> int:
    if not text:
        return CAPTURES_PER_DAY
    if text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000_000:
        return int(text)
    raise Unusable(f"SSI_HISTORY_CAPTURES_PER_DAY is {text!r}; give a whole number from 1 on, or leave it out.")


def _log(text: str) -> str:
    if text in ("", *LOGS):
        return text or LOGS[0]
    raise Unusable(f"SSI_HISTORY_LOG is {text!r}; give one of {', '.join(LOGS)}, or leave it out.")


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise Unusable(
            f"SSI_HISTORY_METRICS_FOR: {error}. Give the addresses from which Prometheus asks, such as 127.0.0.1 or"
            " 10.0.0.0/24, with commas."
        ) from error


def _openid(environ: Mapping[str, str]) -> OpenId | None:
    try:
        return openid_settings.openid(environ)
    except openid_settings.NoProvider as error:
        raise Unusable(str(error)) from error
