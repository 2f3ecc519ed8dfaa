"""The browser is ended on the spot while a capture waits: it is sent when the browser runs again."""

from pathlib import Path

from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, page


def test_a_capture_that_waits_outlives_the_browser(
    paired: Member, linkedin: LinkedIn, service: MemberService, extension: Path
) -> None:
    service.kill()
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    paired.click_for_popup().wait_for_state("waiting")

    paired.browser.kill()
    service.start()
    paired.browser.start()
    paired.browser.install(extension)  # what is installed for a test leaves with the browser, what it stored does not
    paired.let_time_pass_until_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]
