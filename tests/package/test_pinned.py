"""What is installed is what was looked at: versions pinned, contents by hash, and nothing of it runs while it comes."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
LOCK = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
PACKAGES: dict[str, dict[str, object]] = {path: entry for path, entry in LOCK["packages"].items() if path}
RC = dict(line.split("=", 1) for line in (ROOT / ".npmrc").read_text("utf-8").split())
PINNED = re.compile(
    r"[a-z0-9]+([._-][a-z0-9]+)*(\[[a-z0-9,-]+\])?==[0-9][\w.+!]*( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+"
)
"""A requirement as pip takes it with --require-hashes: one version, the sums of its files, nothing else."""


def requirements(text: str) -> list[str]:
    """Each requirement with the lines that belong to it."""
    return re.split(r"\n(?! )", text.strip("\n"))


def test_there_are_requirements() -> None:
    assert {file.name for file in REQUIREMENTS} == {"requirements.txt", "requirements-dev.txt", "requirements-soak.txt"}


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_each_requirement_is_pinned_with_hashes(file: Path) -> None:
    """Addresses of indexes or of files, options, editable ones: nothing of that is a pinned requirement."""
    found = requirements(file.read_text("utf-8"))
    assert [each for each in found if not PINNED.fullmatch(each)] == []


SUM = f" \\\n    --hash=sha256:{'0' * 64}"


@pytest.mark.parametrize(
    "bad",
    [
        "flask==3.1.0",
        f"flask>=3.1{SUM}",
        f"flask{SUM}",
        "--index-url https://packages.example",
        f"flask @ https://packages.example/flask.whl{SUM}",
        "flask==3.1.0 \\\n    --hash=md5:0",
        "-e .",
    ],
)
def test_one_that_is_not_would_be_noticed(bad: str) -> None:
    assert not PINNED.fullmatch(bad)


def test_what_the_package_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {re.split(r"[\[>=]", each)[0] for each in project["project"]["dependencies"]}
    pinned = {re.split(r"[\[=]", each)[0] for each in requirements((ROOT / "requirements.txt").read_text("utf-8"))}
    assert asked <= pinned


def test_pip_is_told_to_take_nothing_else() -> None:
    commands = [line for line in MAKEFILE.splitlines() if re.search(r"/pip install", line)]
    for command in commands:
        is_own = "--no-deps --no-build-isolation --editable ." in command
        is_for_locking = command.endswith("install --quiet uv")
        assert is_own or is_for_locking or "--require-hashes -r requirements" in command
    assert sum("--require-hashes" in command for command in commands) == len(REQUIREMENTS)


@pytest.mark.parametrize("path", PACKAGES)
def test_each_package_for_node_has_its_sum_and_no_script(path: str) -> None:
    entry = PACKAGES[path]
    algorithm, _, digest = str(entry["integrity"]).partition("-")
    assert algorithm == "sha512"
    assert len(base64.b64decode(digest, validate=True)) == 64
    assert not {"hasInstallScript", "resolved", "link"} & entry.keys()


def test_npm_takes_the_lock_and_runs_no_script() -> None:
    assert RC["ignore-scripts"] == "true"
    assert set(re.findall(r"/npm (\w+.*)", MAKEFILE)) == {
        "ci --loglevel=error --no-progress > /dev/null",
        "install --package-lock-only",
    }
    assert not {name for name in RC if "registry" in name and name != "omit-lockfile-registry-resolved"}
    assert "scripts" not in json.loads((ROOT / "package.json").read_text("utf-8"))


def test_a_script_of_a_package_does_not_run(tmp_path: Path) -> None:
    """With this tree's own settings; without them it would."""
    package = tmp_path / "package"
    package.mkdir()
    mark = tmp_path / "it ran"
    write = f"node -e \"require('fs').writeFileSync('{mark}', '')\""
    (package / "package.json").write_text(json.dumps({"name": "a", "version": "1.0.0", "scripts": {"install": write}}))
    for settings, runs in ((ROOT / ".npmrc", False), (tmp_path / "none", True)):
        user = tmp_path / f"user {runs}"
        user.mkdir()
        (user / "package.json").write_text(json.dumps({"name": "b", "dependencies": {"a": f"file:{package}"}}))
        npm(user, settings, "install", "--offline", "--install-links")
        assert (user / "node_modules" / "a" / "package.json").exists()
        assert mark.exists() == runs


def npm(folder: Path, settings: Path, *words: str) -> None:
    programs = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "NPM_CONFIG_USERCONFIG": str(settings),
        "NPM_CONFIG_CACHE": str(folder / "cache"),
        "NPM_CONFIG_FUND": "false",
        "NPM_CONFIG_AUDIT": "false",
    }
    subprocess.run([programs / "npm", *words], cwd=folder, env=environment, check=True, capture_output=True)
