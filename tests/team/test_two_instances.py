"""A team's server as the document sets it up: nginx with TLS, two instances of gunicorn, PostgreSQL behind them."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from e2e.commanded import ssi_history
from e2e.service import clean
from storms import kept
from storms.browsers import Paired, click, until_answered
from storms.members import Installation
from team import deployed
from team.outside import Outside, capturing
from team.processes import Instance, Proxy, instances, proxy
from throwaway_postgresql import HASTY, cluster

SEED = random.SystemRandom().randrange(10_000)
OWNER = 1
"""The first person, whom the command signs in."""
AS_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": deployed.NAME, "X-Forwarded-For": "203.0.113.7"}


@dataclass(frozen=True)
class Team:
    """A running installation, and the settings of its document with where its data lie here."""

    installation: Installation
    settings: dict[str, str]
    instances: list[Instance]
    proxy: Proxy


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with cluster(HASTY) as postgresql:
        installation = Installation(tmp_path, postgresql.url())
        here = {"SSI_HISTORY_DATA_DIR": str(installation.settings.data_dir)} | installation.environment
        settings = deployed.settings() | here
        with (
            instances(tmp_path, 2, settings) as running,
            proxy(tmp_path / "nginx", [one.port for one in running]) as nginx,
        ):
            yield Team(installation, settings, running, nginx)


def test_a_team_works_while_an_instance_is_killed(team: Team, say: Callable[[str], None]) -> None:
    member = signed_in(team)
    token, dice = member.pair(), random.Random(SEED)
    seen_on_both(team, member, token, dice)
    counted_over_all_workers(team, token, dice)
    killed_under_load(team, say)
    told_in_lines(team)


def signed_in(team: Team) -> Outside:
    """By the link that the command prints, from outside."""
    words = ssi_history("sign-in")
    printed = subprocess.run(words, env=clean() | team.settings, capture_output=True, text=True, check=True).stdout
    assert printed.startswith(f"https://{deployed.NAME}/sign-in/")
    member = Outside(team.proxy)
    followed = member.ask("GET", printed.strip().removeprefix(f"https://{deployed.NAME}"))
    assert followed.status == 303, followed
    return member


def seen_on_both(team: Team, member: Outside, token: str, dice: random.Random) -> None:
    """A capture that came through one is shown by each, to the same session and the same token."""
    capture = click(Paired(OWNER, token), dice)
    assert member.capture(token, capture.body).status == 201
    for one in team.instances:
        page = past_proxy(one, "/captures", Cookie=member.cookie)
        assert str(capture.key[1]) in page
        summary = json.loads(past_proxy(one, "/api/summary", Authorization=f"Bearer {token}"))
        assert summary["latest"]["reading"]["total"] == capture.figures.total
    assert member.ask("GET", "/metrics").status == 404


def counted_over_all_workers(team: Team, token: str, dice: random.Random) -> None:
    """Whichever worker answers, it tells the sum of all, those that are gone included."""
    sent = 1
    outside = Outside(team.proxy)
    while not all(all(read_by_worker(one)) for one in team.instances):
        assert outside.capture(token, click(Paired(OWNER, token), dice).body).status == 201
        sent += 1
        assert sent < 500, "one of the workers gets nothing to do"
    for _ in range(5):
        assert sum(read_in_all(one) for one in team.instances) == sent
    for one in team.instances:
        assert read_in_all(one) == sum(read_by_worker(one)) > max(read_by_worker(one))
    team.instances[1].kill_a_worker()
    assert sum(read_in_all(one) for one in team.instances) == sent


def killed_under_load(team: Team, say: Callable[[str], None]) -> None:
    """What was answered for is there, each capture once and whole; the other instance goes on by itself."""
    before = kept.captures(team.installation.database_url)
    with capturing(team.proxy, team.installation.pair(browsers=4, members=2), SEED) as told:
        until_answered(told, more=8)
        team.instances[0].kill()
        until_answered(told, more=16)
    after = kept.captures(team.installation.database_url)
    assert {key: rows for key, rows in after.items() if key not in before} == {
        key: figures.rows for key, figures in told.captures.items()
    }
    assert kept.orphans(team.installation.database_url) == {}
    say(f"two instances behind nginx, one killed: {len(told.captures)} captures answered for, none lost, seed {SEED}")


def told_in_lines(team: Team) -> None:
    """Both instances and their workers write JSON alone; a request has the id that nginx gave it."""
    for one in team.instances:
        lines = [json.loads(line) for line in one.log().splitlines()]
        loggers = Counter(line["logger"] for line in lines)
        assert loggers["gunicorn.error"] >= 3
        requests = [line for line in lines if line["message"] == "request"]
        assert {line["status"] for line in requests if line["route"] == "/api/captures"} <= {200, 201}
    everything = "".join(one.log() for one in team.instances)
    assert '"route": "/sign-in/<link>"' in everything
    assert "Bearer" not in everything
    assert "/sign-in/" not in (team.proxy.folder / "access.log").read_text()


def past_proxy(one: Instance, path: str, **headers: str) -> str:
    """What this very instance answers to what a proxy on the same machine tells it."""
    with closing(HTTPConnection("127.0.0.1", one.port, timeout=60)) as connection:
        connection.request("GET", path, headers=AS_PROXY | headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, text
        return text


def read_in_all(one: Instance) -> float:
    """How many captures its /metrics says were read."""
    with closing(HTTPConnection("127.0.0.1", one.port, timeout=60)) as connection:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200
        return read_in(text_string_to_metric_families(answer.read().decode()))


def read_by_worker(one: Instance) -> list[float]:
    """The same for each worker, past the server: out of its own file."""
    return [read_in(MultiProcessCollector.merge([str(file)])) for file in one.counting()]


def read_in(families: Iterable[Metric]) -> float:
    samples = (sample for family in families for sample in family.samples)
    wanted = "ssi_history_captures_total", {"outcome": "read"}
    return sum(sample.value for sample in samples if (sample.name, sample.labels) == wanted)
