"""Every folder of fixtures/ is a page and what reading it must give; adding a folder adds its cases.

Expected values were written from the pages, never from the reader's answers.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ssi_parser import errors, parse_page, scrub_page
from ssi_server.workshop.traces import traces_in_scrubbed, traces_of_a_person

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())
READINGS = [name for name in FOLDERS if (FIXTURES / name / "expected.json").exists()]
REFUSALS = [name for name in FOLDERS if (FIXTURES / name / "refusal.json").exists()]
META = {"title", "url", "source", "layout", "language", "facts", "scrubbed", "sha256", "confirmed"}


def load(name: str, file: str) -> dict[str, Any]:
    """A JSON file of a fixture."""
    content: dict[str, Any] = json.loads((FIXTURES / name / file).read_text(encoding="utf-8"))
    return content


@cache
def answer(name: str) -> dict[str, Any] | errors.Refusal:
    """The reading as it goes out in JSON, or the refusal that was raised instead of it."""
    html = (FIXTURES / name / "page.html").read_bytes().decode()
    try:
        reading = parse_page(html, load(name, "meta.json")["url"])
    except errors.Refusal as refusal:
        return refusal
    content: dict[str, Any] = json.loads(json.dumps(reading.to_dict()))
    return content


def figures(reading: dict[str, Any] | errors.Refusal, prefix: str = "") -> dict[str, Any]:
    """Each value of a reading under its dotted name, such as `industry.pillars.brand`; a refusal has none."""
    found: dict[str, Any] = {}
    for key, value in reading.items() if isinstance(reading, dict) else ():
        found |= figures(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    found.pop("doubts", None)  # compared by figure and problem only: wording and places are the reader's own
    return found


def doubts(reading: dict[str, Any] | errors.Refusal) -> list[tuple[str, str]] | None:
    """What is doubted and why, sorted; None for a refusal."""
    if isinstance(reading, errors.Refusal):
        return None
    return sorted((doubt["figure"], doubt["problem"]) for doubt in reading["doubts"])


@pytest.mark.parametrize(
    ("name", "figure", "value"),
    [
        pytest.param(name, figure, value, id=f"{name}:{figure}")
        for name in READINGS
        for figure, value in figures(load(name, "expected.json")).items()
    ],
)
def test_a_figure_is_what_the_page_shows(name: str, figure: str, value: Any) -> None:
    assert figures(answer(name)).get(figure, "no such figure") == value


@pytest.mark.parametrize("name", READINGS)
def test_no_figure_and_no_doubt_beyond_the_expected(name: str) -> None:
    expected = load(name, "expected.json")
    assert figures(answer(name)).keys() == figures(expected).keys()
    assert doubts(answer(name)) == doubts(expected)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_names_its_cause(name: str) -> None:
    refusal, code = answer(name), load(name, "refusal.json")["code"]
    assert isinstance(refusal, errors.Refusal), f"read as {refusal}"
    assert (type(refusal).__name__, refusal.code) == (code.title().replace("_", ""), code)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_whole_and_honest_about_its_facts(name: str) -> None:
    meta, outcome = load(name, "meta.json"), {"expected.json", "refusal.json"}
    files = {path.name for path in (FIXTURES / name).iterdir()}
    assert files - outcome == {"page.html", "meta.json"}
    assert len(files & outcome) == 1
    assert meta.keys() == (META | {"evidence"} if meta["source"] == "live" else META)
    assert meta["sha256"] == hashlib.sha256((FIXTURES / name / "page.html").read_bytes()).hexdigest()
    assert all(meta[key] for key in ("title", "facts"))
    assert set(meta["layout"]) <= {"P", "T", "J"}
    assert meta["source"] in {"derived", "synthetic", "live"}


@pytest.mark.parametrize("name", FOLDERS)
def test_somebody_has_compared_page_and_expectation(name: str) -> None:
    assert load(name, "meta.json")["confirmed"] is True, f"ssi-history fixture show {name}, then fixture confirm {name}"


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_on_the_page_identifies_somebody(name: str) -> None:
    page, meta = (FIXTURES / name / "page.html").read_bytes().decode(), load(name, "meta.json")
    assert traces_of_a_person(page) == []
    assert traces_of_a_person(f"{meta['title']} {meta['facts']}") == []
    assert traces_in_scrubbed(scrub_page(page)) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_page_from_linkedin_is_kept_as_the_scrub_left_it_and_says_whence_it_came(name: str) -> None:
    page, meta = (FIXTURES / name / "page.html").read_bytes().decode(), load(name, "meta.json")
    assert meta["source"] != "live" or scrub_page(page) == page
    assert meta["source"] != "live" or (meta["evidence"] and meta["scrubbed"] and "?" not in str(meta["url"]))
