"""What the member clicked for arrives, whatever dies meanwhile: the server, the popup, the service worker."""

import pytest

from e2e.kept import rows, wait_for_rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, page


@pytest.fixture
def waiting(paired: Member, linkedin: LinkedIn, service: MemberService) -> Member:
    """A member who has clicked while the server was down."""
    service.kill()
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("waiting")
    popup.close()
    return paired


def test_a_capture_waits_for_the_server(waiting: Member, service: MemberService) -> None:
    waiting.wait_for_badge("1")
    assert rows(service.data_dir) == []

    service.start()
    waiting.let_time_pass()
    waiting.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]


def test_a_capture_that_waits_outlives_the_worker(waiting: Member, service: MemberService) -> None:
    waiting.stop_worker()

    service.start()
    waiting.let_time_pass()
    waiting.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]


def test_a_capture_outlives_the_popup(paired: Member, linkedin: LinkedIn, service: MemberService) -> None:
    linkedin.serve_ssi(page(), scores_after=2)
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    paired.wait_for_badge("…")
    popup.close()

    assert wait_for_rows(service.data_dir, 1) == [IN_DATABASE]
