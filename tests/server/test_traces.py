"""Traces of a person are found by their form; the scores of a page have none of these forms."""

from __future__ import annotations

import pytest

from parser_pages import fixture
from ssi_parser import scrub_page
from ssi_server.workshop.traces import traces_in_scrubbed, traces_of_a_person


@pytest.mark.parametrize(
    "trace",
    [
        "ann@mail.example",
        "urn:li:member:48",
        "urn%3Ali%3AfsdProfile",
        "ACoAAQzx8hYB",
        "/in/ann-4b7a12",
        "/sales/people/x",
        "member-4815162",
        "+48 22 000 12 34",
        "020 7946 0958",
        "(202) 555-0143",
        "ajax:4815",
        "JSESSIONID",
        "li_at",
        "csrfToken=4815",
        "eyJhbGciOiJIUzI1NiJ9",
        "9f86d081884c7d659a2feaa0c55ad015",
        "3f2b8c1e-77aa-4e0b-9a55-0c2d4e6f8a1b",
        "/feed?trk=nav",
        "data:image/png;base64,iVBO",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA",
    ],
)
def test_a_trace_of_a_person_is_found(trace: str) -> None:
    assert traces_of_a_person(f"<p>Some words, {trace} and more</p>")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>",
        "<style>",
        "<!-- x -->",
        "<?x?>",
        '<img alt="">',
        "<svg>",
        '<input type="text">',
        "<textarea>",
        '<a href="/x">',
        '<p data-id="x">',
        '<p class="a" title="x">',
        '<p aria-label="x">',
        '<p style="x">',
        '<p onclick="x()">',
        "https://x",
    ],
)
def test_what_could_carry_a_trace_is_found_in_a_scrubbed_page(markup: str) -> None:
    assert traces_in_scrubbed(f"<main><p>Some words</p>{markup}</main>")


@pytest.mark.parametrize("name", ["english-tables", "embedded-json-team", "unknown-language"])
def test_what_a_page_says_of_the_score_is_no_trace(name: str) -> None:
    assert traces_in_scrubbed(scrub_page(fixture(name))) == []
