"""The ways in: the file that the browser is opened on, and a password. In real browsers, which keep cookies back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from e2e.accessible import findings
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.member import Member
from e2e.service import MemberService

PASSWORD = "correct horse żółw"
SIGN_OUT = "form[action='/sign-out'] button"
SLOW_START = 60
"""Seconds for two pages in a row, the first of them a file, for which browsers start another process."""


@pytest.fixture
def without_scripts(playwright: Playwright) -> Iterator[BrowserContext]:
    browser = playwright.chromium.launch(executable_path=find_chromium().path, args=common_arguments())
    yield browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    browser.close()


def opener(service: MemberService) -> Path:
    """The file that `sign-in --open` opens the browser on."""
    service.ask("sign-in", "--open", "--port", str(service.port))
    [file] = service.data_dir.glob("sign-in-*.html")
    return file


def sessions(service: MemberService) -> list[tuple[str, str]]:
    """Id and name of each session that lasts."""
    with closing(sqlite3.connect(service.data_dir / "history.sqlite3")) as database:
        return database.execute("SELECT id, name FROM web_sessions").fetchall()


def test_the_file_leads_to_the_dashboard_and_a_second_one_ends_the_first_session(
    member: Member, service: MemberService
) -> None:
    known = []
    for _ in range(2):
        file = opener(service)
        page = member.new_tab(file.as_uri())
        page.wait_for(SIGN_OUT, seconds=SLOW_START)
        assert page.url == f"{service.address}/"
        assert not file.exists()
        [(session_id, name)] = sessions(service)
        known.append(session_id)
        assert name.partition(" ")[0] == {"chromium": "Chrome", "firefox": "Firefox"}[member.browser.name]
    assert len(set(known)) == 2


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # a form like any other
def test_a_password_is_set_asked_for_and_enough(member: Member, service: MemberService) -> None:
    page = member.new_tab(opener(service).as_uri())
    page.wait_for(SIGN_OUT, seconds=SLOW_START)
    page.document.open(f"{service.address}/password")
    assert findings(page) == []
    for field in ("#new", "#again"):
        page.fill(field, PASSWORD)
    page.click("form[action='/password'] button")
    page.wait_for_text("[role=status]", "password is set")
    assert findings(page) == []
    page.click(SIGN_OUT)
    page.wait_for("a[href='/sign-in']")

    page.document.open(opener(service).as_uri())
    page.wait_for("#password")
    assert findings(page) == []
    page.fill("#password", "incorrect horse")
    page.click("form[action='/sign-in'] button")
    page.wait_for_text("[role=alert]", "not the password")
    assert findings(page) == []
    page.fill("#password", PASSWORD)
    page.click("form[action='/sign-in'] button")
    page.wait_for(SIGN_OUT, seconds=SLOW_START)
    assert len(sessions(service)) == 1


def test_all_of_it_works_without_scripts_on_a_narrow_screen(
    without_scripts: BrowserContext, service: MemberService
) -> None:
    page = without_scripts.new_page()
    page.goto(opener(service).as_uri())
    page.wait_for_url(f"{service.address}/")
    page.goto(f"{service.address}/password")
    page.locator("#new").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.locator("form[action='/password'] button").click()
    expect(page.get_by_role("status")).to_contain_text("password is set")
    page.locator(SIGN_OUT).click()
    page.locator("a[href='/sign-in']").click()
    page.locator("#password").fill(PASSWORD)
    page.locator("form[action='/sign-in'] button").click()
    page.wait_for_url(f"{service.address}/")
    page.goto(f"{service.address}/devices")
    expect(page.get_by_text("this browser")).to_be_visible()
