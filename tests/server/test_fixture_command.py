"""A page becomes a fixture in three steps: added without its member, looked at, confirmed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from parser_pages import FIXTURES, SSI, fixture
from ssi_parser import scrub_page
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.workshop import draft
from ssi_server.workshop.sight import as_read

SAVED = f"<!-- saved from url=(0035){SSI}?trk=nav_4815162342 -->\n" + fixture("spanish-tables")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "saved.html"
    file.write_text(SAVED, "utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fixtures"


def run(step: str, *words: object, within: Path, width: int = 120) -> Result:
    words = ("fixture", step, *words, "--folder", within)
    return CliRunner().invoke(main, [str(word) for word in words], env={"COLUMNS": str(width)})


def add(page: object, within: Path, *words: object, name: str = "mine") -> Result:
    return run("add", page, "--name", name, *words, within=within)


def content(folder: Path, file: str) -> Any:
    return json.loads((folder / "mine" / file).read_text("utf-8"))


def test_adding_a_saved_page_makes_a_folder_that_is_not_confirmed(saved: Path, folder: Path) -> None:
    result = add(saved, folder)
    assert result.exit_code == 0, result.output
    assert "fixture show mine" in result.stdout
    assert {file.name for file in (folder / "mine").iterdir()} == {"page.html", "expected.json", "meta.json"}
    assert (folder / "mine" / "page.html").read_bytes().decode() == scrub_page(SAVED)
    assert content(folder, "expected.json") == json.loads((FIXTURES / "spanish-tables" / "expected.json").read_bytes())
    meta = content(folder, "meta.json")
    assert (meta["url"], meta["source"], meta["confirmed"]) == (SSI, "live", False)
    assert (meta["layout"], meta["language"]) == (["P", "T"], "es")
    assert meta["evidence"]
    assert meta["scrubbed"]


def test_of_a_doubt_only_figure_and_problem_are_stated(folder: Path) -> None:
    add(FIXTURES / "disagreement" / "page.html", folder)
    assert content(folder, "expected.json")["doubts"] == [{"figure": "network.rank", "problem": "sightings_disagree"}]


@pytest.mark.parametrize("has_address", [True, False])
def test_a_page_that_no_reader_understands_is_drafted_as_a_refusal(
    tmp_path: Path, folder: Path, has_address: bool
) -> None:
    comment = f"<!-- saved from url=(0035){SSI} -->" if has_address else ""
    (tmp_path / "page.html").write_text(comment + fixture("redesign"), "utf-8")
    assert add(tmp_path / "page.html", folder).exit_code == 0
    assert content(folder, "refusal.json") == {"code": "unreadable"}
    assert content(folder, "meta.json")["url"] == SSI
    assert "refused as" in run("show", "mine", within=folder).stdout


def test_a_page_that_its_scrub_makes_another_is_refused(folder: Path) -> None:
    result = add(FIXTURES / "signed-out" / "page.html", folder)
    assert result.exit_code == 1
    assert "read differently" in result.stderr
    assert not folder.exists()


def test_a_stored_capture_becomes_a_fixture_of_its_stored_page(settings: Settings, kept: str, folder: Path) -> None:
    result = add(kept, folder, "--data-dir", settings.data_dir)
    assert result.exit_code == 0, result.output
    assert (folder / "mine" / "page.html").read_bytes().decode() == scrub_page(fixture("english-tables"))
    meta = content(folder, "meta.json")
    assert (meta["url"], meta["evidence"]) == (SSI, "saved by a member, 2026-03-05, scrubbed")


@pytest.mark.parametrize("page", ["7d1c2f0e-5b6a-4c3d-8e9f-0a1b2c3d4e5f", "no-such-file.html"])
def test_what_is_neither_file_nor_capture_is_refused(settings: Settings, folder: Path, page: str) -> None:
    result = add(page, folder, "--data-dir", settings.data_dir)
    assert result.exit_code == 1
    assert page in result.stderr
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../mine", "a/b", "a\\b", ".", "..", "", "Mine", "mine.", "/mine", "mine\n"])
def test_a_name_is_no_path(saved: Path, folder: Path, name: str) -> None:
    assert add(saved, folder, name=name).exit_code == 1
    assert not folder.exists()
    for step in ("show", "confirm"):
        assert run(step, name, within=folder).exit_code == 1


def test_a_name_that_is_taken_is_refused(saved: Path, folder: Path) -> None:
    add(saved, folder)
    before = content(folder, "meta.json")
    result = add(FIXTURES / "english" / "page.html", folder)
    assert result.exit_code == 1
    assert "already" in result.stderr
    assert content(folder, "meta.json") == before


def test_nothing_is_written_while_something_identifies_somebody(
    saved: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "scrub_page", lambda page: scrub_page(page).replace("<h1>", "<h1>ajax:4815162342 "))
    result = add(saved, folder)
    assert result.exit_code == 1
    assert "token" in result.stderr
    assert not folder.exists()


def test_page_and_figures_stand_beside_each_other_where_they_fit(saved: Path, folder: Path) -> None:
    add(saved, folder)
    wide = run("show", "mine", within=folder).stdout.splitlines()
    assert [line for line in wide if "[bar:" in line and "│" in line]
    assert max(map(len, wide)) <= 120
    narrow = run("show", "mine", within=folder, width=70).stdout
    assert "│" not in narrow
    assert "not confirmed" in narrow
    assert narrow.index("[bar:") < narrow.index("pillars.brand")


def test_confirming_says_what_was_confirmed_and_changes_nothing_else(saved: Path, folder: Path) -> None:
    add(saved, folder)
    before = content(folder, "meta.json")
    result = run("confirm", "mine", within=folder)
    assert result.exit_code == 0, result.output
    assert f"{content(folder, 'expected.json')['total']}\n" in result.stdout
    assert content(folder, "meta.json") == before | {"confirmed": True}
    assert "(live, confirmed)" in run("show", "mine", within=folder).stdout


def test_confirming_against_the_reader_says_what_it_reads_otherwise(saved: Path, folder: Path) -> None:
    add(saved, folder)
    corrected = content(folder, "expected.json") | {"total": 99}
    (folder / "mine" / "expected.json").write_text(json.dumps(corrected), "utf-8")
    result = run("confirm", "mine", within=folder)
    assert result.exit_code == 0
    assert "otherwise of: total." in result.stdout


def test_facts_that_nobody_told_cannot_be_confirmed(saved: Path, folder: Path) -> None:
    add(saved, folder, "--source", "synthetic")
    assert "evidence" not in content(folder, "meta.json")
    result = run("confirm", "mine", within=folder)
    assert result.exit_code == 1
    assert "facts" in result.stderr
    assert content(folder, "meta.json")["confirmed"] is False


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("page.html", "<p>another</p>", "not the page that was added"),
        ("meta.json", "{", "not JSON"),
        ("meta.json", '{"title": "x"}', "does not say"),
        ("refusal.json", '{"code": "unreadable"}', "either"),
    ],
)
@pytest.mark.parametrize("step", ["show", "confirm"])
def test_a_folder_that_is_not_whole_is_refused(
    saved: Path, folder: Path, file: str, text: str, why: str, step: str
) -> None:
    add(saved, folder)
    (folder / "mine" / file).write_text(text, "utf-8")
    result = run(step, "mine", within=folder)
    assert result.exit_code == 1
    assert why in result.stderr


@pytest.mark.parametrize("file", ["page.html", "meta.json", "expected.json"])
def test_a_folder_without_a_file_is_refused(saved: Path, folder: Path, file: str) -> None:
    add(saved, folder)
    (folder / "mine" / file).unlink()
    result = run("show", "mine", within=folder)
    assert result.exit_code == 1
    assert file in result.stderr


def test_a_page_is_shown_as_a_person_would_read_it() -> None:
    html = (
        "<body><script>no</script><!-- no --><h2>Your  score</h2><div>Top <b>9</b>%<p>beside</p>below</div>"
        '<progress value="3.5" max="25">3.5 of 25</progress><table><tr><th>Brand</th><td>3.5</td></tr></table>'
        '<code>{"memberScore": {"overall": 9.5}}</code><code>{"no": 1}</code><code>no</code></body>'
    )
    shown = ["", "Your score", "Top 9%", "beside", "below", "[bar: 3.5 of 25] 3.5 of 25", "[row] Brand | 3.5"]
    assert as_read(html) == [*shown, "[data] memberScore.overall = 9.5"]
