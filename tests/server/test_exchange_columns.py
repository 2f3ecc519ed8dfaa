"""The tables of other programs come in by naming their columns, and only with figures that can be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from histories import Run, as_json, runner
from server_parts import Api
from ssi_server.config import Settings
from ssi_server.storage import Database

OTHERS = "Day;SSI;Brand;Rank;Note\n31.01.2026;61;19,125;2%;=1+1\n01.02.2026;62;;-;\n"
NAMED = ("--column", "date=Day", "--column", "total=SSI", "--column", "industry_rank=Rank")


@pytest.fixture
def run(settings: Settings, database: Database) -> Run:
    return runner(settings)


def test_another_programs_table_comes_in_by_naming_its_columns(
    run: Run, tmp_path: Path, api: Api, database: Database, person_id: int
) -> None:
    (tmp_path / "days.csv").write_text(OTHERS)
    nothing = run("import", tmp_path / "days.csv")
    assert "There are: Day, SSI, Brand, Rank, Note" in nothing.stderr
    assert "--column date=Day" in nothing.stderr
    wrong = run("import", tmp_path / "days.csv", *NAMED)
    assert "2 refused" in wrong.stdout
    assert "--date-format" in wrong.stderr
    result = run("import", tmp_path / "days.csv", *NAMED, "--date-format", "%d.%m.%Y")
    assert result.exit_code == 0, result.output
    assert "Columns that are not taken in: Note." in result.stderr
    items = api.get("/api/captures")["items"]
    assert [item["capture"]["captured_at"][:16] for item in items] == ["2026-02-01T12:00", "2026-01-31T12:00"]
    assert [item["reading"]["total"] for item in items] == [62, 61]
    assert items[1]["reading"]["pillars"]["brand"] == 19.125
    assert (items[0]["reading"]["industry"]["rank"], items[1]["reading"]["industry"]["rank"]) == (None, 2)
    assert {(item["capture"]["trigger"], item["reading"]["reader_version"]) for item in items} == {("import", 0)}
    before = as_json(database, person_id)
    again = run("import", tmp_path / "days.csv", *NAMED, "--date-format", "%d.%m.%Y", "--delimiter", ";")
    assert "2 already there" in again.stdout
    (tmp_path / "days.csv").write_text(OTHERS.replace(";61;", ";60;"))
    changed = run("import", tmp_path / "days.csv", *NAMED, "--date-format", "%d.%m.%Y")
    assert "1 already there, 1 conflicting" in changed.stdout
    assert changed.exit_code == 1
    assert as_json(database, person_id) == before


WRONG = {
    "date,total\n2026-01-31,61.4\n": "is not the integer",
    "date,total\n2026-01-31,101\n": "outside 0 to 100",
    "date,total\n2026-01-31,\n": "neither a total nor a pillar",
    "date,total\n2026-01-31,about 60\n": "is no number",
    "date,total\n1999-01-31,60\n": "No capture can have been made",
    "date,total\n2999-01-31,60\n": "No capture can have been made",
    "date,total\n31/01/2026,60\n": "is written in another way",
    "date,time,total\n2026-01-31,9 am,60\n": "is written in another way than 09:30",
    "date,total,brand,people,insights,relationships\n2026-01-31,60,1,1,1,1\n": "The four pillars make 4",
    "date,total,industry.name\n2026-01-31,60,a\0b\n": "is no name of an industry",
}


@pytest.mark.parametrize(("text", "words"), WRONG.items(), ids=range(len(WRONG)))
def test_lines_that_are_no_figures_are_refused_with_words(run: Run, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "days.csv").write_text(text)
    result = run("import", tmp_path / "days.csv")
    assert result.stdout.endswith("1 refused.\n")
    assert "line 2: " in result.stderr
    assert words in result.stderr


def test_a_time_and_an_offset_may_stand_beside_the_day(run: Run, tmp_path: Path, api: Api) -> None:
    (tmp_path / "a.csv").write_text("date,time,total\n2026-01-31,09:30,60\n")
    (tmp_path / "b.csv").write_text("date,total\n2026-02-01T09:30:00-08:00,60\n")
    (tmp_path / "c.tsv").write_text("date\ttotal\n2026/02/02 10.15\t60\n")
    run("import", tmp_path / "a.csv", tmp_path / "b.csv")
    run("import", tmp_path / "c.tsv", "--date-format", "%Y/%m/%d %H.%M", "--delimiter", "tab")
    found = [item["capture"]["captured_at"] for item in api.get("/api/captures")["items"]]
    assert [at[:16] for at in found] == ["2026-02-02T10:15", "2026-02-01T09:30", "2026-01-31T09:30"]
    assert found[1].endswith("-08:00")


@pytest.mark.parametrize(
    "words",
    [("--column", "shoes=Day"), ("--column", "date"), ("--delimiter", ";;"), ("--encoding", "klingon")],
)
def test_a_way_that_there_is_none_is_refused_before_anything_is_read(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    result = run("import", *words, tmp_path / "missing.csv")
    assert result.exit_code == 2
    assert "missing.csv" not in result.output
    assert re.search(r"Invalid value for --\w+", result.stderr)


def test_a_table_in_an_old_encoding_says_so(run: Run, tmp_path: Path, api: Api) -> None:
    (tmp_path / "a.csv").write_bytes("date,total,industry.name\n2026-01-31,60,Usługi\n".encode("cp1250"))
    refused = run("import", tmp_path / "a.csv")
    assert "not text in UTF-8" in refused.stderr
    assert "--encoding" in refused.stderr
    assert run("import", tmp_path / "a.csv", "--encoding", "cp1250").exit_code == 0
    assert api.get("/api/captures")["items"][0]["reading"]["industry"]["name"] == "Usługi"
