"""What the browser tests stand on: LinkedIn's stand-in, the server, and browsers with the extension."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from e2e.browser import Browser
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.firefox.browser import Firefox
from e2e.launch import EXTENSION, started
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.policies import BrokenPolicies, watching
from e2e.sample import Sample
from e2e.service import MemberService, Service, running
from e2e.website import Website

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker drives all tests of a browser, so that it is started once: two at once would disturb each other.

    Pages without the extension are a group of their own, for whichever worker is free first.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            parameters = item.callspec.params if hasattr(item, "callspec") else {}
            item.add_marker(pytest.mark.xdist_group(parameters.get("browser", "pages").partition(" ")[0]))


@pytest.fixture(scope="session")
def policies() -> BrokenPolicies:
    return BrokenPolicies()


@pytest.fixture(scope="session")
def playwright(policies: BrokenPolicies) -> Iterator[Playwright]:
    find_chromium()  # found or fetched before Playwright runs here, since the search runs it as well
    with sync_playwright() as playwright, watching(policies):
        yield playwright


@pytest.fixture(autouse=True)
def no_policy_is_broken(request: pytest.FixtureRequest, policies: BrokenPolicies) -> Iterator[None]:
    """By no page that a browser shows during a test; a test that breaks one takes the report itself."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    if isinstance(browser, Firefox):
        policies.add(browser.broken_policies())
    assert policies.take() == []


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


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[MemberService, str]:
    """A server's data with one paired browser, and that browser's token: made once, since that takes seconds."""
    service = MemberService(tmp_path_factory.mktemp("known"))
    return service, service.add_device("the tests' browser")


@pytest.fixture
def service(tmp_path: Path, known: tuple[MemberService, str]) -> Iterator[MemberService]:
    service = MemberService(tmp_path)
    service.prepare(known[0])
    with running(service):
        yield service


@pytest.fixture
def token(known: tuple[MemberService, str]) -> str:
    """With which the browser of the tests is known to `service`."""
    return known[1]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    linkedin_website: LinkedIn,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """Each is started once a file: what it remembers of a test goes with the extension, but after some ten of them
    Firefox opens its panel without the popup. A language may follow the browser's name.
    """
    name, _, language = request.param.partition(" ")
    profile = tmp_path_factory.mktemp(name)
    with started(name, profile, linkedin_website, playwright, language or "en-US") as browser:
        yield browser


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    """A copy in a folder of its own, which makes it another extension to Chromium, with nothing stored."""
    return shutil.copytree(EXTENSION, tmp_path / "extension")


@pytest.fixture
def member(browser: Browser, linkedin: LinkedIn, extension: Path) -> Iterator[Member]:
    """The member, who has just installed the extension."""
    browser.install(extension)
    yield Member(browser)
    browser.clear()


@pytest.fixture
def paired(member: Member, service: MemberService, token: str) -> Member:
    """The member, whose extension knows the server."""
    member.configure(service.address, token)
    return member


@pytest.fixture(scope="session")
def sample(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("demo")
    browser = playwright.chromium.launch(executable_path=find_chromium().path, args=common_arguments())
    with running(Service(folder, "demo")) as demo:
        yield Sample(browser, demo)
    browser.close()
