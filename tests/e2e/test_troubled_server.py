"""Whatever answers at the server's address, and however: the capture stays, and the popup names cause and next step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from e2e.extension import hurry
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.soak import rarely_in_firefox
from e2e.ssi_page import IN_DATABASE, page
from e2e.troubled import CAPTURES, HELLO, TroubledServer, as_json, problem
from e2e.website import Page, Website

TROUBLES = {
    "html": (Page("<h1>Please sign in to this network</h1>"), "attention", "Something else answers"),
    "413": (
        problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", "This page is too large"),
        "attention",
        "too large",
    ),
    "413 of a proxy": (Page("<h1>413</h1>", status=413), "attention", "Something else answers"),
    "429": (problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many", "Too many captures"), "waiting", "1 capture waits"),
    "503": (problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", "The database is locked"), "waiting", "1 capture waits"),
    "503 of a proxy": (Page("<h1>Bad gateway</h1>", status=503), "waiting", "1 capture waits"),
}


@pytest.fixture
def troubled(token: str) -> Iterator[TroubledServer]:
    with TroubledServer(token).running() as server:
        yield server


@pytest.fixture
def visitor(member: Member, linkedin: LinkedIn) -> Member:
    """On the SSI page, before the click."""
    linkedin.serve_ssi(page())
    member.open_ssi_page()
    return member


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)  # what an answer means is not the browser's to say
@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_popup_names_the_trouble_and_the_capture_stays(
    visitor: Member, troubled: TroubledServer, token: str, trouble: str
) -> None:
    answer, state, words = TROUBLES[trouble]
    troubled.answers(answer)
    visitor.configure(troubled.address, token)

    popup = visitor.click_for_popup()
    popup.wait_for_state(state)
    popup.wait_for_text("#status", words)
    assert troubled.asked("POST") == [CAPTURES]
    popup.wait_for_outbox(1)


def test_the_pause_that_the_server_asks_for_is_kept(visitor: Member, troubled: TroubledServer, token: str) -> None:
    troubled.answers(problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many", "Too many captures", **{"Retry-After": "240"}))
    visitor.configure(troubled.address, token)
    visitor.click_for_popup().wait_for_state("waiting")
    due = visitor.browser.in_worker("chrome.alarms.get('deliver').then(({ scheduledTime }) => scheduledTime)")
    assert due / 1000 - time.time() > 230


@pytest.fixture
def hasty(extension: Path) -> Path:
    hurry(extension / "server" / "client.js", "PATIENCE = 25_000", "PATIENCE = 2_000")
    return extension


@rarely_in_firefox
@pytest.mark.usefixtures("hasty")
def test_a_server_that_does_not_answer_in_time_is_said_to_be_slow(
    visitor: Member, troubled: TroubledServer, token: str
) -> None:
    troubled.answers(Page("", seconds=30))
    visitor.configure(troubled.address, token)
    popup = visitor.click_for_popup()
    popup.wait_for_state("waiting", seconds=35)
    popup.wait_for_text("#status", "does not answer in time")
    popup.wait_for_outbox(1)


@rarely_in_firefox
def test_a_revoked_token_keeps_the_capture_and_asks_to_connect_again(
    visitor: Member, service: MemberService, token: str
) -> None:
    service.revoke(token)
    visitor.configure(service.address, token)
    popup = visitor.click_for_popup()
    popup.wait_for_state("attention")
    popup.wait_for_text("#status", "does not know this browser")
    popup.wait_for("#connect")
    popup.wait_for_outbox(1)


@pytest.mark.parametrize(
    ("hello", "words"),
    [
        (Page("<h1>Welcome to my router</h1>"), "Something else answers"),
        (as_json({"name": "ssi-history", "version": "0.1.0", "api": 1, "proof": "0" * 64}), "not the server"),
    ],
)
def test_what_took_the_servers_place_gets_nothing_and_the_capture_arrives_when_the_server_is_back(
    visitor: Member, service: MemberService, token: str, hello: Page, words: str
) -> None:
    visitor.configure(service.address, token)
    with replaced(service, hello) as other:
        popup = visitor.click_for_popup()
        popup.wait_for_state("attention")
        popup.wait_for_text("#status", words)
        popup.close()
        assert set(other.requests) == {request for request in other.requests if request.path == HELLO}
        assert token not in str(other.requests)

    visitor.let_time_pass()
    visitor.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]


@contextmanager
def replaced(service: MemberService, hello: Page) -> Iterator[Website]:
    """Something else on the server's port, for a while."""
    service.stop()
    other = Website(service.port)
    other.pages[HELLO] = hello
    with other.running():
        yield other
    service.start()
