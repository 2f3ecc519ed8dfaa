"""What the browser tests stand on: LinkedIn's stand-in, the server, and a browser with the extension."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from e2e.browsers import chromium
from e2e.linkedin import LinkedIn
from e2e.member import Member, common_arguments, member_with
from e2e.sample import Sample
from e2e.service import MemberService, Service, running
from e2e.ssi_page import ROOT
from e2e.website import Website

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker drives all browsers: two at once would be slower, and would disturb each other's waits."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    chromium()  # found or fetched before Playwright runs here, since the search runs it as well
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def linkedin_website() -> Iterator[LinkedIn]:
    with LinkedIn().running() as linkedin:
        yield linkedin


@pytest.fixture
def linkedin(linkedin_website: LinkedIn) -> LinkedIn:
    linkedin_website.forget()
    return linkedin_website


@pytest.fixture
def stranger() -> Iterator[Website]:
    """Some other web server on this machine."""
    with Website().running() as website:
        yield website


@pytest.fixture
def service(tmp_path: Path) -> Iterator[MemberService]:
    with running(MemberService(tmp_path)) as service:
        yield service


@pytest.fixture
def member(playwright: Playwright, linkedin: LinkedIn) -> Iterator[Member]:
    with member_with(playwright, ROOT / "extension", linkedin) as member:
        yield member


@pytest.fixture
def paired(member: Member, service: MemberService) -> Member:
    """The member, whose extension knows the server."""
    member.configure(service.address, service.add_device("the tests' browser"))
    return member


@pytest.fixture(scope="session")
def sample(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("demo")
    browser = playwright.chromium.launch(executable_path=chromium(), args=common_arguments())
    with running(Service(folder, "demo")) as demo:
        yield Sample(browser, demo)
    browser.close()
