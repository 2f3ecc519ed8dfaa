"""The wanted rhythm has passed: the extension says so to its own member, by itself, and asks nobody for that."""

from e2e.linkedin import LinkedIn
from e2e.member import SSI_URL, Member
from e2e.ssi_page import page
from e2e.website import Website

TOKEN = "ssi_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
FEED = "/feed/"


def test_the_button_reminds_and_nobody_is_asked(member: Member, linkedin: LinkedIn, stranger: Website) -> None:
    member.configure(stranger.address, TOKEN)
    member.captured_days_ago(20)
    member.stop_worker()
    member.let_time_pass_until_badge("•")
    assert linkedin.asked("GET") == []
    assert stranger.asked("GET") == stranger.asked("POST") == []


def test_the_popup_leads_to_the_ssi_page_and_a_capture_ends_the_reminder(paired: Member, linkedin: LinkedIn) -> None:
    linkedin.serve(FEED, page())
    linkedin.serve_ssi(page())
    paired.captured_days_ago(20)
    paired.let_time_pass_until_badge("•")
    paired.open(f"https://www.linkedin.com{FEED}")

    popup = paired.click_for_popup()
    popup.wait_for_state("elsewhere")
    popup.wait_for_text("#due", "Time for your next SSI capture")
    popup.click("#open-ssi")
    paired.wait_for_tab(SSI_URL)

    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("done")
    assert popup.evaluate("document.querySelector('#due').hidden")
    paired.let_time_pass_until_badge("")
