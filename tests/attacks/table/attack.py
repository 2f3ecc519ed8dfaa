"""What an attack is, what it may get, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from attacks.table.victim import Victim


@dataclass(frozen=True)
class Outcome:
    """What came of an attack.

    `told` is the status and the code of the last answer, `read` whatever the attacker can see of the answers. `won`
    tells that it got what it wanted where that is neither something to read nor a change.
    """

    told: str
    read: str = ""
    won: bool = False


@dataclass(frozen=True)
class Defence:
    """One thing in the product that stands in the way; `removed` is the product without it."""

    name: str
    removed: Callable[[Victim], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Attack:
    """What somebody tries, how it is answered, and the defences without which it would succeed: all of them together
    where each alone is enough.
    """

    name: str
    try_it: Callable[[Victim], Outcome]
    answered: str
    defences: tuple[Defence, ...]
