"""`access.toml`: who may do what, for tests to go through it."""

from __future__ import annotations

import tomllib
from pathlib import Path

ASKING = ("nobody", "outsider", "member", "lead", "owner")
REFUSED = {"401": 401, "403": 403, "404": 404}

_TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text("utf-8"))
_RULES = {route: policy for policy in _TABLE.values() for route in policy["routes"]}
ROUTES = set(_RULES)
CASES = [
    (route, whose) for route, policy in _RULES.items() for whose in ("own", "team's", "other's") if whose in policy
]


def expected(route: str, whose: str) -> dict[str, str]:
    """By who asks the word of the table."""
    return dict(zip(ASKING, _RULES[route][whose].split(), strict=True))
