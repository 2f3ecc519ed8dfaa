"""What the provider says about somebody, as far as anything here depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...openid_settings import OpenId
from ..roles import Role
from .errors import Refused

LONGEST_SUBJECT = 255
"""Of OpenID Connect Core 1.0, section 2."""
_NAMES = ("name", "preferred_username", "nickname", "email")
"""The claims that say what somebody is called, the best first."""


@dataclass(frozen=True)
class Claimed:
    """Who it is: `subject` for good with that `issuer`. `names` are what they may be called, the best first."""

    issuer: str
    subject: str
    names: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()


def claimed(claims: Mapping[str, Any], settings: OpenId) -> Claimed:
    """Refused where the subject is none. Groups that nobody tells are none."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not _is_plain(subject):
        raise Refused("the provider does not say who it is")
    names = tuple(text for name in _NAMES if isinstance(text := claims.get(name), str))
    return Claimed(settings.issuer, subject, names, _groups(claims.get(settings.groups_claim)))


def role(groups: frozenset[str], settings: OpenId) -> Role | None:
    """What the groups make of somebody; None where no group says so, and whoever looks after the installation does."""
    if settings.owners_group is None:
        return None
    return Role.OWNER if settings.owners_group in groups else Role.MEMBER


def may_come(groups: frozenset[str], settings: OpenId) -> bool:
    """Whether one of the groups lets in somebody whom nobody has invited; those of teams do so as well."""
    return bool(groups & {settings.members_group, settings.owners_group})


def _groups(value: Any) -> frozenset[str]:
    """Of a list, or of the one group that some providers say without one.

    >>> sorted(_groups(["sales", 7, "owners"])), sorted(_groups("sales")), sorted(_groups(None))
    (['owners', 'sales'], ['sales'], [])
    """
    several = [value] if isinstance(value, str) else value
    return frozenset(one for one in several if isinstance(one, str)) if isinstance(several, list) else frozenset()


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()
