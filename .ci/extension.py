"""Builds the archives that the browsers' stores take, from the one folder that both kinds of browsers load.

`python .ci/extension.py FOLDER` writes ssi-history-chromium-VERSION.zip and ssi-history-firefox-VERSION.zip there: the
same bytes whenever the sources are the same. The version is the one of pyproject.toml; where the manifest's own
differs, it is written anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "extension"
NOT_SHIPPED = ("jsconfig.json", "*.d.ts")
"""What only those who build it need; the wheel leaves out the same."""

LEFT_OUT = {
    "chromium": ("browser_specific_settings", "background.scripts", "action.theme_icons"),
    "firefox": ("background.service_worker", "minimum_chrome_version"),
}
"""Keys that the other kind of browsers is for: each ignores them, and its store warns of them."""

STAMP = (2020, 2, 2, 0, 0, 0)


def main(folder: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    write_version(SOURCE / "manifest.json", version)
    folder.mkdir(parents=True, exist_ok=True)
    for browser in LEFT_OUT:
        archive = folder / f"ssi-history-{browser}-{version}.zip"
        with TemporaryDirectory() as scratch:
            stage = stage_for(browser, Path(scratch) / "extension")
            if browser == "firefox":  # the linter is Firefox's own
                web_ext("lint", "--warnings-as-errors", "--source-dir", stage)
            web_ext("build", "--source-dir", stage, "--artifacts-dir", scratch, "--filename", archive.name)
            settle(Path(scratch) / archive.name, archive)
        sys.stdout.write(f"{archive} {archive.stat().st_size // 1000} kB\n")


def write_version(manifest: Path, version: str) -> None:
    """Into the text, so that its form stays; the file is left alone where it is right."""
    text = manifest.read_text("utf-8")
    right = re.sub(r'(?<="version": ")[^"]*', version, text, count=1)
    if right != text:
        manifest.write_text(right, "utf-8")


def stage_for(browser: str, stage: Path) -> Path:
    """A copy of what is shipped, with this browser's manifest."""
    shutil.copytree(SOURCE, stage, ignore=shutil.ignore_patterns(*NOT_SHIPPED))
    manifest = json.loads((stage / "manifest.json").read_text("utf-8"))
    for key in LEFT_OUT[browser]:
        leave_out(manifest, key.split("."))
    (stage / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return stage


def leave_out(tree: dict[str, Any], path: list[str]) -> None:
    *above, last = path
    for name in above:
        tree = tree[name]
    del tree[last]


def web_ext(*words: object) -> None:
    """Its output is shown when it fails, and only then."""
    command = [ROOT / "node_modules" / ".bin" / "web-ext", *words, "--no-config-discovery", "--no-input"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # where node is
    environment = os.environ | {"PATH": path, "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run(  # noqa: S603  # our own words, no shell
        [*map(str, command)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"web-ext {words[0]} failed:\n{done.stdout}{done.stderr}")


def settle(built: Path, archive: Path) -> None:
    """The same files in one order and of one date: web-ext keeps those of the disk."""
    with ZipFile(built) as source, ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as settled:
        for name in sorted(name for name in source.namelist() if not name.endswith("/")):
            entry = ZipInfo(name, STAMP)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            settled.writestr(entry, source.read(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
