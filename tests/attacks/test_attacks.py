"""Every attack of the table fails, and would succeed without the defence that stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from attacks.table import TABLE
from attacks.table.attack import Attack, Outcome
from attacks.table.victim import SECRET, Victim, victim

LEAST = 60
ASKED_FOR = (
    *("form of another page", "rebinding host", "form post", "replayed sign-in link", "replayed pairing code"),
    *("guessed codes within the limit", "another person's capture by id", "token in the query", "revoked token"),
    *("expired session", "session fixation", "path out of its folder", "zip slip", "symbolic link", "CSV formula"),
    *("script in an industry's name", "script in a note", "script in a device's name", "script in a page title"),
    *("header injection", "oversized body", "compressed bomb", "bomb in an archive", "XML entity", "slow body"),
    *("ten thousand headers", "NUL in a capture", "NUL in a note", "NUL in an imported", "NUL in a new device's name"),
)
"""What no table of attacks may lack."""

ROWS = [pytest.param(attack, id=f"{theme}: {attack.name}") for theme, attacks in TABLE.items() for attack in attacks]


@pytest.fixture(scope="module")
def only_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    with victim(tmp_path_factory.mktemp("attacked")) as made:
        yield made


@pytest.fixture
def sound(only_one: Victim) -> Victim:
    only_one.renew()
    return only_one


def succeeded(outcome: Outcome, attacked: Victim) -> bool:
    return outcome.won or SECRET in outcome.read or attacked.is_changed


@pytest.mark.parametrize("attack", ROWS)
def test_the_attack_fails(attack: Attack, sound: Victim) -> None:
    outcome = attack.try_it(sound)
    assert outcome.told == attack.answered
    assert not succeeded(outcome, sound)


@pytest.mark.parametrize("attack", ROWS)
def test_it_would_succeed_without_its_defence(attack: Attack, sound: Victim) -> None:
    assert attack.defences
    with ExitStack() as stack:
        for defence in attack.defences:
            stack.enter_context(defence.removed(sound))
        outcome = attack.try_it(sound)
    assert succeeded(outcome, sound), outcome.told


def test_nothing_that_matters_is_left_out() -> None:
    names = [attack.name for attacks in TABLE.values() for attack in attacks]
    assert len(names) >= LEAST
    assert len(names) == len(set(names))
    assert not [asked for asked in ASKED_FOR if not any(asked in name for name in names)]
