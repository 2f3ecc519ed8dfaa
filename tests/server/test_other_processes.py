"""What the server has answered for is on the disk, whatever other programs did with the database meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from server_parts import capture_body, rows
from ssi_server.config import Settings

PROGRAM = [sys.executable, "-m", "ssi_server.cli"]
CAPTURES = 3


@pytest.fixture
def serving(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server as a process of its own, and its sign-in link."""
    words = ["--data-dir", str(settings.data_dir), "serve", "--port", "0", "--no-browser"]
    with subprocess.Popen([*PROGRAM, *words], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server, next(line.strip() for line in server.stdout if line.startswith("http"))
        server.kill()


def run(folder: Path, *words: str) -> str:
    command = [*PROGRAM, "--data-dir", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_server_that_is_killed_has_kept_what_it_took_while_commands_came_and_went(
    serving: tuple[subprocess.Popen[str], str], settings: Settings
) -> None:
    """A command that ends alone with the database takes its journal away, so it must see that the server is there."""
    server, link = serving
    token = run(settings.data_dir, "device", "add", "Laptop")
    for _ in range(CAPTURES):
        with closing(HTTPConnection(urlsplit(link).netloc)) as connection:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
            connection.request("POST", "/api/captures", json.dumps(capture_body()), headers)
            assert connection.getresponse().status == 201
        assert "Laptop" in run(settings.data_dir, "device", "list")
    server.kill()
    server.wait()
    assert rows(settings, "SELECT count(*) FROM captures") == [(CAPTURES,)]
