"""Agreement gives figures, disagreement gives doubts; nothing is made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parser_pages import bars, page, total
from ssi_parser import Reading, parse_page

TABLE = (
    "<table><tr><th>Category</th><th>value</th></tr><tr><th>a</th><td>{}</td></tr><tr><th>b</th><td>{}</td></tr>"
    "<tr><th>c</th><td>{}</td></tr><tr><th>d</th><td>{}</td></tr><tr><th>rest</th><td>{}</td></tr></table>"
)


def problems(reading: Reading) -> list[tuple[str, str]]:
    return [(doubt.figure, doubt.problem) for doubt in reading.doubts]


def test_a_missing_pillar_is_missing_and_never_the_rest_of_the_others() -> None:
    html = page(total("53") + bars("20.998", "6.4", "10.25", "15").replace(' value="10.25"', ""))
    reading = parse_page(html)
    assert reading.pillars.insights is None
    assert reading.score is None
    assert reading.total == 53
    assert {"score", "pillars.insights"} <= set(reading.missing)


def test_a_missing_total_is_not_computed_from_the_pillars() -> None:
    reading = parse_page(page(bars("20.998", "6.4", "10.25", "15")))
    assert (reading.total, reading.score) == (None, Decimal("52.648"))


def test_the_finer_of_agreeing_sightings_is_reported() -> None:
    section = "<section><figure>" + TABLE.format("13.12", "3.68", "0.3", "2.61", "80") + "</figure>"
    reading = parse_page(page(section + bars("13.118002", "3.68", "0.29999998", "2.6077502") + "</section>"))
    assert [str(points) for points in reading.pillars] == ["13.118", "3.680", "0.300", "2.608"]
    assert reading.total == 20  # 100 less the remaining points, since there is no caption.
    assert reading.verdict == "consistent"


def test_disagreeing_sightings_leave_the_figure_unknown_and_say_why() -> None:
    html = page(total("53") + bars("20.998", "6.4", "10.25", "15"))
    html = html.replace('value="6.4"></progress>', 'value="6.4">7.9 out of 25</progress>')
    reading = parse_page(html)
    assert reading.pillars.people is None
    assert problems(reading) == [("pillars.people", "sightings_disagree")]
    assert {(seen.raw, seen.witness) for seen in reading.doubts[0].seen} == {
        ("6.4", "bar"),
        ("7.9 out of 25", "bar_text"),
    }
    assert reading.verdict == "suspect"


@pytest.mark.parametrize(
    ("main", "doubt"),
    [
        (total("60") + bars("20.998", "6.4", "10.25", "15"), ("total", "sum_differs")),
        (total("53") + bars("27.5", "0.398", "10", "15"), ("pillars.brand", "out_of_range")),
        (total("153"), ("total", "out_of_range")),
        (
            total("53").replace("</figure>", TABLE.format(20.998, 6.4, 10.25, 15, 40) + "</figure>"),
            ("total", "remaining_points"),
        ),
    ],
)
def test_a_broken_invariant_leaves_the_figures_and_adds_a_doubt(main: str, doubt: tuple[str, str]) -> None:
    reading = parse_page(page(main))
    assert doubt in problems(reading)
    assert reading.total == int(main.split('value">')[1].split("<")[0])


def test_half_a_point_between_sum_and_total_is_rounding() -> None:
    assert parse_page(page(total("20") + bars("5", "5", "5", "4.5"))).verdict == "consistent"
    assert parse_page(page(total("20") + bars("5", "5", "5", "4.499"))).verdict == "suspect"


def test_a_page_cut_in_half_is_read_as_far_as_it_goes() -> None:
    html = page(total("53") + bars("20.998", "6.4", "10.25", "15"))
    reading = parse_page(html[: html.index("build-relationships")])
    assert (reading.total, reading.pillars.insights) == (53, Decimal("10.25"))
    assert reading.pillars.relationships is None
    assert problems(reading) == [("page", "cut_short")]


def test_a_single_rank_without_known_words_belongs_to_nobody() -> None:
    entry = "<div class='ssi-rank'><dt>{}</dt><dd><span>{}</span> %</dd></div>"
    html = page(total("53") + f"<dl class='ssi-ranks'>{entry.format('Toimiala', 9)}</dl>")
    assert (parse_page(html).industry.rank, parse_page(html).network.rank) == (None, None)
    named = parse_page(html.replace("Toimiala", "Network SSI rank"))
    assert (named.industry.rank, named.network.rank) == (None, 9)
