"""Pages without a score: each refusal rests on something that is there, and nothing crashes the reader."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from parser_pages import SSI, bars, fixture, page, total
from ssi_parser import errors, parse_page

PROSE = "<p>" + "Plenty of words about something that is not a score at all. " * 3 + "</p>"


@pytest.mark.parametrize(
    ("html", "url", "refusal"),
    [
        (page(PROSE), "https://www.linkedin.com/uas/login?session_redirect=x", errors.SignedOut),
        (page(PROSE), "https://www.linkedin.com/checkpoint/lg/login", errors.Checkpoint),
        (page(PROSE), "https://www.linkedin.com/sales/contract-chooser", errors.NotSsiPage),
        (page(total("20")), "https://example.org/sales/ssi", errors.NotSsiPage),
        (page(PROSE + '<iframe id="captcha-internal"></iframe>'), SSI, errors.Checkpoint),
        (page(PROSE + '<form class="login__form"></form>'), SSI, errors.SignedOut),
        (page("<div>Loading</div>"), SSI, errors.NotRendered),
        (page(PROSE), SSI, errors.Unreadable),
        (page(PROSE + "Social Selling Index"), None, errors.Unreadable),
        (page(PROSE), None, errors.NotSsiPage),
        (f'<link rel="canonical" href="https://www.linkedin.com/feed/">{PROSE} SSI', None, errors.NotSsiPage),
        (f'<link rel="canonical" href="https://www.linkedin.com/feed/">{PROSE}', SSI, errors.Unreadable),
        (page(PROSE + '<input type="password">'), SSI, errors.SignedOut),
        (page(PROSE + '<form action="/checkpoint/challenge/verify"></form>'), SSI, errors.Checkpoint),
        (page(PROSE), "https://www.linkedin.com/login-help", errors.NotSsiPage),
        (page(bars("0", "0", "0", "0")), SSI, errors.NotRendered),
        ("", SSI, errors.NotRendered),
        ("\0", SSI, errors.NotRendered),
        (b"\xff\xfe\x00\xd8" + b"\x89PNG\r\n" * 40, SSI, errors.Unreadable),
    ],
)
def test_a_page_without_scores_names_its_state(html: str | bytes, url: str | None, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        parse_page(html, url)


@pytest.mark.parametrize(
    "html",
    [
        page("<div>" * 100_000),
        page("<div " + "a " * 1_000_000 + ">"),
        page("<div x='>' " + 'b=">" ' * 60_000 + ">"),
        page("<DIV>" * 300),
    ],
    ids=["deep", "attributes", "quoted attributes", "capitals"],
)
def test_what_would_break_the_tree_builder_is_refused_before_it_starts(html: str) -> None:
    with pytest.raises(errors.TooComplex):
        parse_page(html, SSI)


def test_scripts_and_comments_do_not_count_as_nesting() -> None:
    noise = "<script>" + "if (a<b) {}" * 1000 + "</script><!--" + "<div>" * 1000 + "-->"
    assert parse_page(page(total("20"), noise)).total == 20


@pytest.mark.parametrize("trap", ["<!--", "<script", "&#", "</", "9 ", "<p"])
def test_endless_traps_after_the_content_leave_it_readable_in_bounded_time(trap: str) -> None:
    html = page(total("20") + trap * 100_000)
    start = time.process_time()
    assert parse_page(html).total == 20
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "many",
    [
        "<figure>7</figure>",
        '<progress max="25" value="7"></progress>',
        "<td>9",
        "<p>9",
        "<a '",
        '<a "',
        "<a b='\"",
    ],
)
def test_more_of_anything_than_any_page_has_is_refused_in_bounded_time(many: str) -> None:
    html = page(total("20") + many * 100_000)
    start = time.process_time()
    with pytest.raises(errors.TooComplex):
        parse_page(html)
    assert time.process_time() - start < 2


SLOW = {
    "names": '<div title="' + "-".join("A" * 140) + '!"></div>' * 10,
    "profile links": '<a href="/in/' * 60_000,
    "html tags": "<html " * 200_000,
    "comments": "<!--" * 200_000 + "-->",
    "pictures": "".join(f'<img alt="имя{n} слово{n}">' for n in range(20_000)),
}


@pytest.mark.parametrize("furniture", SLOW.values(), ids=SLOW)
def test_furniture_takes_bounded_time_whatever_it_is(furniture: str) -> None:
    html = page(total("20") + "<p>one two three</p>" * 2_000, furniture)
    start = time.process_time()
    with suppress(errors.TooComplex):
        parse_page(html)
    assert time.process_time() - start < 2


def test_a_page_whose_first_tag_swallows_its_head_is_no_crash() -> None:
    swallowed = fixture("checkpoint").replace('<html lang="en">', '<html lang="<>')
    with pytest.raises(errors.Refusal):
        parse_page(swallowed + '<a href="/in/captcha-security">Quick Check</a>', SSI)


def test_odd_bytes_in_a_good_page_change_nothing() -> None:
    html = page(total("20") + bars("13.118002", "3.68", "0.29999998", "2.6077502") + "\0 \ud800 &#0; &bogus; &#xD800;")
    reading = parse_page(html, SSI)
    assert (reading.total, str(reading.score)) == (20, "19.706")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_are_decoded_by_what_they_are(encoding: str) -> None:
    expected = parse_page(fixture("portuguese")).to_dict()
    assert parse_page(fixture("portuguese").encode(encoding)).to_dict() == expected


def test_a_declared_encoding_is_heeded() -> None:
    html = fixture("portuguese").replace('charset="utf-8"', 'charset="iso-8859-1"')
    html = html.encode("iso-8859-1", "xmlcharrefreplace").decode("iso-8859-1")
    expected = parse_page(fixture("portuguese")).industry.name
    assert expected
    assert parse_page(html.encode("iso-8859-1")).industry.name == expected
