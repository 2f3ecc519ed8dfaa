"""Whose figures are these? Told by evidence; where nothing tells, the figures are missing."""

from __future__ import annotations

import pytest

from parser_pages import FIXTURES, SSI, bars, fixture, page, total
from ssi_parser import errors, parse_page

READINGS = sorted(folder.parent.name for folder in FIXTURES.glob("*/expected.json"))
OWN = (20.998, 6.4, 10.25, 15)
INDUSTRY = (11.78, 5.38, 2.09, 15.16)
NETWORK = (13.22, 4.36, 2.38, 16.31)


def table(points: tuple[float, ...]) -> str:
    rows = "".join(f"<tr><th>{place}</th><td>{value}</td></tr>" for place, value in enumerate(points))
    return f"<table>{rows}<tr><th>rest</th><td>{100 - round(sum(points))}</td></tr></table>"


def ranks(first: tuple[str, int], second: tuple[str, int]) -> str:
    entries = "".join(f"<div><dt>{label}</dt><dd>{rank} %</dd></div>" for label, rank in (first, second))
    return f"<dl>{entries}</dl>"


def section(average: int, *sentences: str) -> str:
    told = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<section><figure><figcaption>{average} / 100</figcaption></figure>{told}</section>"


def own() -> str:
    return f"<section>{total('53')}{bars(*map(str, OWN))}</section>"


def averages(html: str) -> tuple[int | None, int | None]:
    reading = parse_page(page(html))
    assert reading.total == 53
    return reading.industry.average, reading.network.average


def test_three_bare_tables_are_own_industry_network() -> None:
    reading = parse_page(page(table(OWN) + table(INDUSTRY) + table(NETWORK)))
    assert (reading.total, reading.industry.average, reading.network.average) == (53, 34, 36)


def test_tables_beside_sentences_are_not_bare() -> None:
    told = table(OWN) + table(NETWORK) + "<p>rr 11 %</p>" + table(INDUSTRY) + "<p>rr 9 %</p>"
    with pytest.raises(errors.Refusal):
        parse_page(page(told), SSI)


def test_some_other_list_is_not_the_rank_list() -> None:
    other = "<dl><dt>Followers</dt><dd>45</dd><dt>Posts</dt><dd>12</dd></dl>"
    reading = parse_page(page(other + own()))
    assert (reading.industry.rank, reading.network.rank) == (None, None)


@pytest.mark.parametrize("name", ["U.S. Government", "Node.js"])
def test_a_name_that_the_scrub_takes_apart_is_missing_and_not_half_a_name(name: str) -> None:
    sentence = f"<p>Sales professionals in the {name} industry have an average SSI of 34.</p>"
    reading = parse_page(page(own() + sentence))
    assert (reading.industry.name, reading.industry.average) == (None, 34)


def test_numbers_on_both_sides_of_a_button_are_two_numbers() -> None:
    listed = "<dl><dt>Industry SSI rank</dt><dd>Top 9<button>?</button>1 %</dd></dl>"
    assert parse_page(page(own() + listed)).industry.rank is None
    raised = "<dl><dt>Industry SSI rank</dt><dd>Top 9¹ %</dd></dl>"
    assert parse_page(page(own() + raised)).industry.rank == 9


def test_bars_without_any_context_are_not_told_by_their_order() -> None:
    lines = "".join(f'<li><progress max="25" value="{value}"></progress></li>' for value in (1, 2, 3, 4))
    with pytest.raises(errors.Refusal):
        parse_page(page(f"<ul>{lines}</ul>"))


def test_odd_json_is_no_crash() -> None:
    blob = '{"memberScore":{"overall":53},"groupScore":[{"groupType":"INDUSTRY","rank":9,"score":34.2},7,[]]}'
    reading = parse_page(page("", f"<code>{blob}</code>"))
    assert (reading.total, reading.industry.rank, reading.industry.average) == (53, 9, None)


def test_headings_go_before_the_order_of_tables() -> None:
    titled = f"<section><h4>People in your industry</h4>{table(INDUSTRY)}</section>"
    titled += f"<section><h2>Mine</h2>{table(OWN)}</section>"
    titled += f"<section><h4>People in your network</h4>{table(NETWORK)}</section>"
    assert averages(titled) == (34, 36)


def test_sections_are_told_apart_by_the_rank_that_they_repeat() -> None:
    listed = ranks(("abc", 9), ("xyz", 11))
    industry, network = section(34, "qq 34", "rr 9 %"), section(36, "qq 36", "rr 11 %")
    assert averages(listed + own() + industry + network) == (34, 36)
    assert averages(listed + own() + network + industry) == (34, 36)


def test_an_average_is_no_rank() -> None:
    listed = ranks(("abc", 45), ("xyz", 11))
    industry, network = section(11, "qq 11", "rr 45"), section(10, "qq 10", "rr 11")
    assert averages(listed + own() + industry + network) == (11, 10)
    assert averages(listed + own() + network + industry) == (11, 10)


def test_sections_are_told_apart_by_a_word_that_they_share_with_one_label() -> None:
    listed = ranks(("Toimialan sija", 9), ("Verkoston sija", 9))
    industry, network = section(34, "Toimialasi väki", "rr 9 %"), section(36, "Verkostosi väki", "rr 9 %")
    assert averages(listed + own() + industry + network) == (34, 36)
    assert averages(listed + own() + network + industry) == (34, 36)


def test_where_nothing_tells_the_sections_apart_both_averages_are_missing() -> None:
    listed = ranks(("abc", 9), ("xyz", 9))
    assert averages(listed + own() + section(34, "qq", "rr 9 %") + section(36, "qq", "rr 9 %")) == (None, None)


def test_a_team_is_not_the_missing_group() -> None:
    listed = "<dl><dt>Industry SSI rank</dt><dd>9</dd><dt>Team SSI rank</dt><dd>22</dd></dl>"
    html = listed + own() + section(34, "People in your industry") + section(41, "People in your team")
    reading = parse_page(page(html))
    assert (reading.industry.average, reading.industry.rank) == (34, 9)
    assert (reading.network.average, reading.network.rank) == (None, None)


@pytest.mark.parametrize("pairs", ["<dt>a</dt><dt>b</dt><dd>9</dd>", "<dt>a</dt><dt>b</dt><dd>9</dd><dd>11</dd>"])
def test_a_rank_belongs_to_the_label_before_it_only(pairs: str) -> None:
    reading = parse_page(page(own() + f"<dl>{pairs}</dl>"))
    assert (reading.industry.rank, reading.network.rank) == (None, None)


def test_an_average_with_decimals_is_not_cut_to_its_first_digits() -> None:
    reading = parse_page(page(own() + "<p>People in your network have an average SSI of 34.9.</p>"))
    assert reading.network.average is None


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize(
    "hiding", ["<!-- <main> -->", '<div title="<main>"></div>', "<template><main></main></template>"]
)
def test_the_reading_does_not_depend_on_how_the_content_is_found(name: str, hiding: str) -> None:
    html = fixture(name)
    assert parse_page(html.replace("<body>", f"<body>{hiding}")).to_dict() == parse_page(html).to_dict()
