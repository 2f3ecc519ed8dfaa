"""The commands, as they are typed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parser_pages import FIXTURES, SSI
from server_parts import Api, capture_body, problem
from ssi_server.app import create_app
from ssi_server.cli import main
from ssi_server.config import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere"


def run(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def test_read_prints_the_figures_of_a_file_as_one_line() -> None:
    result = run("read", FIXTURES / "english-tables" / "page.html")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    expected = json.loads((FIXTURES / "english-tables" / "expected.json").read_text("utf-8"))
    assert json.loads(result.stdout) == expected


def test_read_takes_standard_input() -> None:
    result = run("read", "-", stdin=(FIXTURES / "spanish" / "page.html").read_bytes())
    assert json.loads(result.stdout)["language"] == "es"


def test_read_takes_what_browsers_save(tmp_path: Path) -> None:
    page = (FIXTURES / "spanish" / "page.html").read_bytes()
    archive = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Location: {}\n\n"
    files = {
        "page.html.gz": gzip.compress(page),
        "page.mhtml": archive.format(SSI).encode() + page,
        "feed.mhtml": archive.format("https://www.linkedin.com/feed/").encode() + page,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    result = run("read", *(tmp_path / name for name in files))
    expected = json.loads((FIXTURES / "spanish" / "expected.json").read_text("utf-8"))
    assert [json.loads(line) for line in result.stdout.splitlines()] == [expected, expected]
    assert "feed.mhtml" in result.stderr
    assert "not_ssi_page" in result.stderr


def test_read_explains_each_figure_by_where_it_stands() -> None:
    table = run("read", "--explain", FIXTURES / "english-tables" / "page.html").stdout
    lines = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines()]
    assert ["network.rank", "11"] in lines
    assert ["Top 11 %", "rank list"] in [line[:2] for line in lines]
    assert all(len(line) <= 100 for line in table.splitlines()[1:])
    assert "Doubts: none." in table
    assert "Not shown, or not certain: none." in table
    assert table.endswith("Verdict: consistent. Language of the page: en.\n\n")


def test_read_explains_doubts_and_what_is_missing_in_words() -> None:
    result = run("read", "--explain", FIXTURES / "disagreement" / "page.html", FIXTURES / "signed-out" / "page.html")
    lines = [re.split(r"\s{2,}", line.strip()) for line in result.stdout.splitlines()]
    assert ["network.rank", "-"] in lines
    assert any(line[0].startswith("network.rank: ") for line in lines)
    assert ["industry.pillars"] in lines
    assert result.exit_code == 1
    assert "signed_out" in result.stderr


def test_a_page_cannot_steer_the_terminal(tmp_path: Path) -> None:
    page = (FIXTURES / "english" / "page.html").read_text("utf-8").replace("top 75%", "top \x1b[31m75%")
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert "\x1b" not in run("read", "--explain", tmp_path / "page.html").stdout


def test_read_goes_on_after_a_refusal_and_says_so_at_the_end(tmp_path: Path) -> None:
    files = [FIXTURES / name / "page.html" for name in ("english", "signed-out", "spanish")]
    result = run("read", files[0], files[1], tmp_path / "missing.html", files[2])
    assert result.exit_code == 1
    assert [json.loads(line)["language"] for line in result.stdout.splitlines()] == ["en", "es"]
    assert "signed_out" in result.stderr
    assert "missing.html" in result.stderr


def test_a_device_is_added_to_an_empty_folder_and_its_token_printed_alone(folder: Path) -> None:
    result = run("device", "add", "My script", "--scope", "full", "--data-dir", folder)
    assert result.exit_code == 0, result.output
    token = result.stdout.removesuffix("\n")
    assert "\n" not in token
    api = Api(create_app(Settings.load(folder, environ={})).test_client(), token)
    assert api.send(capture_body()).status_code == 201
    assert len(api.get("/api/history")["items"]) == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\tb", "a\udc80b"])
def test_a_device_has_a_name_that_can_be_shown(folder: Path, name: str) -> None:
    result = run("device", "add", name, "--data-dir", folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "A name has one to" in result.stderr


def test_devices_are_listed_and_revoked(folder: Path) -> None:
    token = run("device", "add", "Laptop", "--data-dir", folder).stdout.strip()
    listed = run("device", "list", "--data-dir", folder).stdout
    device_id = token.split("_")[1]
    assert device_id in listed
    assert "Laptop" in listed
    assert token not in listed
    assert run("device", "revoke", device_id, "--data-dir", folder).exit_code == 0
    assert "revoked" in run("device", "list", "--data-dir", folder).stdout
    api = Api(create_app(Settings.load(folder, environ={})).test_client(), token)
    problem(api.send(capture_body()), 401, "unknown_token")
    again = run("device", "revoke", device_id, "--data-dir", folder)
    assert again.exit_code == 1
    assert "no device" in again.stderr


def test_a_device_for_an_unknown_person_is_refused(folder: Path) -> None:
    result = run("device", "add", "Laptop", "--person", "Nobody", "--data-dir", folder)
    assert result.exit_code == 1
    assert "Nobody" in result.stderr


def test_sign_in_prints_a_link_that_works(folder: Path) -> None:
    link = run("sign-in", "--data-dir", folder).stdout.strip()
    assert link.startswith("http://127.0.0.1:8712/sign-in/")
    client = create_app(Settings.load(folder, environ={})).test_client()
    assert client.get(link.removeprefix("http://127.0.0.1:8712")).status_code == 303


def test_the_data_folder_may_stand_before_the_command_and_in_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--data-dir", folder, "device", "add", "One")
    monkeypatch.setenv("SSI_HISTORY_DATA_DIR", str(folder))
    assert "One" in run("device", "list").stdout
