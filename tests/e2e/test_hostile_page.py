"""A page of somebody else's tries to read or change what the member has, who is signed in in the same browser.

It is led to by another name, by the server's own name with another port (to browsers the same site, with the same
cookies), and by another name that leads to the server itself from then on (DNS rebinding). It knows all that the server
has told the member, but the cookie. What a browser would keep such a page from by itself, because the server is on this
machine, is switched off: not all browsers do that.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Playwright

from conftest import Say
from e2e.browsers import find_chromium
from e2e.chromium.browser import common_arguments
from e2e.hostile.attack import COLLECTOR, serve, shown_inside, target, try_all, with_secrets
from e2e.policies import BrokenPolicies
from e2e.service import MemberService, running
from e2e.ssi_page import page as ssi_page
from e2e.website import Website
from ssi_server.app import create_app
from ssi_server.config import Settings

NOTE = "Had coffee with the planted note"
IN_THE_HISTORY = ("Technology, Information and Internet", NOTE, "the tests' browser")
NAMES = ("evil.example", "rebound.example")
DEFENCES_OF_BROWSERS = "--disable-features=LocalNetworkAccessChecks"
CHANGED = "written by a page"
READ_AT_HOME = {
    "fetch",
    "fetch that asks no permission",
    "fetch with headers of its own",
    "fetch with a guessed token",
    "fetch that stops at redirects",
    "fetch from the cache",
    "fetch that outlives the page",
    "fetch from another thread",
    "XMLHttpRequest",
}
"""From a page of the server's own. Even there nothing is framed, and no page is a script, a style or a picture."""
READING_AT_HOME = f"Object.fromEntries({sorted(READ_AT_HOME)}.map((name) => [name, reading[name]]))"


@pytest.fixture(autouse=True)
def only_frames_are_refused(no_policy_is_broken: None, policies: BrokenPolicies) -> Iterator[None]:
    """The hostile pages break the policies that forbid to frame; the server's own pages break none."""
    yield
    assert [report for report in policies.take() if "frame-ancestors" not in report] == []


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    names = ", ".join(f"MAP {name} 127.0.0.1" for name in NAMES)
    rules = f"--host-resolver-rules={names}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    arguments = [*common_arguments(), rules, DEFENCES_OF_BROWSERS]
    with closing(playwright.chromium.launch(executable_path=find_chromium().path, args=arguments)) as browser:
        yield browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, known: tuple[MemberService, str]) -> Iterator[MemberService]:
    """One for all tests, the last of which changes something."""
    server = MemberService(tmp_path_factory.mktemp("server"))
    server.prepare(known[0])
    with running(server):
        yield server


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, server: MemberService) -> Iterator[BrowserContext]:
    with closing(chromium.new_context(accept_downloads=False)) as context, closing(context.new_page()) as page:
        page.goto(server.sign_in_link())
        page.goto(f"{server.address}/notes")
        page.locator("textarea[name=text]").fill(NOTE)
        page.locator("#add button").click()
        yield context


@pytest.fixture(scope="module")
def hostile() -> Iterator[Website]:
    with Website().running() as website:
        serve(website)
        yield website


@pytest.fixture(scope="module")
def app(server: MemberService) -> Iterator[Flask]:
    """The same server once more, which knows what there is to attack."""
    app = create_app(Settings.load(server.data_dir, environ={}))
    yield app
    app.extensions["ssi_database"].close()


@pytest.fixture(scope="module")
def learnt(server: MemberService, signed_in: BrowserContext, known: tuple[MemberService, str]) -> dict[str, str]:
    """What the hostile page knows."""
    token = known[1]
    capture_id = server.capture(token, ssi_page(), datetime.now().astimezone())["capture"]["id"]
    with closing(signed_in.new_page()) as page:
        page.goto(f"{server.address}/notes")
        csrf_token = page.locator("[name=csrf_token]").first.input_value()
        note = page.locator(".noted a").first.get_attribute("href") or ""
    return {
        "capture_id": capture_id,
        "note_id": note.rpartition("/")[2],
        "device_id": token.split("_")[1],
        "user_code": asked_for_a_token(server),
        "csrf_token": csrf_token,
        "new_id": str(uuid4()),
    }


def asked_for_a_token(server: MemberService) -> str:
    """The code of a pairing that waits for the member's word."""
    with closing(HTTPConnection("127.0.0.1", server.port)) as connection:
        fields = urlencode({"client_id": "hostile", "scope": "full"})
        connection.request("POST", "/api/pairing", fields, {"Content-Type": "application/x-www-form-urlencoded"})
        code: str = json.load(connection.getresponse())["user_code"]
        return code


def database(server: MemberService) -> list[str]:
    """All of it, but for what the server notes of its own backups."""
    with closing(sqlite3.connect(server.data_dir / "history.sqlite3")) as connection:
        return [line for line in connection.iterdump() if "'daily_backup'" not in line]


def secrets(context: BrowserContext) -> list[str]:
    return [*IN_THE_HISTORY, *(cookie["value"] for cookie in context.cookies())]


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1"])
def test_it_reads_nothing_and_changes_nothing(
    name: str,
    chromium: Browser,
    signed_in: BrowserContext,
    server: MemberService,
    hostile: Website,
    app: Flask,
    learnt: dict[str, str],
    say: Say,
) -> None:
    """Nor can it find out whether anybody is signed in: it sees the same when nobody is."""
    origin, has_the_cookies = f"http://{name}:{hostile.port}", name == "127.0.0.1"
    aim = target(app, server.address, hostile.address, learnt, every_form=has_the_cookies)
    before, kept = database(server), secrets(signed_in)
    assert len(kept) == len(IN_THE_HISTORY) + 1
    with closing(signed_in.new_page()) as page:
        with closing(chromium.new_context()) as signed_out:
            read, read_by_nobody = try_all([page, signed_out.new_page()], origin, "reading", aim)
        assert with_secrets(read, kept) == set()
        assert {way: read[way] for way in read if read[way] != read_by_nobody[way]} == {}
        assert not any(secret in shown_inside(page) for secret in kept)
        [answers] = try_all([page], origin, "changing", aim)
    assert with_secrets(answers, kept) == set()
    assert database(server) == before
    assert COLLECTOR not in hostile.asked("GET")
    say(f"a hostile page on {name}: {len(read)} ways to read, {len(answers)} to change, in vain")


@pytest.mark.parametrize("name", ["rebound.example", "127.0.0.1"])
def test_at_the_servers_own_address_it_depends_on_the_name(
    name: str, signed_in: BrowserContext, server: MemberService, hostile: Website, app: Flask, learnt: dict[str, str]
) -> None:
    """From there the page may read and change all that it gets at: everything, unless the server minds the name."""
    origin, is_the_servers = f"http://{name}:{server.port}", name == "127.0.0.1"
    aim = target(app, origin, hostile.address, learnt) | {"forms": [f"{origin}/notes"]}
    before = database(server)
    with closing(signed_in.new_page()) as page:
        [read] = try_all([page], origin, READING_AT_HOME, aim)
        try_all([page], origin, "{ form: changing.form, 'form in parts': changing['form in parts'] }", aim)
    assert all(answer.startswith("basic 403") for answer in read["fetch"].values()) != is_the_servers
    assert with_secrets(read, secrets(signed_in)) == (READ_AT_HOME if is_the_servers else set())
    changed = [line for line in database(server) if line not in before]
    assert any(CHANGED in line for line in changed) if is_the_servers else changed == []
