"""`ssi-history serve` as it runs: what it prints, what it refuses, and bodies that are too long for it."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from ssi_server import options, sample, serving
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.sign_in_command import sign_in_command

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "ssi_server.cli"]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("SSI_HISTORY", "MAKE", "PORT"))}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The sign-in link of a running server, and what it printed before."""
    folder = tmp_path_factory.mktemp("my data")
    words = ["serve", "--data-dir", str(folder), "--port", "0", "--no-browser"]
    environment = CLEAN | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*PROGRAM, *words], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = ""
        for line in server.stdout:
            if line.startswith("http"):
                yield line.strip(), said
                break
            said += line
        server.terminate()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b" " * (25 * 1024 * 1024), {}),
        (gzip.compress(b" " * (200 * 1024 * 1024), compresslevel=1), {"Content-Encoding": "gzip"}),
    ],
    ids=["25 MB", "gzip bomb"],
)
def test_a_body_that_is_too_long_is_told_in_a_problem_document(
    running: tuple[str, str], body: bytes, headers: dict[str, str]
) -> None:
    address = urlsplit(running[0])
    token = CliRunner().invoke(main, ["device", "add", "Script", *data_dir(running[1])]).stdout.strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} | headers
    with closing(HTTPConnection(str(address.hostname), address.port or 0, timeout=30)) as connection:
        connection.request("POST", "/api/captures", body, headers)
        answer = connection.getresponse()
        document = json.load(answer)
    assert (answer.status, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert document["code"] == "too_large"
    assert "24 MB" in document["detail"]


def test_the_command_for_a_new_link_gives_one_that_works(running: tuple[str, str]) -> None:
    [command] = re.findall(r"^For a new sign-in link: (.+)$", running[1], re.MULTILINE)
    link = subprocess.run(shlex.split(command), env=CLEAN, capture_output=True, text=True, check=True).stdout
    assert urlsplit(link).netloc == urlsplit(running[0]).netloc
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(link.strip()) as page:
        assert "Nothing has been captured yet" in page.read().decode()


def test_a_port_that_is_taken_is_named_with_the_way_in(running: tuple[str, str]) -> None:
    port = str(urlsplit(running[0]).port)
    words = [*PROGRAM, "serve", "--no-browser", "--port", port, *data_dir(running[1])]
    result = subprocess.run(words, env=CLEAN, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"127.0.0.1:{port}" in result.stderr
    [command] = re.findall(r"^For a new sign-in link: (.+)$", running[1], re.MULTILINE)
    assert result.stderr.endswith(f": {command}\n")


def test_the_command_names_what_differs_from_its_defaults_and_no_more(tmp_path: Path) -> None:
    usual = Settings.load(environ={})
    assert re.search(r"ssi-history sign-in$", sign_in_command(usual, options.HOST, options.PORT))
    assert sign_in_command(usual, "localhost", 9000).endswith("ssi-history sign-in --host localhost --port 9000")
    other = sign_in_command(Settings.load(tmp_path, environ={}), options.HOST, options.PORT)
    assert other.endswith(f"ssi-history sign-in --data-dir {tmp_path}")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "my-laptop.local"])  # noqa: S104  # It is refused.
@pytest.mark.parametrize("command", [["serve", "--no-browser", "--port", "0"], ["sign-in"]])
def test_other_addresses_than_this_machines_are_refused(command: list[str], host: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*command, "--host", host, "--data-dir", str(tmp_path / "data")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "listens on this machine only" in result.stderr
    assert host in result.stderr


def test_the_demo_has_a_port_and_a_cookie_of_its_own_and_no_link_beyond_the_first(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    asked: list[tuple[int, str]] = []

    class Listening:
        def __init__(self, app: Flask, _host: str, port: int) -> None:
            self.effective_port = port
            with app.test_request_context():
                asked.append((port, app.session_interface.get_cookie_name(app)))

        def run(self) -> None:
            """Told to stop at once."""

    @contextmanager
    def no_sample() -> Iterator[Settings]:
        yield settings

    monkeypatch.setattr(sample, "history", no_sample)
    monkeypatch.setattr(serving, "listener", Listening)
    monkeypatch.setattr("signal.signal", lambda *_: None)

    def start(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--no-browser"], catch_exceptions=False)

    demo = start("demo").stdout
    assert "For a new sign-in link" in start("serve", "--data-dir", str(settings.data_dir)).stdout
    assert "http://127.0.0.1:8713/sign-in/" in demo
    assert "For a new sign-in link" not in demo
    assert asked == [(8713, "ssi_history_demo"), (8712, "ssi_history")]


@pytest.mark.parametrize(("given", "port"), [([], None), (["PORT=9000"], "9000")])
def test_make_demo_takes_another_port_only_when_one_is_given(given: list[str], port: str | None) -> None:
    command = ["make", "--dry-run", "--no-print-directory", "demo", *given]
    shown = subprocess.run(command, cwd=ROOT, env=CLEAN, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"ssi-history demo(?: --port (\d+))?", shown) == [port or ""]


def data_dir(said: str) -> list[str]:
    """The option for the folder that a server has named."""
    return ["--data-dir", said.splitlines()[0].removeprefix("SSI History keeps its data in ")]
