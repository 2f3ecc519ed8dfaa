"""The company's sign-in, by a certified provider on another site, in real browsers, which keep strict cookies back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from certified_provider import certified_provider, environment
from e2e.accessible import findings
from e2e.member import Member
from e2e.service import MemberService, free_port, running

SIGN_OUT = "form[action='/sign-out'] button"
COMPANY = "a[href='/openid']"
SLOW_START = 60
"""Seconds for several pages in a row, on two sites."""


@pytest.fixture
def company(tmp_path: Path) -> Iterator[MemberService]:
    """A server to which the company's staff may come."""
    port = free_port()
    groups = {"MEMBERS_GROUP": "staff"}
    service = MemberService(tmp_path, settings=environment(f"http://localhost:{port}", **groups))
    with certified_provider(f"{service.address}/openid/callback", port), running(service):
        yield service


def asked(service: MemberService, question: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(service.data_dir / "history.sqlite3")) as database:
        return database.execute(question).fetchall()


def test_it_signs_in_again_and_again_and_one_session_is_left(member: Member, company: MemberService) -> None:
    page = member.new_tab(company.address)
    page.wait_for(COMPANY, seconds=SLOW_START)
    assert findings(page) == []
    page.click(COMPANY)
    page.wait_for("[name=login]", seconds=SLOW_START)
    page.fill("[name=login]", "ann+staff")
    page.fill("[name=password]", "any")
    page.click("[type=submit]")
    page.wait_for(SIGN_OUT, seconds=SLOW_START)
    assert page.url == f"{company.address}/"

    page.document.open(f"{company.address}/openid")  # Still signed in: the session before this one ends.
    page.wait_for(SIGN_OUT, seconds=SLOW_START)
    assert len(asked(company, "SELECT id FROM web_sessions")) == 1

    page.document.open(f"{company.address}/devices")
    page.wait_for("form[action='/openid/link']")
    assert findings(page) == []
    page.click("form[action='/openid/link'] button")
    page.wait_for("[role=status]", seconds=SLOW_START)
    page.wait_for_text("[role=status]", "you can sign in with your company’s account")

    page.click(SIGN_OUT)
    page.wait_for(COMPANY)
    page.click(COMPANY)
    page.wait_for(SIGN_OUT, seconds=SLOW_START)
    assert asked(company, "SELECT name FROM people ORDER BY id") == [("Me",), ("ann",)]
    assert len(asked(company, "SELECT id FROM web_sessions")) == 1
