"""Capturing at every visit, switched on: the SSI page once a day, and never anything of another page."""

import time
from pathlib import Path

import pytest

from e2e.extension import grant_visits
from e2e.kept import rows, wait_for_rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, page
from e2e.troubled import TroubledServer

ELSEWHERE = (
    "/feed/",
    "/in/example-member/",
    "/sales/",
    "/sales/home",
    "/sales/ssi/other",
    "/sales/ssi-report",
    "/sales/SSI",
    "/messaging/",
    "/company/sales/ssi",
    "/search/results/",
)


@pytest.fixture
def extension(extension: Path) -> Path:
    grant_visits(extension)
    return extension


@pytest.fixture
def visitor(member: Member) -> Member:
    member.prefer(automatic=True)
    return member


def test_a_walk_over_other_pages_sends_nothing(visitor: Member, linkedin: LinkedIn, token: str) -> None:
    with TroubledServer(token).running() as recorder:
        visitor.configure(recorder.address, token)
        for path in ELSEWHERE:
            linkedin.serve(path, page())
            visitor.open(f"https://www.linkedin.com{path}")
            visitor.tab.evaluate("new Promise((loaded) => setTimeout(loaded, 300))")
        visitor.open("https://www.linkedin.com/feed/?next=/sales/ssi#/sales/ssi")
        time.sleep(1)
        assert len([path for path in linkedin.asked("GET") if path in ELSEWHERE]) == len(ELSEWHERE) + 1
        assert recorder.requests == []


def test_the_ssi_page_is_captured_once_a_day(
    visitor: Member, linkedin: LinkedIn, service: MemberService, token: str
) -> None:
    visitor.configure(service.address, token)
    linkedin.serve_ssi(page())
    visitor.open_ssi_page()
    assert wait_for_rows(service.data_dir, 1) == [IN_DATABASE]

    visitor.open("https://www.linkedin.com/sales/ssi?again")
    time.sleep(3)
    assert rows(service.data_dir) == [IN_DATABASE]
