"""`export` and `import`, as they are typed."""

from __future__ import annotations

import gzip
import stat
from pathlib import Path
from typing import Any

import pytest

from histories import Run, as_json, dump, runner
from parser_pages import FIXTURES, SSI, bars, page, total
from server_parts import Api, capture_body
from ssi_server.config import Settings
from ssi_server.exchange import commands
from ssi_server.storage import Database

PAGE = (FIXTURES / "english-tables" / "page.html").read_bytes()
SAVED = "<!--\n Page saved with SingleFile \n url: {} \n saved date: Thu Mar 05 2026 09:30:00 GMT+0100 (CET)\n-->"
ARCHIVE = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Location: {}\nDate: {}\n\n"


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return runner(settings)


@pytest.fixture
def history(api: Api) -> None:
    """Two captures."""
    bodies = [capture_body("english-tables"), capture_body("spanish", captured_at="2026-03-12T09:30:00+01:00")]
    assert [api.send(body).status_code for body in bodies] == [201, 201]


@pytest.mark.usefixtures("history")
def test_both_forms_are_written_whole_and_for_their_owner_alone(run: Run, tmp_path: Path) -> None:
    for ending in ("csv", "JSON"):
        file = tmp_path / f"history.{ending}"
        file.write_text("what was there before")
        file.chmod(0o644)
        result = run("export", file)
        assert (result.exit_code, result.stdout) == (0, f"{file}: 2 captures.\n")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert run("import", file).stdout == f"{file}: 2 already there.\n"
    assert sorted(path.name for path in tmp_path.glob("*history.*")) == ["history.JSON", "history.csv"]


@pytest.mark.usefixtures("history")
def test_a_file_is_replaced_only_by_a_whole_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "history.json"
    file.write_text("what was there before")

    def cut(*_: Any) -> Any:
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(commands.FORMS, ".json", cut)
    result = run("export", file)
    assert result.exit_code == 1
    assert "cannot be written: No space left on device" in result.stderr
    assert file.read_text() == "what was there before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["history.json"]


@pytest.mark.parametrize("name", ["history", "history.xlsx", "-"])
def test_the_ending_says_which_form(run: Run, tmp_path: Path, name: str) -> None:
    result = run("export", tmp_path / name if name != "-" else name)
    assert result.exit_code == 1
    assert "must end in .csv or .json" in result.stderr


def test_nobody_else_is_meant(run: Run, tmp_path: Path) -> None:
    for words in (("export", tmp_path / "a.csv", "--person", "Nobody"), ("import", "--person", "Nobody", "a.csv")):
        result = run(*words)
        assert (result.exit_code, "There is no person named 'Nobody'" in result.stderr) == (1, True)
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.usefixtures("history")
def test_a_dry_run_changes_nothing_and_says_what_would_happen(
    run: Run, tmp_path: Path, database: Database, stranger: Api
) -> None:
    run("export", tmp_path / "a.json")
    (tmp_path / "page.html").write_bytes(SAVED.format(SSI).encode() + PAGE)
    (tmp_path / "days.csv").write_text("date,total\n2026-01-31,61\n2026-02-31,61\n")
    before = dump(database)
    files = [tmp_path / name for name in ("a.json", "page.html", "days.csv", "page.html")]
    said = run("import", "--dry-run", "--person", "Somebody else", *files)
    assert dump(database) == before
    assert "Nothing was changed" in said.stderr
    done = run("import", "--person", "Somebody else", *files)
    assert said.stdout == done.stdout
    assert done.stdout.splitlines() == [
        f"{files[0]}: 2 new.",
        f"{files[1]}: 1 already there.",
        f"{files[2]}: 1 new, 1 refused.",
        f"{files[1]}: 1 already there.",
        "Together: 3 new, 2 already there, 1 refused.",
    ]
    assert done.exit_code == 1
    assert len(stranger.get("/api/captures")["items"]) == 3
    again = run("import", "--person", "Somebody else", *files)
    assert again.stdout.splitlines()[-1] == "Together: 5 already there, 1 refused."


