"""Whatever other people made is listed with version, licence and checksum, and is what is listed."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LISTED: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "vendored.toml").read_text("utf-8"))
WORDS_OF = {
    "ISC": "ISC License",
    "Apache-2.0": "Apache License",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
}
"""What a text of this licence holds."""
SHIPPED = ("extension", "server", "parser")
LONGEST_LINE = 2_000
"""Letters. What people write has shorter lines; what a program has pressed together has longer ones."""


def in_tree(root: Path) -> list[Path]:
    """Every file that is shipped."""
    found = (path for folder in SHIPPED for path in (root / folder).rglob("*"))
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def wrong(root: Path) -> set[str]:
    """The vendored files that are missing, unlisted, or other than listed."""
    listed = {f"{folder}/{name}": sha256 for folder, entry in LISTED.items() for name, sha256 in entry["files"].items()}
    there = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in in_tree(root)
        if "vendor" in path.relative_to(root).parts
    }
    return {name for name in listed.keys() | there.keys() if listed.get(name) != there.get(name)}


def test_each_file_is_listed_and_is_what_is_listed() -> None:
    assert wrong(ROOT) == set()


@pytest.mark.parametrize("change", ["altered", "added", "gone"])
def test_a_change_would_be_noticed(change: str, tmp_path: Path) -> None:
    for folder in LISTED:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / next(iter(LISTED)) / "index.js"
    match change:
        case "altered":
            file.write_bytes(file.read_bytes() + b"\n")
        case "added":
            (file.parent / "more.js").write_text("")
        case _:
            file.unlink()
    assert len(wrong(tmp_path)) == 1


@pytest.mark.parametrize("folder", LISTED)
def test_its_licences_lie_beside_it(folder: str) -> None:
    entry = LISTED[folder]
    texts = "\n".join((ROOT / folder / name).read_text("utf-8") for name in entry["licence_files"])
    for licence in entry["licence"].split(" AND "):
        assert WORDS_OF[licence] in texts
    assert set(entry["licence_files"]) <= entry["files"].keys()


@pytest.mark.parametrize("folder", LISTED)
def test_the_version_is_the_one_that_is_said_beside_it(folder: str) -> None:
    entry = LISTED[folder]
    said = (ROOT / folder / entry["said_in"]).read_text("utf-8")
    assert f"{entry['package']} {entry['version']}".lower() in said.lower()
    for name, sha256 in entry["files"].items():
        if name in said:
            assert sha256 in said


def test_nothing_that_is_pressed_together_lies_elsewhere() -> None:
    """Code that nobody can read comes from somebody else."""
    code = [path for path in in_tree(ROOT) if path.suffix in (".js", ".css", ".wasm", ".html")]
    pressed = {path for path in code if max(map(len, path.read_bytes().splitlines()), default=0) > LONGEST_LINE}
    assert {path.name for path in pressed if "vendor" in path.parts} == {"echarts.common.min.js"}
    assert {path.relative_to(ROOT).as_posix() for path in pressed if "vendor" not in path.parts} == set()
