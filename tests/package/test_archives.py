"""`make extension`: what the stores get."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from package.loading import loaded_manifest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
NAMES = {browser: f"ssi-history-{browser}-{VERSION}.zip" for browser in ("chromium", "firefox")}
LARGEST = 150_000  # bytes

FOR_THE_OTHER_BROWSER = {
    "chromium": {"browser_specific_settings", "background.scripts", "action.theme_icons"},
    "firefox": {"background.service_worker", "minimum_chrome_version"},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))


def build(folder: Path) -> Path:
    subprocess.run([sys.executable, ROOT / ".ci" / "extension.py", folder], check=True)
    return folder


def shipped() -> set[str]:
    """The extension's files, without those that only its makers need."""
    files = (path.relative_to(EXTENSION) for path in EXTENSION.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if path.name != "jsconfig.json" and not path.name.endswith(".d.ts")}


@pytest.mark.xdist_group("archives")
@pytest.mark.parametrize("name", NAMES.values())
def test_an_archive_holds_the_extension_and_is_small(built: Path, name: str) -> None:
    with ZipFile(built / name) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == shipped()
        for file in shipped() - {"manifest.json"}:
            assert archive.read(file) == (EXTENSION / file).read_bytes(), file
    assert (built / name).stat().st_size <= LARGEST


@pytest.mark.xdist_group("archives")
@pytest.mark.parametrize("browser", NAMES)
def test_a_manifest_lacks_what_is_for_the_other_browser_and_nothing_else(built: Path, browser: str) -> None:
    with ZipFile(built / NAMES[browser]) as archive:
        manifest = leaves(json.loads(archive.read("manifest.json")))
    whole = leaves(json.loads((EXTENSION / "manifest.json").read_text("utf-8")))
    lacking = whole.keys() - manifest.keys()
    assert manifest == {key: value for key, value in whole.items() if key not in lacking}
    for key in lacking:
        assert any(f"{key}.".startswith(f"{left_out}.") for left_out in FOR_THE_OTHER_BROWSER[browser]), key
    assert len(lacking) >= len(FOR_THE_OTHER_BROWSER[browser])


@pytest.mark.xdist_group("archives")
def test_the_archive_for_chromium_loads_there(built: Path, tmp_path: Path) -> None:
    with ZipFile(built / NAMES["chromium"]) as archive:
        archive.extractall(tmp_path)
    assert loaded_manifest(tmp_path)["version"] == VERSION


@pytest.mark.xdist_group("archives")
def test_the_same_sources_make_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    for name in NAMES.values():
        assert (again / name).read_bytes() == (built / name).read_bytes()


def test_there_is_one_version() -> None:
    assert json.loads((EXTENSION / "manifest.json").read_text("utf-8"))["version"] == VERSION


def leaves(tree: dict[str, Any], above: str = "") -> dict[str, Any]:
    """Every value of a manifest under its dotted name."""
    found: dict[str, Any] = {}
    for key, value in tree.items():
        found |= leaves(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return found
