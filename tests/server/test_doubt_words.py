"""Each doubt of the reader is told in the language in force, with the numbers that the reader's own sentence holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

import catalogues
from parser_pages import SSI, fixture
from ssi_parser import Doubt, Sighting, parse_page
from ssi_parser.verdict import weigh
from ssi_server.web.doubts import SENTENCES, doubt_words
from ssi_server.web.labels import WITNESSES

PILLARS = [(f"pillars.{pillar}", "10.5", "10.5", "bar") for pillar in ("brand", "people", "insights", "relationships")]
DOUBTED = {
    "sightings_disagree": ([("total", "61", "61", "caption"), ("total", "60", "60", "table")], ["“61”", "“60”"]),
    "sum_differs": ([("total", "61", "61", "caption"), *PILLARS], ["42", "61"]),
    "out_of_range": ([("pillars.brand", "26.2", "26.2 points", "bar")], ["“26.2 points”", "0", "25"]),
    "not_whole": ([("total", "61.5", "61.5!", "caption")], ["“61.5!”"]),
    "remaining_points": ([("total", "61", "61", "caption"), ("total", "60", "40", "remaining_points")], ["40", "“61”"]),
    "cut_short": ([("total", "61", "61", "caption")], []),
}


def doubt(problem: str) -> Doubt:
    sightings = [Sighting(figure, Decimal(value), raw, kind, "p") for figure, value, raw, kind in DOUBTED[problem][0]]
    found = weigh(sightings, "en", problem == "cut_short").doubts
    assert [one.problem for one in found] == [problem]
    return found[0]


def test_there_are_words_for_every_doubt() -> None:
    assert set(DOUBTED) == set(SENTENCES)


@pytest.mark.parametrize("problem", DOUBTED)
def test_the_sentence_holds_what_the_readers_own_does(app: Flask, problem: str) -> None:
    with app.test_request_context():
        told = doubt_words(doubt(problem).to_dict())
    assert [part for part in DOUBTED[problem][1] if part not in told] == []


@pytest.mark.parametrize("problem", DOUBTED)
def test_it_is_told_in_each_language(app: Flask, problem: str) -> None:
    told = set()
    for language in ("en_GB", *catalogues.TRANSLATED):
        with app.test_request_context(), force_locale(language):
            told.add(doubt_words(doubt(problem).to_dict()))
    assert len(told) == 4


def test_what_lacks_its_numbers_is_told_as_the_reader_told_it(app: Flask) -> None:
    with app.test_request_context(), force_locale("pl"):
        assert doubt_words(Doubt("total", "sum_differs", "Something else.").to_dict()) == "Something else."


@pytest.mark.parametrize("name", ["english-tables", "embedded-json-team", "tables-only"])
def test_there_are_words_for_every_place_where_a_figure_stands(name: str) -> None:
    seen = parse_page(fixture(name), SSI).sightings
    assert seen
    assert {sighting.witness for sighting in seen} <= set(WITNESSES)
