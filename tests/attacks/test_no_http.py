"""What is hardly HTTP is refused, or left without an answer; it never counts as a mistake of the server's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attacks.attacked import attacked, is_bug
from attacks.fuzzing.no_http import WHOLE
from attacks.fuzzing.wire import exchange

_PATIENCE = 1.0
"""Seconds, since some of it is the beginning of a request that never goes on."""


def test_what_is_hardly_http_is_refused(tmp_path: Path) -> None:
    with attacked("sqlite", tmp_path) as server:
        with ThreadPoolExecutor(8) as several:
            answers = several.map(lambda data: exchange(server.port, data, _PATIENCE).status, WHOLE)
            statuses = dict(zip(WHOLE, answers, strict=True))
        assert not {data: status for data, status in statuses.items() if is_bug(status)}
        assert exchange(server.port, b"GET http://[::1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 60).status == 400
        assert not server.complaints(), server.log()[-5000:]
        assert server.runs
