"""What the member may click on: the SSI page in all its states, and everything that is not the SSI page."""

from pathlib import Path

import pytest

from e2e.extension import hurry
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import SSI_URL, Member
from e2e.service import MemberService
from e2e.soak import rarely_in_firefox
from e2e.ssi_page import IN_POPUP, heavy, page
from e2e.website import Website

TOKEN = "ssi_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
PROFILE = "/in/example-member/"
OWN_PAGES = {"chromium": "chrome://version", "firefox": "about:support"}
in_one_browser = pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # the server reads, whoever sends


@rarely_in_firefox
def test_scores_that_arrive_after_five_seconds_are_waited_for(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page(), scores_after=5)
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("working")
    popup.wait_for_state("done")
    assert popup.figures() == IN_POPUP
    assert len(rows(service.data_dir)) == 1


@pytest.fixture
def hasty(extension: Path) -> Path:
    hurry(extension / "capture" / "page-reader.js", "longest: 15_000", "longest: 6_000")
    return extension


@rarely_in_firefox
@pytest.mark.usefixtures("hasty")
def test_scores_that_never_arrive_are_called_missing_in_the_end(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page(), scores_after=60)
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_text("#status", "Waiting for your scores")
    popup.wait_for_state("refused", seconds=20)
    popup.wait_for_text("#status", "scores")
    assert rows(service.data_dir) == []


@in_one_browser
@pytest.mark.parametrize(("fixture", "words"), [("signed-out", "Sign in to LinkedIn"), ("checkpoint", "check")])
def test_what_stands_at_the_address_but_is_no_score_is_refused_in_the_servers_words(
    paired: Member, linkedin: LinkedIn, service: MemberService, fixture: str, words: str
) -> None:
    linkedin.serve_ssi(page(fixture))
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("refused")
    assert words in popup.text("#status")
    assert rows(service.data_dir) == []


@in_one_browser
def test_a_page_in_a_language_that_nobody_knows_gives_its_figures(
    paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page("unknown-language-tables"))
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("done")
    [row] = rows(service.data_dir)
    assert popup.text("#total") == str(row["total"])
    assert row["verdict"] == "consistent"


@rarely_in_firefox
def test_a_page_of_five_megabytes_is_taken(paired: Member, linkedin: LinkedIn, service: MemberService) -> None:
    linkedin.serve_ssi(heavy(page(), size=5_000_000))
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("done", seconds=30)
    assert popup.figures() == IN_POPUP
    assert len(rows(service.data_dir)) == 1


def test_nothing_of_another_page_is_sent(member: Member, linkedin: LinkedIn, stranger: Website) -> None:
    member.configure(stranger.address, TOKEN)
    linkedin.serve(PROFILE, page())
    member.open(f"https://www.linkedin.com{PROFILE}")

    popup = member.click_for_popup()
    popup.wait_for_state("elsewhere")
    assert "This is not your SSI page" in popup.text("#status")
    assert stranger.asked("POST") == []
    assert stranger.asked("GET") == []


def test_from_another_page_the_popup_leads_to_the_ssi_page(paired: Member, linkedin: LinkedIn) -> None:
    linkedin.serve(PROFILE, page())
    linkedin.serve_ssi(page())
    paired.open(f"https://www.linkedin.com{PROFILE}")
    popup = paired.click_for_popup()
    popup.wait_for_state("elsewhere")

    popup.click("#open-ssi")
    paired.wait_for_tab(SSI_URL)


def test_the_browsers_own_pages_are_left_alone(paired: Member) -> None:
    paired.open(OWN_PAGES[paired.browser.name])
    popup = paired.click_for_popup()
    popup.wait_for_state("elsewhere")
    assert "This is not your SSI page" in popup.text("#status")
