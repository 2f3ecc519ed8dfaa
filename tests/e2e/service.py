"""The real server: `ssi-history` as a process of its own, with a data folder of its own, on a free port."""

import json
import os
import re
import shutil
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPConnection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from e2e.forked import ssi_history

Process = ForkServerProcess | Any
"""A process in the terms of `multiprocessing`."""
S = TypeVar("S", bound="Service")
START_SECONDS = 90
STOP_SECONDS = 10
SIGN_IN_LINE = re.compile(r"^http://127\.0\.0\.1:\d+/sign-in/\S+$", re.MULTILINE)


class Service:
    """`ssi-history COMMAND` on a port that stays its own: it may be stopped, killed and started again."""

    def __init__(self, folder: Path, *command: str, settings: Mapping[str, str] | None = None) -> None:
        """`settings` are those of its environment."""
        self.port = free_port()
        self._environment = clean() | dict(settings or {})
        self._folder = folder
        self.command = [*command, "--port", str(self.port), "--no-browser"]
        self.said = folder / "said.txt"
        self.complained = folder / "complained.txt"
        self._process: Process | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns once the sign-in link is printed, which is when the port answers."""
        self.said.write_text("")
        self._process = self.begun()
        until = time.monotonic() + START_SECONDS
        while not SIGN_IN_LINE.search(self.said.read_text("utf-8")):
            assert self.runs, f"the server ended: {self.log()}"
            assert time.monotonic() < until, f"no sign-in link came: {self.said.read_text('utf-8')!r}"
            time.sleep(0.02)

    def begun(self) -> Process:
        """The command in a process that has just begun."""
        return ssi_history(self.command, self._environment, self.said, self.complained)

    def sign_in_link(self) -> str:
        """The one-time link that this start printed, alone on its line."""
        link = SIGN_IN_LINE.search(self.said.read_text("utf-8"))
        assert link is not None, "the server was not started"
        return link.group()

    @property
    def runs(self) -> bool:
        """Whether the process that was started last has not ended."""
        return self._process is not None and self._process.is_alive()

    def log(self) -> str:
        """What it has written to standard error since its last start."""
        return self.complained.read_text("utf-8")

    def stop(self) -> None:
        """As when the member shuts the machine down."""
        if self._process:
            self._process.terminate()
            ended(self._process)

    def kill(self) -> None:
        """As when the system ends it on the spot."""
        if self._process:
            self._process.kill()
            ended(self._process)


class MemberService(Service):
    """`ssi-history serve` with the member's data folder."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """`settings` are also those of the commands that are run beside it."""
        self.data_dir = folder / "data"
        super().__init__(folder, "serve", "--data-dir", str(self.data_dir), settings=settings)

    def prepare(self, prepared: "MemberService") -> None:
        """Begin with what another one has stored."""
        shutil.copytree(prepared.data_dir, self.data_dir)

    def capture(self, token: str, html: str, captured_at: datetime) -> dict[str, Any]:
        """Send a page as a paired browser would; returns the answer to a capture that is accepted."""
        capture = {
            "id": str(uuid4()),
            "captured_at": captured_at.isoformat(timespec="seconds"),
            "url": "https://www.linkedin.com/sales/ssi",
            "html": html,
            "trigger": "click",
            "client": "browser tests",
        }
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)) as connection:
            connection.request("POST", "/api/captures", json.dumps(capture), headers)
            response = connection.getresponse()
            answer: dict[str, Any] = json.load(response)
        assert response.status == HTTPStatus.CREATED, answer
        return answer

    def add_device(self, name: str) -> str:
        """The token of a newly paired browser."""
        return self.ask("device", "add", name)

    def revoke(self, token: str) -> None:
        self.ask("device", "revoke", token.split("_")[1])

    def ask(self, *words: str) -> str:
        """What `ssi-history WORDS` prints about the same history."""
        said, complained = (self._folder / f"asked-{name}.txt" for name in ("said", "complained"))
        command = ssi_history([*words, "--data-dir", str(self.data_dir)], self._environment, said, complained)
        assert ended(command, START_SECONDS) == 0, complained.read_text("utf-8")
        return said.read_text("utf-8").strip()


@contextmanager
def running(service: S) -> Iterator[S]:
    try:
        service.start()
        yield service
    finally:
        service.stop()


def ended(process: Process, seconds: float = STOP_SECONDS) -> int:
    """Its exit code, as soon as it has one; AssertionError after so many seconds without."""
    process.join(seconds)
    assert process.exitcode is not None, f"it did not end within {seconds} s"
    return process.exitcode


def clean() -> dict[str, str]:
    """The environment without the settings that whoever runs the tests has made for their own server.

    The browser that is opened in it looks at nothing.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SSI_HISTORY_")}
    return kept | {"BROWSER": "true"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
