"""What is not the SSI page: nothing of another page is sent, and a sign-in form is no score."""

from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import page
from e2e.website import Website

TOKEN = "ssi_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
PROFILE = "/in/example-member/"


def test_nothing_of_another_page_is_sent(member: Member, linkedin: LinkedIn, stranger: Website) -> None:
    member.configure(stranger.address, TOKEN)
    stranger.forget()
    linkedin.serve(PROFILE, page())
    member.open(f"https://www.linkedin.com{PROFILE}")

    popup = member.click_for_popup()
    popup.wait_for_state("elsewhere")
    assert "This is not your SSI page" in popup.text("#status")
    assert stranger.requests == []


def test_from_another_page_the_popup_leads_to_the_ssi_page(paired: Member, linkedin: LinkedIn) -> None:
    linkedin.serve(PROFILE, page())
    linkedin.serve_ssi(page())
    paired.open(f"https://www.linkedin.com{PROFILE}")
    popup = paired.click_for_popup()
    popup.wait_for_state("elsewhere")

    with paired.context.expect_page() as opened:
        popup.click("#open-ssi")
    assert opened.value.url == "https://www.linkedin.com/sales/ssi"


def test_a_sign_in_form_at_the_address_is_refused_in_the_servers_words(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page("signed-out"))
    paired.open_ssi_page()

    popup = paired.click_for_popup()
    popup.wait_for_state("refused")
    assert "Sign in to LinkedIn" in popup.text("#status")
    assert rows(service.data_dir) == []
