"""A newcomer, in the order in which newcomers do things: clicks first, connects then."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.dashboard import Dashboard
from e2e.extension import try_first
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService, running
from e2e.ssi_page import IN_DATABASE, ON_DASHBOARD, page

ACTIONS = ("a click on the toolbar button", "Connect", "Allow")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[MemberService]:
    """Fresh from the installation: nobody has used it."""
    with running(MemberService(tmp_path)) as service:
        yield service


@pytest.fixture
def extension(extension: Path, service: MemberService) -> Path:
    try_first(extension, service.address)
    return extension


@pytest.fixture
def newcomer(member: Member, service: MemberService, linkedin: LinkedIn) -> Member:
    """`serve` has opened the dashboard, the SSI page is in front, the first click has been made."""
    member.new_tab(service.sign_in_link())
    linkedin.serve_ssi(page())
    member.open_ssi_page()
    return member


def test_three_actions_lead_from_an_empty_profile_to_figures_on_the_dashboard(
    newcomer: Member, service: MemberService, capsys: pytest.CaptureFixture[str]
) -> None:
    popup = newcomer.click_for_popup()
    popup.wait_for_state("unconfigured")
    popup.click("#connect")
    pair_page = newcomer.wait_for_tab(f"{service.address}/pair")
    pair_page.wait_for("#user-code")
    code = pair_page.text("#user-code")
    assert len(code) == len("BCDF-GHJK")
    pair_page.click("#allow")

    newcomer.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]
    dashboard = Dashboard(pair_page.document)
    dashboard.wait_for_text(".total-figure strong", "53")
    assert dashboard.figures() == ON_DASHBOARD
    with capsys.disabled():
        sys.stdout.write(
            f"\n{newcomer.browser.name}: {len(ACTIONS)} actions to the first figures: {', '.join(ACTIONS)}\n"
        )


def test_a_denied_browser_is_told_so_and_keeps_its_capture(newcomer: Member, service: MemberService) -> None:
    newcomer.click_for_popup().click("#connect")
    newcomer.wait_for_tab(f"{service.address}/pair").click("#deny")

    popup = newcomer.click_for_popup()
    popup.wait_for_text("#status", "denied")
    assert popup.state == "unconfigured"
    assert rows(service.data_dir) == []


def test_a_click_before_the_token_waits_and_is_sent_once_a_token_is_pasted(
    newcomer: Member, service: MemberService
) -> None:
    popup = newcomer.click_for_popup()
    popup.wait_for_state("unconfigured")
    popup.wait_for_text("body", "1 capture waits")
    popup.close()

    dashboard = newcomer.wait_for_tab(service.address)
    dashboard.click("nav a[href='/devices']")
    dashboard.fill("#name", "Chrome at home")
    dashboard.click("form:has(#name) button")
    dashboard.wait_for("#token")
    token, address = dashboard.evaluate("['token', 'address'].map((id) => document.getElementById(id).value)")
    with newcomer.options() as options:
        options.click("#by-hand summary")
        options.fill("#server", address)
        options.fill("#token", token)
        options.click("#save")
        newcomer.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]

    dashboard.click("nav a[href='/devices']")
    dashboard.click("button.danger")
    dashboard.wait_for_text("[role=status]", "was revoked")
    dashboard.click("form[action='/sign-out'] button")
    dashboard.wait_for_text("main", "ssi-history sign-in")
