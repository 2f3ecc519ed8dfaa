"""Which account a page was open in: told for certain, or not at all."""

from __future__ import annotations

import time

import pytest

from parser_pages import FIXTURES, bars, page, total
from ssi_parser import parse_page
from ssi_parser.account import MAX_PIECES, account_of
from ssi_parser.source import load

SCORE = total("53") + bars("20.998", "6.4", "10.25", "15")
ME = '<a href="/in/ann-lee/">Me</a>'
OTHER = '<a href="/in/bob-ray/">Bob</a>'


def account(outside: str, main: str = SCORE) -> str | None:
    return account_of(page(main, outside))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/in/ann-lee/">',
        '<a href="/in/Ann-Lee">',
        "<a class='x' href='/in/ann-lee?trk=nav'>",
        "<A HREF=/in/ann-lee/>",
        '<a href="https://www.linkedin.com/in/ann-lee/#top">',
        '<a href="//pl.linkedin.com/in/ann-lee/pl">',
        '<a data-x=">" href = "/in/ann%2Dlee/">',
        '<a href="/in/ann&#45;lee/?a=1&amp;b=2">',
    ],
)
@pytest.mark.parametrize(
    "around", ["<nav>{}</nav>", "<header><div>{}</div></header>", "<HEADER><nav>{}</nav></HEADER>"]
)
def test_the_profile_link_in_the_navigation_names_the_member(link: str, around: str) -> None:
    assert account(around.format(f"{link}Me</a>")) == "ann-lee"


def test_accents_have_one_spelling() -> None:
    spellings = ("ann-l%C3%A9e", "Ann-LÉE", "ann-le\u0301e", "ann-l&eacute;e")
    assert {account(f'<nav><a href="/in/{spelling}/">Me</a></nav>') for spelling in spellings} == {"ann-lée"}


@pytest.mark.parametrize(
    "outside",
    [
        "",
        ME,
        f"<div>{ME}</div>",
        f"<nav>{ME}{OTHER}</nav>",
        f"<nav>{ME}</nav><header>{OTHER}</header>",
        f"<aside><header>{OTHER}</header></aside>",
        f"<nav></nav>{OTHER}",
        '<nav><a href="/in/me/">Me</a></nav>',
        '<nav><a href="/in/">Me</a></nav>',
        '<nav><a href="/in/%20/">Me</a></nav>',
        '<nav><a href="/feed/?x=/in/ann-lee">Me</a></nav>',
        '<nav><a href="https://example.org/in/ann-lee">Me</a></nav>',
        '<nav><a href="https://linkedin.com.example.org/in/ann-lee">Me</a></nav>',
        '<nav><a data-href="/in/ann-lee">Me</a></nav>',
        f"<nav><!-- {ME} --></nav>",
        f"<nav><template>{ME}</template><script>{ME}</script><noscript>{ME}</noscript></nav>",
    ],
)
def test_where_it_is_not_certain_nobody_is_named(outside: str) -> None:
    assert account(outside) is None


@pytest.mark.parametrize(
    "outside",
    [
        f"<nav>{ME}{ME}</nav>",
        f"<nav>{ME}</nav>{OTHER}",
        f"<nav>{ME}</nav><aside><header>{OTHER}</header></aside>",
        f"<nav>{ME}</nav><article><header>{OTHER}</header></article>",
        f'<nav>{OTHER}<a href="/in/ann-lee/"><img class="global-nav__me-photo"></a></nav>',
        f'<nav>{OTHER}<a class="global-nav__me" href="/in/ann-lee/">Me</a></nav>',
        f"</nav></aside><nav>{ME}</nav>",
    ],
)
def test_others_on_the_page_do_not_stand_in_the_way(outside: str) -> None:
    assert account(outside) == "ann-lee"


def test_what_the_content_links_to_is_nobodys() -> None:
    assert account("", f"<header>{OTHER}</header>{SCORE}") is None
    assert account(f"<nav>{ME}</nav>", f"<nav>{OTHER}</nav>{SCORE}") == "ann-lee"


def test_a_page_may_be_loaded_already() -> None:
    assert account_of(load(page(SCORE, f"<nav>{ME}</nav>"))) == "ann-lee"
    assert account_of(page(SCORE, f"<nav>{ME}</nav>").encode()) == "ann-lee"


@pytest.mark.parametrize("name", ["english-tables", "spanish", "portuguese-tables", "redesign", "cut-short"])
def test_the_fixtures_name_their_member(name: str) -> None:
    assert account_of((FIXTURES / name / "page.html").read_bytes()) == "example-member"


def test_the_account_has_no_part_in_the_reading() -> None:
    assert parse_page(page(SCORE, f"<nav>{ME}</nav>")) == parse_page(page(SCORE, f"<nav>{OTHER}</nav>"))


def test_a_page_of_links_names_nobody() -> None:
    assert account(f"<nav>{ME * (MAX_PIECES // 2 - 5)}</nav>") == "ann-lee"
    assert account(f"<nav>{ME * (MAX_PIECES // 2)}</nav>") is None


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<nav>",
        "<!--",
        "<!---->",
        "<a href='/in/x",
        '<a href="',
        "<a href=/in/",
        "<title>",
        "<template></template ",
        "<a x='\"",
        "href ",
        '<a href="/in/ann-lee/">',
        "/in/",
    ],
)
def test_twenty_megabytes_take_linear_time(piece: str) -> None:
    """The look alone: the tree that `load` builds of a whole page has bounds of its own."""
    small = load(page(SCORE))
    markup = b"<nav>" + piece.encode() * (20_000_000 // len(piece))
    hostile = type(small)(markup, markup, [], small.root, None, False)
    started = time.process_time()
    account_of(hostile)
    assert time.process_time() - started < 10
