"""What a team makes of the pages, in each language: as its owner sees them, a member, and who was invited."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

import catalogues
from crawled import asked, crawl
from engines import on_sqlite
from left_in_english import english_left
from pages import submit
from teamwork import invited, joined, team_made

pytestmark = on_sqlite
"""Whatever keeps the history: a page says the same."""

OWNER, TEAM, MEMBER, MEANT = "Me", "Banking", "Firefox 9", "Nobody Ltd, 2025"
"""What nobody translates."""


@pytest.fixture
def team(dashboard: FlaskClient) -> str:
    return team_made(dashboard, TEAM)


@pytest.fixture
def link(dashboard: FlaskClient, team: str) -> str:
    """Where an invitation leads that nobody has used."""
    return invited(dashboard, team=team, kind="lead", name=MEANT)


@pytest.fixture
def member(app: Flask, dashboard: FlaskClient, team: str, link: str) -> FlaskClient:
    """Somebody in the team, who has agreed."""
    member = joined(app, invited(dashboard, team=team, kind="member", name=MEANT), MEMBER)
    consent = f"/consent/{team}"
    assert submit(member, consent, {}, on=consent).status_code == 303
    return member


def kinds(found: dict[tuple[str, str], set[str]], team: str) -> set[str]:
    return {urlsplit(address).path.replace(team, "TEAM") for address, _language in found}


def test_no_page_is_left_in_english(dashboard: FlaskClient, member: FlaskClient, team: str) -> None:
    for browser, pages in (
        (dashboard, {"/team", "/people", "/people/log", "/audit", "/team/leaving", "/teams/TEAM/settings"}),
        (member, {"/team", "/audit", "/team/leaving", "/consent/TEAM"}),
    ):
        found = crawl(browser)
        assert kinds(found, team) >= pages
        assert {place: left - {OWNER} for place, left in found.items() if left - {OWNER}} == {}


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_nor_is_the_invitation(app: Flask, member: FlaskClient, link: str, language: str) -> None:
    for browser in (app.test_client(), member):
        english, translated = (browser.get(link, headers=asked(tag)) for tag in ("en", language))
        assert english.status_code == 200
        assert english_left(english, translated, language) - {OWNER} == set()
