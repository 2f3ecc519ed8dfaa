"""The wheel alone, in an empty environment somewhere else, is the whole product."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from package.loading import loaded_manifest

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"

pytestmark = pytest.mark.xdist_group("wheel")  # one worker, so that the wheel is built and installed once


def run(*words: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SSI_HISTORY"))}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`ssi-history` as pip put it there."""
    folder = tmp_path_factory.mktemp("elsewhere")
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*wheel, "--wheel-dir", folder, ROOT, cwd=folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "empty", cwd=folder)
    scripts = folder / "empty" / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", scripts / "python"]
    install = [*pip, "install", "--quiet", "--no-compile"]
    run(*install, "--require-hashes", "-r", ROOT / "requirements.txt", cwd=folder)
    run(*install, "--no-deps", next(folder.glob("*.whl")), cwd=folder)
    return scripts / "ssi-history"


@pytest.fixture
def link(command: Path, tmp_path: Path) -> Iterator[str]:
    """The sign-in link of a server that runs from the wheel."""
    words = [str(command), "serve", "--data-dir", str(tmp_path / "data"), "--port", "0", "--no-browser"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield next(line.strip() for line in server.stdout if line.startswith("http"))
        server.terminate()


def test_the_wheel_serves_the_dashboard_with_its_assets(link: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(link) as answer:
        page = answer.read().decode()
    assert "SSI History" in page
    origin = link.split("/sign-in/")[0]
    assets = [part.split('"')[0] for part in page.split('="') if part.startswith("/static/")]
    assert len(assets) >= 4
    for asset in {*assets, "/static/vendor/echarts/LICENSE"}:
        with browser.open(origin + asset) as answer:
            assert answer.status == 200
            assert answer.read()


def test_the_wheel_speaks_other_languages(link: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    browser.open(link).close()
    address = link.split("/sign-in/")[0] + "/pair"
    asked = urllib.request.Request(address, headers={"Accept-Language": "pl"})  # noqa: S310  # our own server's
    with browser.open(asked) as answer:
        page = answer.read().decode()
    assert '<html lang="pl">' in page
    assert "Połącz przeglądarkę" in page


def test_the_wheel_reads_a_saved_page(command: Path, tmp_path: Path) -> None:
    page = ROOT / "fixtures" / "english-tables" / "page.html"
    assert '"total": 53' in run(command, "read", page, cwd=tmp_path)


def test_the_wheel_carries_the_extension(command: Path, tmp_path: Path) -> None:
    folder = Path(run(command, "extension", cwd=tmp_path).strip())
    assert not folder.is_relative_to(ROOT)
    assert files_in(folder) == {
        name: content
        for name, content in files_in(EXTENSION).items()
        if name != "jsconfig.json" and not name.endswith(".d.ts")
    }


def test_a_copy_of_the_extension_loads_in_a_browser_and_is_renewed(command: Path, tmp_path: Path) -> None:
    copy = tmp_path / "SSI History"
    assert run(command, "extension", "--copy", copy, cwd=tmp_path).strip() == str(copy)
    (copy / "from an earlier version.js").write_text("")
    run(command, "extension", "--copy", copy, cwd=tmp_path)
    assert not (copy / "from an earlier version.js").exists()
    manifest = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    loaded = loaded_manifest(copy)
    assert (loaded["name"], loaded["version"]) == ("SSI History", manifest["version"])


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
