"""The served OpenAPI document is true: schemathesis finds nothing that the running server answers otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import SystemRandom

import pytest

from attacks.attacked import ENGINES, attacked
from e2e.soak import SOAK

CONFIGURATION, SENDABLE = (Path(__file__).with_name(name) for name in ("schemathesis.toml", "sendable.py"))

_WORDS = [
    "--checks",
    "all",
    "--continue-on-failure",
    "--generation-database",
    "none",
    "--no-color",
    "--wait-for-schema",
    "60",
]


@pytest.mark.parametrize("engine", ENGINES if SOAK else ["postgresql"])
def test_every_answer_is_as_documented(engine: str, tmp_path: Path) -> None:
    seed, examples = (str(SystemRandom().getrandbits(32)), "100") if SOAK else ("1", "3")
    with attacked(engine, tmp_path) as server:
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION)]
        command += ["run", f"{server.address}/api/openapi.json", "--header", f"Authorization: Bearer {server.token()}"]
        command += [*_WORDS, "--seed", seed, "--max-examples", examples]
        environment = os.environ | {"SCHEMATHESIS_HOOKS": str(SENDABLE)}
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert "Selected: 15/15" in ended.stdout, ended.stdout
        assert not server.complaints(), server.log()[-5000:]
        assert server.runs
