"""A team at its own browsers: two members, each with an extension, who leads them, and somebody who is no part of it.

What the server holds of others is asked for in each of these browsers, and held against `access.toml`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from access_table import ASKING, CASES, REFUSED, expected
from e2e.accessible import findings
from e2e.browser import Browser
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.chromium.documents import ChromiumTab
from e2e.colleague import Colleague
from e2e.extension import try_first
from e2e.firefox.browser import Firefox
from e2e.launch import EXTENSION, started
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService, running
from e2e.ssi_page import earlier_page, page

MEMBERS = {"Ann": ("firefox", page(), "53"), "Bob": ("chromium", earlier_page(), "50")}
"""Their browser, their SSI page, and the total on it."""
ASK = {"nobody": ["Nobody"], "outsider": ["Olaf"], "member": ["Ann", "Bob"], "lead": ["Lea"], "owner": ["Me"]}
OF_OTHERS = [
    (route.removeprefix("GET "), whose, words)
    for route, whose, words in [(route, whose, expected(route, whose)) for route, whose in CASES]
    if route.startswith("GET ") and not route.startswith("GET /api/") and "." not in route
    if whose != "own" or len({words[who] for who in ASKING[1:]}) > 1
]
"""The pages with something of others, or that are not for all. What ends in a format is saved, not seen."""


@dataclass(frozen=True)
class Company:
    """`named`: the ids in addresses, of what is Ann's or Bob's, and of what is Sue's, who is in the other team."""

    people: dict[str, Colleague]
    named: dict[str, dict[str, str]]

    @property
    def team_id(self) -> str:
        """Of the team that Lea leads."""
        return self.named["Ann"]["team_id"]

    def address(self, path: str, whose: str, name: str) -> str:
        """Where somebody asks for what is not theirs."""
        about = self.named["Sue" if whose == "other's" else "Bob" if name == "Ann" else "Ann"]
        for key, value in about.items():
            path = path.replace(f"<{key}>", value).replace(f"<uuid:{key}>", value)
        return path


@pytest.fixture(scope="module")
def company(
    playwright: Playwright, linkedin_website: LinkedIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Company]:
    """All have come by a link of the owner's; those in a team have agreed to be seen, and have captured once."""
    with ExitStack() as stack:
        service = stack.enter_context(running(MemberService(tmp_path_factory.mktemp("company"))))
        plain = playwright.chromium.launch(executable_path=find_chromium().path, args=common_arguments())
        stack.callback(plain.close)
        members = {}
        for name, (browser, _, _) in MEMBERS.items():
            starting = started(browser, tmp_path_factory.mktemp(browser), linkedin_website, playwright)
            members[name] = _with_extension(stack.enter_context(starting), tmp_path_factory.mktemp(name), service)
        people = {name: Colleague(member.tab, service.address) for name, member in members.items()}
        for name in ("Nobody", "Me", "Lea", "Sue", "Olaf"):
            people[name] = Colleague(ChromiumTab(plain.new_context().new_page()), service.address)

        teams = _come_together(people, service)
        for name, (_, html, total) in MEMBERS.items():
            linkedin_website.serve_ssi(html)
            _click_and_connect(members[name], service, total)
        service.capture(service.ask("device", "add", "script", "--person", "Sue"), page(), datetime.now(UTC))
        yield Company(people, {name: _named(people[name], team_id) for name, team_id in teams.items()})
        firefox = members["Ann"].browser
        assert isinstance(firefox, Firefox)
        assert firefox.broken_policies() == []


def _with_extension(browser: Browser, folder: Path, service: MemberService) -> Member:
    """As they have just installed it."""
    extension = shutil.copytree(EXTENSION, folder / "extension")
    try_first(extension, service.address)
    browser.install(extension)
    return Member(browser)


def _come_together(people: dict[str, Colleague], service: MemberService) -> dict[str, str]:
    """By name the id of the team to which each of those belongs who capture."""
    owner = people["Me"]
    owner.open(service.sign_in_link().removeprefix(service.address))
    north, south = owner.make_team("North"), owner.make_team("South")
    teams = {"Ann": north, "Bob": north, "Sue": south}
    for name in (*teams, "Lea", "Olaf"):
        kind, team_id = ("lead", north) if name == "Lea" else ("member", teams.get(name, ""))
        people[name].join(owner.invite(name, kind, team_id))
    for name, team_id in teams.items():
        people[name].agree(team_id)
    return teams


def _click_and_connect(member: Member, service: MemberService, total: str) -> None:
    """The first capture, in the browser in which they are signed in."""
    member.open_ssi_page()
    popup = member.click_for_popup()
    popup.wait_for_state("unconfigured")
    popup.click("#connect")
    member.wait_for_tab(f"{service.address}/pair").click("#allow")
    member.wait_for_badge(total)


def _named(somebody: Colleague, team_id: str) -> dict[str, str]:
    note = somebody.write_note("Talked to a customer")
    return {"team_id": team_id, "capture_id": somebody.newest_capture(), "note_id": note}


def test_each_sees_what_the_table_says(company: Company) -> None:
    asked = [(who, name, *case) for case in OF_OTHERS for who, names in ASK.items() for name in names]
    wanted = {(name, path, whose): REFUSED.get(words[who], 200) for who, name, path, whose, words in asked}
    seen = {
        (name, path, whose): company.people[name].status_of(company.address(path, whose, name))
        for _, name, path, whose, _ in asked
    }
    assert seen == wanted
    assert set(seen.values()) == {200, *REFUSED.values()}


def test_the_lead_sees_the_members_and_they_see_that_the_lead_looked(company: Company) -> None:
    board = company.people["Lea"].open(f"/teams/{company.team_id}")
    names, totals = board.texts(".board tbody th bdi"), board.texts(".board tbody td:nth-of-type(1)")
    assert dict(zip(names, totals, strict=True)) == {name: total for name, (_, _, total) in MEMBERS.items()}
    assert findings(board) == []
    for name in MEMBERS:
        log = company.people[name].open("/audit")
        assert "Lea" in log.text("main table")
        assert findings(log) == []


def test_consent_that_is_withdrawn_is_in_force_at_the_leads_next_look(company: Company) -> None:
    company.people["Bob"].withdraw(company.team_id)
    board = company.people["Lea"].open(f"/teams/{company.team_id}")
    assert board.texts(".board tbody th bdi") == ["Ann"]
    assert "Bob" not in board.text("main")
    assert "2 have not" in board.text("main")
