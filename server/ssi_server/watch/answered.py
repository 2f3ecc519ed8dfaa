"""A request and what came of it, for those who watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g


@dataclass(frozen=True)
class Answered:
    """One request. `route` is the template of its address, never the address: that may be a sign-in link.

    Method and route are of a fixed set, with `other` for what is none of ours. `noted` has `code`, the stable code of a
    problem, and `verdict`, the reader's about a page that was kept, where there is one.
    """

    id: str
    method: str
    route: str
    status: int
    seconds: float
    noted: Mapping[str, str]


def note(**facts: str) -> None:
    """Keeps something about the current request for those who watch: words of a fixed set, nothing that was sent."""
    g.setdefault("noted", {}).update(facts)


def noted() -> dict[str, str]:
    found: dict[str, str] = g.get("noted", {})
    return found
