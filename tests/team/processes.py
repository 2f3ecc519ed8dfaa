"""The processes of a team's server: gunicorn with its workers, and nginx before them, as the document starts them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import trustme

from e2e.patience import until
from e2e.service import clean, free_port
from storms.tools import PACKAGES, tool
from team import deployed

START_SECONDS = 90
WORKERS = 2
STANDING = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""
"""What Debian's own nginx.conf is for: where everything lies, and which site it includes."""


class Instance:
    """gunicorn with two workers, on a port and with a folder of its own."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        folder.mkdir()
        self.port, self.numbers, self._said = free_port(), folder / "numbers", folder / "said.txt"
        self.numbers.mkdir()
        own = {"--workers": str(WORKERS), "--bind": f"127.0.0.1:{self.port}"}
        words = deployed.gunicorn()
        for option, value in own.items():
            words[words.index(option) + 1] = value
        environment = clean() | settings | {"PROMETHEUS_MULTIPROC_DIR": str(self.numbers)}
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *words], env=environment, stderr=said, start_new_session=True
            )

    def begun(self) -> None:
        """Returns when both workers answer: each begins to count at its start."""
        until("gunicorn answers", lambda: self.ready() and len(self.counting()) == WORKERS, seconds=START_SECONDS)

    @property
    def process(self) -> int:
        """The one that has started the workers."""
        return self._process.pid

    def ready(self) -> bool:
        assert self._process.poll() is None, self.log()
        with (
            suppress(OSError, HTTPException),
            closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection,
        ):
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        return False

    def counting(self) -> list[Path]:
        """The files in which its processes count."""
        return sorted(self.numbers.glob("counter_*.db"))

    def kill_a_worker(self) -> None:
        """Returns when another one counts in its place."""
        before = self.counting()
        os.kill(int(before[0].stem.removeprefix("counter_")), signal.SIGKILL)
        until("a new worker runs", lambda: len(self.counting()) > len(before), seconds=START_SECONDS)

    def log(self) -> str:
        return self._said.read_text("utf-8")

    def kill(self) -> None:
        """All of its processes at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def instances(folder: Path, number: int, settings: Mapping[str, str]) -> Iterator[list[Instance]]:
    """So many that answer; what is left of them at the end is killed."""
    made: list[Instance] = []
    try:
        for index in range(number):
            made.append(Instance(folder / f"instance-{index}", settings))
        for one in made:
            one.begun()
        yield made
    finally:
        for one in made:
            one.kill()


@dataclass(frozen=True)
class Proxy:
    """nginx that speaks TLS on a port of 127.0.0.1, with a certificate that `authority` has signed."""

    folder: Path
    port: int
    authority: Path


@contextmanager
def proxy(folder: Path, servers: Sequence[int]) -> Iterator[Proxy]:
    """The site of the document, before these ports."""
    program = tool("nginx", PACKAGES["nginx"])
    folder.mkdir()
    made = Proxy(folder, free_port(), folder / "authority.pem")
    authority = trustme.CA()
    certificate = authority.issue_cert(deployed.NAME)
    authority.cert_pem.write_to_path(made.authority)
    chain, key = folder / "certificate.pem", folder / "certificate.key"
    certificate.private_key_pem.write_to_path(key)
    for part in certificate.cert_chain_pems:
        part.write_to_path(chain, append=True)
    (folder / "site").write_text(deployed.nginx(made.port, [*servers], chain, key))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(STANDING.format(folder=folder, user=user))
    words = [program, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(words) as running:
        try:
            until("nginx runs", (folder / "pid").exists)
            assert running.poll() is None, (folder / "error.log").read_text()
            yield made
        finally:
            running.terminate()
