"""Nothing that is planted on a page is left on what is stored, and the figures are as if it had never stood there."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import escape, unescape
from typing import Any

import pytest

from parser_pages import fixture
from planted_secrets import ANYWHERE, AS_VALUES, IN_SCORES, LINK, NAME, NAME_IN_CONTENT, NAMED_BY
from ssi_parser import parse_page, scrub_page

PAGE = fixture("english-tables")
SCORES = fixture("embedded-json")
OUTSIDE = ("</head>", "</header>", "</footer>")
INSIDE = (
    "</article>",
    "<h3>Four components of your score</h3>",
    "<h4>People in your industry</h4>",
    "<h4>People in your network</h4>",
)


def planted(secret: str, places: tuple[str, ...], html: str = PAGE) -> str:
    """The page with the secret before each of these landmarks."""
    for landmark in places:
        assert html.count(landmark) == 1, landmark
        html = html.replace(landmark, secret + landmark)
    return html


def named(html: str = PAGE) -> str:
    """The page as it names its member in the navigation."""
    return planted(LINK, ("</header>",), html)


def left_of(secret: tuple[str, ...], scrubbed: str) -> list[str]:
    """The parts of a secret that can still be found: in the markup, or in the text that runs through it."""
    text = unescape(re.sub(r"<[^>]*>", "", scrubbed))
    shown = _plain(scrubbed) + "\n" + _plain(text)
    return [part for part in secret if _plain(part) in shown]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\u200b", "").replace("\u00ad", ""))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


@cache
def figures(html: str) -> dict[str, Any]:
    return parse_page(html).to_dict()


def assert_nothing_but_the_secret_is_gone(html: str, secret: tuple[str, ...], without: str = PAGE) -> None:
    scrubbed = scrub_page(html)
    assert left_of(secret, scrubbed) == []
    assert parse_page(html).to_dict() == figures(without)
    assert parse_page(scrubbed).to_dict() == figures(without)


def test_there_are_enough_of_them() -> None:
    kinds = (ANYWHERE, NAME_IN_CONTENT, NAMED_BY, IN_SCORES, AS_VALUES)
    assert sum(map(len, kinds)) >= 50


@pytest.mark.parametrize("places", [OUTSIDE, INSIDE], ids=["outside", "inside"])
@pytest.mark.parametrize(("secret", "parts"), ANYWHERE.values(), ids=ANYWHERE)
def test_a_secret_is_gone_wherever_it_stands(secret: str, parts: tuple[str, ...], places: tuple[str, ...]) -> None:
    assert left_of(parts, secret), "the secret must hold what is looked for"
    assert_nothing_but_the_secret_is_gone(planted(secret, places, named()), parts)


@pytest.mark.parametrize("sentence", NAME_IN_CONTENT.values(), ids=NAME_IN_CONTENT)
def test_the_name_is_gone_in_every_spelling(sentence: str) -> None:
    assert left_of(NAME, unescape(sentence)), "the sentence must hold the name"
    assert_nothing_but_the_secret_is_gone(planted(sentence, INSIDE, named()), NAME)


@pytest.mark.parametrize("naming", NAMED_BY.values(), ids=NAMED_BY)
def test_the_name_is_known_by_every_way_in_which_a_page_gives_it(naming: str) -> None:
    html = planted("<p>Well done, Żaneta O’Brien-Łukasik!</p>", INSIDE)
    if naming.startswith("<title"):
        html = html.replace("<title>Social Selling Index | LinkedIn</title>", "")
    in_head = naming.startswith(("<title", "<meta"))
    assert_nothing_but_the_secret_is_gone(planted(naming, OUTSIDE[:1] if in_head else OUTSIDE[1:2], html), NAME)


@pytest.mark.parametrize(("key", "parts"), IN_SCORES.values(), ids=IN_SCORES)
@pytest.mark.parametrize("before", ['"activeSeat"', '"overall":19.705752', '"groupSize":612'])
def test_a_key_beside_the_scores_is_gone(before: str, key: str, parts: tuple[str, ...]) -> None:
    html = SCORES.replace(escape(before), escape(f"{key},{before}"))
    assert html != SCORES
    assert_nothing_but_the_secret_is_gone(html, parts, SCORES)


@pytest.mark.parametrize(("value", "instead", "parts"), AS_VALUES.values(), ids=AS_VALUES)
def test_a_value_that_is_no_figure_is_gone(value: str, instead: str, parts: tuple[str, ...]) -> None:
    html = named(SCORES.replace(escape(value, quote=True), escape(instead, quote=True), 1))
    assert html != named(SCORES)
    scrubbed = scrub_page(html)
    assert left_of(parts, scrubbed) == []
    assert parse_page(scrubbed).to_dict() == parse_page(html).to_dict()


def test_a_name_that_is_also_a_word_of_the_page_costs_no_figure() -> None:
    html = planted('<a href="/in/people-network-9">People Network</a>', OUTSIDE[1:2])
    assert_nothing_but_the_secret_is_gone(html, ("people-network-9",))
