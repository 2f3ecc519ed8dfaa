"""A disk that fills up and has room again: said plainly, nothing half stored, and no restart."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

from e2e.commanded import CommandedService, ssi_history
from e2e.service import Service, clean, running
from storms import cluster, kept
from storms.browsers import Capture, Paired, click, post
from storms.drawn import Figures
from storms.kept import Key
from storms.members import Installation
from storms.small_disk import SmallDisk, small_disk
from throwaway_postgresql import folder_of_owner

Told = dict[Key, Figures]


def test_on_sqlite_the_cause_is_said_and_the_capture_arrives_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=8) as disk:
        data = ("--data-dir", str(disk.inside / "data"))
        token = said(*disk.around, *ssi_history("device", "add", "Browser", *data)).stdout.strip()
        with running(CommandedService(tmp_path, "serve", *data, around=disk.around)) as server:
            paired, told = Paired(1, token), {}
            refused = fill(disk, server, paired, told)
            assert "database or disk is full" in server.log()
            doctor = said(*disk.around, *ssi_history("doctor", *data))
            assert doctor.returncode == 1
            assert "disk" in failures(doctor.stdout)
            assert make_room(disk, server, paired, refused) == [201, 200]
            told[refused.key] = refused.figures
        shutil.copytree(disk.outside / "data", tmp_path / "data")

    url = f"sqlite:///{tmp_path / 'data' / 'history.sqlite3'}"
    assert kept.damage(url) == []
    judge(url, told)


def test_on_postgresql_the_cause_is_said_and_the_capture_arrives_when_there_is_room(tmp_path: Path) -> None:
    """The whole of PostgreSQL lies on the disk that fills up."""
    with ExitStack() as stack:
        folder = stack.enter_context(folder_of_owner()) / "disk"
        disk = stack.enter_context(small_disk(folder, megabytes=96))
        postgresql = stack.enter_context(cluster.at(disk.inside, disk.around))
        postgresql.make()
        postgresql.start()
        installation = Installation(tmp_path, postgresql.url())
        [paired] = installation.pair(browsers=1, members=1)
        with installation.served() as [server]:
            told: Told = {}
            refused = fill(disk, server, paired, told)
            assert "No space left on device" in server.log()
            words = ssi_history("doctor", "--data-dir", str(installation.settings.data_dir))
            doctor = said(*words, settings=installation.environment)
            assert doctor.returncode == 1
            assert "No space left on device" in failures(doctor.stdout)["writing"]
            assert make_room(disk, server, paired, refused) == [201, 200]
            told[refused.key] = refused.figures
        postgresql.check()
        judge(postgresql.url(), told)


def fill(disk: SmallDisk, server: Service, paired: Paired, told: Told) -> Capture:
    """Captures until one is refused for want of room, which is given back; what was answered for is added to `told`."""
    dice = random.Random(1)
    first = click(paired, dice)
    assert post(server.port, paired.token, first.body).status == 201
    told[first.key] = first.figures
    disk.fill()
    refused = click(paired, dice)
    while (answer := post(server.port, paired.token, refused.body)).status == 201:
        told[refused.key] = refused.figures
        refused = click(paired, dice)
    for said_of_it in (answer, post(server.port, paired.token, refused.body)):
        assert (said_of_it.status, said_of_it.document["code"]) == (503, "storage_unavailable"), said_of_it
        assert said_of_it.retry_after
    assert (status(server, "/healthz"), status(server, "/readyz")) == (200, 503)
    return refused


def make_room(disk: SmallDisk, server: Service, paired: Paired, refused: Capture) -> list[int]:
    """The answers to the same capture, twice, once there is room; the server is the same as before."""
    disk.make_room()
    assert status(server, "/readyz") == 200
    answers = [post(server.port, paired.token, refused.body).status for _ in range(2)]
    assert server.runs
    return answers


def judge(url: str, told: Told) -> None:
    """What was answered for is there, whole, and nothing else."""
    assert kept.captures(url) == {key: figures.rows for key, figures in told.items()}
    assert kept.orphans(url) == {}


def status(server: Service, path: str) -> int:
    with closing(HTTPConnection("127.0.0.1", server.port)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def failures(doctor: str) -> dict[str, str]:
    """What the doctor found to have failed, by what it had examined."""
    return dict(re.findall(r"^failed +(\w+) +(.+)$", doctor, re.MULTILINE))


def said(*command: str, settings: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    environment = clean() | dict(settings or {})
    return subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
