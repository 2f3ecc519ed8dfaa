"""Passwords are kept as costly as they should be, and never as they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from ssi_server.people import passwords
from ssi_server.storage import Database


def test_a_password_is_kept_as_argon2id_as_the_rfc_recommends(database: Database, person_id: int) -> None:
    """RFC 9106 section 4: where memory is scarce, 3 passes over 64 MiB, with 128 bits of salt and 256 of hash."""
    with database.write() as session:
        passwords.set_password(session, person_id, "x" * 12)
        kept = passwords.hash_of(session, person_id)
    assert kept is not None
    found = extract_parameters(kept)
    assert (found.type, found.time_cost, found.memory_cost) == (Type.ID, 3, 64 * 1024)
    assert (found.salt_len, found.hash_len) == (16, 32)
    assert passwords.is_right("x" * 12, kept)
    assert not passwords.is_right("x" * 13, kept)


def test_one_is_worked_out_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that many tries at once cannot take all the memory that there is."""
    at_once, most = 0, 0

    class Counting:
        def verify(self, *_: object) -> None:
            nonlocal at_once, most
            at_once += 1
            most = max(most, at_once)
            ThreadPoolExecutor(1).submit(sum, range(1000)).result()
            at_once -= 1

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: passwords.is_right("x" * 12, "kept"), range(8)))
    assert most == 1
