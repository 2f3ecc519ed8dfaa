"""What is stored identifies nobody, and gives the same reading as the page did."""

from __future__ import annotations

import pytest

from parser_pages import FIXTURES, bars, fixture, page, total
from ssi_parser import parse_page, scrub_page

READINGS = sorted(folder.parent.name for folder in FIXTURES.glob("*/expected.json"))

SECRETS = {
    "profile link": '<a href="https://www.linkedin.com/in/erika-mustermann-1234">Erika Mustermann</a>',
    "photo": '<img src="https://media.example/photo.jpg" alt="Photo of Erika Mustermann">',
    "member id": '<div data-member-id="urn:li:member:987654321" id="ember-987654321">x</div>',
    "urn in text": "<p>urn:li:fsd_profile:ACoAAB987654321</p>",
    "e-mail": "<p>Write to erika@example.org today</p>",
    "telephone": "<p>Call +49 170 987 65 43 21</p>",
    "token": '<script>csrf = "ajax:987654321"</script><meta name="csrf" content="ajax:987654321">',
    "comment": "<!-- erika@example.org -->",
    "form value": '<input name="email" value="erika@example.org"><textarea>Erika Mustermann</textarea>',
    "tracking": '<p data-tracking="erika987654321">Up</p>',
    "name in a sentence": "<p>Well done, Mustermann!</p>",
}


@pytest.mark.parametrize("name", READINGS)
def test_the_scrubbed_page_gives_the_same_reading(name: str) -> None:
    scrubbed = scrub_page(fixture(name))
    assert parse_page(scrubbed).to_dict() == parse_page(fixture(name)).to_dict()


@pytest.mark.parametrize("name", READINGS)
def test_scrubbing_again_changes_nothing(name: str) -> None:
    scrubbed = scrub_page(fixture(name))
    assert scrub_page(scrubbed) == scrubbed


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.parametrize("place", ["inside", "outside"])
def test_what_identifies_the_member_is_gone(secret: str, place: str) -> None:
    nav = SECRETS["profile link"]
    figures = total("20") + bars("13.118002", "3.68", "0.29999998", "2.6077502")
    html = page(figures + (secret if place == "inside" else ""), nav + (secret if place == "outside" else ""))
    scrubbed = scrub_page(html)
    assert not [word for word in ("rika", "usterman", "98765", "170 987", "example") if word in scrubbed]
    assert parse_page(scrubbed).total == 20
    assert str(parse_page(scrubbed).score) == "19.706"


def test_menu_texts_that_stand_in_the_content_too_are_taken_out() -> None:
    html = page(total("20") + "<p>Erika Mustermann</p><p>Something else</p>", "<div>Erika Mustermann</div>")
    assert "Mustermann" not in scrub_page(html)
    assert "Something else" in scrub_page(html)


def test_without_main_content_only_structure_and_numbers_remain() -> None:
    html = f"<html><body><p>Dear Erika, member 987654321</p>{total('20')}</body></html>"
    scrubbed = scrub_page(html)
    assert "Erika" not in scrubbed
    assert "987" not in scrubbed
    assert parse_page(scrubbed).total == 20
