"""A kill cannot show what a loss of power does: system calls show that a capture is on the disk before its 201."""

from __future__ import annotations

from pathlib import Path

from e2e.soak import SOAK
from storms import cluster
from storms.browsers import Browser, Told
from storms.members import Installation
from storms.trace import (
    Call,
    calls,
    committed_before_answer,
    synchronised_before_answer,
    synchronised_before_commit,
    traced,
)

CAPTURES = 50 if SOAK else 5


def test_on_sqlite_the_log_is_synchronised_after_its_last_write_and_before_the_answer(tmp_path: Path) -> None:
    trace = tmp_path / "server.trace"
    capture_one_by_one(Installation(tmp_path), traced(trace))
    assert synchronised_before_answer(read(trace), "history.sqlite3-wal>") == [True] * CAPTURES
    synchronised = [call.words for call in read(trace) if call.synchronises]
    assert any("/data/session." in words for words in synchronised), "the key may be lost"
    assert any(f"<{tmp_path}/data>" in words for words in synchronised), "the names of the files may be lost"


def test_on_postgresql_the_log_is_synchronised_before_the_commit_and_that_comes_before_the_answer(
    tmp_path: Path,
) -> None:
    server, database = tmp_path / "server.trace", tmp_path / "database.trace"
    with cluster.running(traced(database)) as postgresql:
        capture_one_by_one(Installation(tmp_path, postgresql.url()), traced(server))
    assert committed_before_answer(read(server)) == [True] * CAPTURES
    commits = synchronised_before_commit(read(database), "/pg_wal/")
    assert commits[-CAPTURES:] == [True] * CAPTURES  # The last ones are the captures'.


def capture_one_by_one(installation: Installation, around: tuple[str, ...]) -> None:
    [paired] = installation.pair(browsers=1, members=1)
    with installation.served(around=around) as [server]:
        browser = Browser(paired, server.port, Told(), seed=1)
        for _ in range(CAPTURES):
            browser.capture()


def read(trace: Path) -> list[Call]:
    return list(calls(trace.read_text("utf-8", "replace").splitlines()))
