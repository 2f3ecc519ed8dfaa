"""The whole path: one click on the SSI page, the figures in the popup, in the database and on the dashboard."""

from datetime import datetime, timedelta

import pytest

from e2e.dashboard import Dashboard
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, IN_POPUP, ON_DASHBOARD, earlier_page, page


def test_a_click_leads_to_popup_database_and_dashboard(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page())
    paired.open_ssi_page()

    popup = paired.click_for_popup()
    popup.wait_for_state("done")
    assert popup.figures() == IN_POPUP

    assert rows(service.data_dir) == [IN_DATABASE]

    dashboard = Dashboard(paired.new_tab(service.sign_in_link()).document)
    assert dashboard.figures() == ON_DASHBOARD


def test_the_popup_opens_the_dashboard_of_a_member_who_is_signed_in(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    paired.new_tab(service.sign_in_link()).close()
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("done")

    popup.click("#open-dashboard")
    paired.wait_for_tab(service.address).wait_for_text(".total-figure strong", "53")


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # the figures are the server's, whoever shows them
def test_two_captures_on_different_days_give_the_change_and_two_points(
    paired: Member, linkedin: LinkedIn, service: MemberService, token: str
) -> None:
    earlier = datetime.now().astimezone() - timedelta(days=13)
    seeded = service.capture(token, earlier_page(), earlier)
    assert seeded["reading"]["verdict"] == "consistent"
    linkedin.serve_ssi(page())
    paired.open_ssi_page()

    popup = paired.click_for_popup()
    popup.wait_for_state("done")
    assert popup.figures() == IN_POPUP
    assert "(13 days)" in popup.text("#changes h2")
    assert popup.texts("#changes li") == [
        "Total +3",
        "Establish your professional brand +1.498",
        "Engage with insights +1.32",
        "Industry rank 2 better",
        "Network rank 1 worse",
        "Industry average +1",
    ]

    dashboard = Dashboard(paired.new_tab(service.sign_in_link()).document)
    before, now = dashboard.series()
    assert before["date"] == earlier.date().isoformat()
    assert (before["total"], before["score"], before["pillars.insights"]) == (50, 49.83, 8.93)
    assert (before["industry.rank"], before["network.rank"]) == (11, 10)
    assert (now["total"], now["score"], now["pillars.insights"]) == (53, 52.648, 10.25)
    assert (now["industry.rank"], now["network.rank"]) == (9, 11)
