"""The company's OpenID Connect provider, as the environment names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "SSI_HISTORY_OPENID_"
NAMES = frozenset(
    PREFIX + name
    for name in (
        *("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "SCOPE"),
        *("GROUPS_CLAIM", "MEMBERS_GROUP", "OWNERS_GROUP"),
    )
)
LONGEST_ISSUER = 200

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class NoProvider(ValueError):
    """The settings name no provider that could be asked; the message says why, and never quotes the secret."""


@dataclass(frozen=True)
class OpenId:
    """Who says who somebody is, and as whom this server asks.

    `groups_claim` is the claim that lists a person's groups. Whoever is in `members_group` may come in, and in
    `owners_group` looks after the installation; None where no group says so.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = "openid profile"
    groups_claim: str = "groups"
    members_group: str | None = None
    owners_group: str | None = None


def openid(environ: Mapping[str, str]) -> OpenId | None:
    """None where nothing is set. Raises NoProvider for settings with which nobody could sign in."""
    given = {name.removeprefix(PREFIX): environ[name].strip() for name in NAMES if environ.get(name, "").strip()}
    if not given:
        return None
    for name in ("ISSUER", "CLIENT_ID"):
        if name not in given:
            raise NoProvider(f"{PREFIX}{name} is missing, without which nobody can sign in with OpenID Connect.")
    scope = given.get("SCOPE", OpenId.scope)
    if "openid" not in scope.split():
        raise NoProvider(f"{PREFIX}SCOPE is {scope!r}; it must hold the word openid.")
    return OpenId(
        _issuer(given["ISSUER"]),
        given["CLIENT_ID"],
        _secret(given),
        scope,
        given.get("GROUPS_CLAIM", OpenId.groups_claim),
        given.get("MEMBERS_GROUP"),
        given.get("OWNERS_GROUP"),
    )


def is_protected(address: str) -> bool:
    """Whether nobody on the way can read or change what is sent there: https, or this very machine.

    >>> is_protected("https://id.example.org/a"), is_protected("http://[::1]:8080"), is_protected("http://id.example.org")
    (True, True, False)
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port  # A port that is no number raises here.
    except ValueError:
        return False
    return (
        bool(host)
        and not parts.username
        and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
    )


def _issuer(address: str) -> str:
    if not is_protected(address) or {"?", "#"} & set(address) or len(address) > LONGEST_ISSUER:
        raise NoProvider(
            f"{PREFIX}ISSUER must be the provider's address as it calls itself, such as https://id.example.org: with"
            f" https, without ? and #, of {LONGEST_ISSUER} characters at most. Plain http is for this machine only."
        )
    return address


def _secret(given: Mapping[str, str]) -> str:
    if ("CLIENT_SECRET" in given) == ("CLIENT_SECRET_FILE" in given):
        raise NoProvider(f"Set one of {PREFIX}CLIENT_SECRET and {PREFIX}CLIENT_SECRET_FILE, a file that holds it.")
    if "CLIENT_SECRET" in given:
        return given["CLIENT_SECRET"]
    file = Path(given["CLIENT_SECRET_FILE"]).expanduser()
    try:
        secret = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise NoProvider(f"{PREFIX}CLIENT_SECRET_FILE: {file} cannot be read: {why}.") from error
    if not secret:
        raise NoProvider(f"{PREFIX}CLIENT_SECRET_FILE: {file} is empty.")
    return secret
