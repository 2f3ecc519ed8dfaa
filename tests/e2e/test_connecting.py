"""A newcomer, in the order in which newcomers do things: clicks first, connects then."""

from e2e.dashboard import Dashboard
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, page


def test_a_click_before_the_token_waits_and_is_sent_once_the_dashboards_token_is_pasted(
    member: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page())
    member.open_ssi_page()
    popup = member.click_for_popup()
    popup.wait_for_state("unconfigured")
    assert "1 capture waits" in popup.text("#also")
    popup.close()

    dashboard = Dashboard(member.context)
    dashboard.open(service.sign_in_link())
    dashboard.page.click("nav >> text=Devices")
    dashboard.page.fill("#name", "Chrome at home")
    dashboard.page.click("text=Create a token")
    token = dashboard.page.input_value("#token")
    assert dashboard.page.input_value("#address") == service.address

    member.configure(service.address, token)
    member.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]

    dashboard.page.click("nav >> text=Devices")
    dashboard.page.click("button.danger")
    assert "was revoked" in dashboard.text("[role=status]")
    dashboard.page.click("text=Sign out")
    assert "ssi-history sign-in" in dashboard.text("main")