def test_saved_pages_come_in_every_form_at_the_time_that_they_tell(run: Run, tmp_path: Path, api: Api) -> None:
    files = {
        "single.html": SAVED.format(SSI).encode() + PAGE,
        "archive.mhtml": ARCHIVE.format(SSI, "Fri, 06 Mar 2026 08:30:00 GMT").encode() + PAGE,
        "packed.html.gz": gzip.compress(
            SAVED.format(SSI).replace("05", "07").encode("utf-16") + PAGE.decode().encode("utf-16-le")
        ),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    result = run("import", *(tmp_path / name for name in files))
    assert result.exit_code == 0, result.output
    items = api.get("/api/captures")["items"]
    assert [item["capture"]["captured_at"][:10] for item in items] == ["2026-03-07", "2026-03-06", "2026-03-05"]
    assert {item["capture"]["trigger"] for item in items} == {"import"}
    assert {item["reading"]["total"] for item in items} == {items[0]["reading"]["total"]}
    assert items[-1]["capture"]["captured_at"] == "2026-03-05T09:30:00+01:00"


def test_a_page_that_does_not_tell_its_time_is_asked_for_or_refused(
    run: Run, tmp_path: Path, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("a.html", "b.html")]
    files[0].write_bytes(PAGE)
    files[1].write_bytes(SAVED.format(SSI).encode() + PAGE)
    result = run("import", *files)
    assert result.exit_code == 1
    assert f"{files[0]}: 1 refused.\n{files[1]}: 1 new.\n" in result.stdout
    assert "does not say when it was saved" in result.stderr
    assert "--at 2026-01-31T09:00+01:00" in result.stderr
    monkeypatch.setattr("ssi_server.exchange.when.is_interactive", lambda: True)
    asked = run("import", files[0], stdin="yesterday\n2026-01-31T09:00+01:00\n")
    assert asked.exit_code == 0, asked.output
    assert "is no time" in asked.stderr
    said = run("import", files[0], "--at", "2026-01-31T08:00Z")
    assert "1 already there" in said.stdout
    days = run("import", files[0], "--date", "2026-01-30")
    assert "1 new" in days.stdout
    assert [item["capture"]["captured_at"][:10] for item in api.get("/api/captures")["items"]] == [
        "2026-03-05", "2026-01-31", "2026-01-30"
    ]  # fmt: skip
    assert run("import", files[0], "--at", "soon").exit_code == 2
    assert "No capture can have been made on 2001-01-01" in run("import", files[0], "--at", "2001-01-01").stderr


def test_pages_without_figures_are_refused_or_kept_as_always(run: Run, tmp_path: Path, api: Api) -> None:
    fixtures = ("signed-out", "company-page", "redesign", "not-rendered")
    files = [FIXTURES / name / "page.html" for name in fixtures]
    result = run("import", "--at", "2026-01-31", *files, tmp_path / "missing.html")
    assert result.exit_code == 1
    assert [line.rsplit(": ")[-1] for line in result.stdout.splitlines()] == [
        "1 refused.", "1 refused.", "1 new.", "1 refused.", "1 refused.", "1 new, 4 refused.",
    ]  # fmt: skip
    assert "missing.html" in result.stdout
    assert "No such file" in result.stderr
    assert "kept, to be read again" in result.stderr
    assert "1 already there" in run("import", "--at", "2026-01-31", files[2]).stdout
    assert [item["capture"]["outcome"] for item in api.get("/api/captures")["items"]] == ["refused"]


def test_a_page_that_is_here_already_is_known_whatever_its_id(run: Run, tmp_path: Path, api: Api) -> None:
    api.send(capture_body(html=PAGE.decode()))
    (tmp_path / "a.html").write_bytes(PAGE)
    assert "1 already there" in run("import", tmp_path / "a.html", "--at", "2026-03-05T08:30Z").stdout


def test_a_page_of_another_account_is_taken_only_when_it_is_said_to_be_theirs(run: Run, tmp_path: Path) -> None:
    for name, account, brand in (("one", "quentin-quill-4b7a12", "20"), ("another", "rosalind-rook-9c1d", "21")):
        navigation = f'<header><nav><a href="/in/{account}/">Me</a></nav></header>'
        html = page(total("53") + bars(brand, "6.4", "10.25", "15"), outside=navigation)
        (tmp_path / f"{name}.html").write_text(html)
    files, at = [tmp_path / "one.html", tmp_path / "another.html"], ("--at", "2026-01-31")
    assert run("import", "--dry-run", *at, *files).stdout.endswith("Together: 1 new, 1 refused.\n")
    result = run("import", *at, *files)
    assert result.stdout.endswith("Together: 1 new, 1 refused.\n")
    assert "another LinkedIn account" in result.stderr
    assert "--mine" in result.stderr
    assert "1 new" in run("import", "--mine", *at, files[1]).stdout


@pytest.mark.usefixtures("history")
def test_an_import_that_broke_off_is_simply_run_again(
    run: Run, tmp_path: Path, database: Database, person_id: int
) -> None:
    whole = as_json(database, person_id)
    (tmp_path / "a.json").write_bytes(whole[: whole.rindex(b'"page"')])
    broken = run("import", tmp_path / "a.json")
    assert broken.exit_code == 1
    assert broken.stdout.endswith("1 already there, 1 refused.\n")
    (tmp_path / "a.json").write_bytes(whole)
    assert run("import", tmp_path / "a.json").stdout.endswith("2 already there.\n")


@pytest.mark.usefixtures("history")
def test_standard_input_is_a_file_like_any_other(run: Run, tmp_path: Path) -> None:
    run("export", tmp_path / "a.csv")
    table = (tmp_path / "a.csv").read_text("utf-8")
    assert run("import", "-", stdin=table).stdout == "-: 2 already there.\n"


def test_nobody_is_asked_when_something_was_saved_that_is_no_ssi_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_server.exchange.when.is_interactive", lambda: True)
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    result = run("import", tmp_path / "cat.png", FIXTURES / "signed-out" / "page.html")
    assert result.exit_code == 1
    assert "When was it?" not in result.output
    assert "(signed_out)" in result.stderr
