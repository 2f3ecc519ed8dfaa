"""Every state of popup and options, looked at in light and dark.

`SSI_HISTORY_STATES=FOLDER` keeps the pictures there, and makes them in all languages that the extension speaks.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from e2e.launch import EXTENSION
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.patience import until
from e2e.service import MemberService
from e2e.sheet import Sheet
from e2e.ssi_page import earlier_page, page
from e2e.troubled import TroubledServer, problem

FOLDER = os.environ.get("SSI_HISTORY_STATES")
LANGUAGES = [each.name.replace("_", "-") for each in sorted((EXTENSION / "_locales").iterdir())] if FOLDER else ["en"]
NAMES = ("chromium", "firefox") if FOLDER else ("chromium",)  # both are looked at; one shows whether all fits
BROWSERS = [f"{name} {language}".removesuffix(" en") for name in NAMES for language in LANGUAGES]
BLANK = 4_000  # bytes; an empty popup makes a PNG of less


@dataclass(frozen=True)
class Scene:
    member: Member
    linkedin: LinkedIn
    service: MemberService
    troubled: TroubledServer
    token: str

    def click(self, state: str, html: str = page(), *, scores_after: float = 0, address: str = "") -> Sheet:
        """The popup after a click on a page at the SSI address, once it is in that state."""
        self.member.configure(address or self.service.address, self.token)
        self.linkedin.serve_ssi(html, scores_after=scores_after)
        self.member.open_ssi_page()
        popup = self.member.click_for_popup()
        popup.wait_for_state(state)
        return popup


def unconfigured(scene: Scene) -> Sheet:
    return Scene(scene.member, scene.linkedin, scene.service, scene.troubled, token="").click("unconfigured")


def connecting(scene: Scene) -> Sheet:
    popup = unconfigured(scene)
    popup.click("#connect")
    scene.member.wait_for_tab(f"{scene.service.address}/")
    popup = scene.member.click_for_popup()
    popup.wait_for("#user-code")
    return popup


def working(scene: Scene) -> Sheet:
    popup = scene.click("working", scores_after=60)
    popup.wait_for("#progress")
    return popup


def done(scene: Scene) -> Sheet:
    return scene.click("done")


def changed(scene: Scene) -> Sheet:
    scene.service.capture(scene.token, earlier_page(), datetime.now().astimezone() - timedelta(days=13))
    return scene.click("done")


def doubted(scene: Scene) -> Sheet:
    return scene.click("done", page("disagreement"))


def refused(scene: Scene) -> Sheet:
    return scene.click("refused", page("signed-out"))


def waiting(scene: Scene) -> Sheet:
    scene.service.kill()
    return scene.click("waiting")


def held(scene: Scene) -> Sheet:
    return _in_trouble(scene, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", "This page is too large")


def whose(scene: Scene) -> Sheet:
    return _in_trouble(scene, HTTPStatus.CONFLICT, "another_account", "This is the page of another LinkedIn account")


def _in_trouble(scene: Scene, status: HTTPStatus, code: str, title: str) -> Sheet:
    scene.troubled.answers(problem(status, code, title))
    return scene.click("attention", address=scene.troubled.address)


def elsewhere(scene: Scene) -> Sheet:
    scene.member.configure(scene.service.address, scene.token)
    scene.linkedin.serve("/feed/", page())
    scene.member.open("https://www.linkedin.com/feed/")
    popup = scene.member.click_for_popup()
    popup.wait_for_state("elsewhere")
    return popup


def due(scene: Scene) -> Sheet:
    scene.member.captured_days_ago(20)
    popup = elsewhere(scene)
    popup.wait_for("#due")
    return popup


def options(scene: Scene) -> Sheet:
    return scene.member.new_tab(scene.member.browser.extension_address("options/options.html"))


def options_in_trouble(scene: Scene) -> Sheet:
    sheet = options(scene)
    sheet.click("#by-hand summary")
    sheet.fill("#token", "not a token")
    sheet.click("#save")
    sheet.wait_for_text("body", "ssi_")
    return sheet


STATES = (
    unconfigured,
    connecting,
    working,
    done,
    changed,
    doubted,
    refused,
    waiting,
    held,
    whose,
    elsewhere,
    due,
    options,
    options_in_trouble,
)


@pytest.mark.parametrize("browser", BROWSERS, indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_a_state_in_pictures(
    member: Member, linkedin: LinkedIn, service: MemberService, token: str, state: Callable[[Scene], Sheet]
) -> None:
    with TroubledServer(token).running() as troubled:
        sheet = state(Scene(member, linkedin, service, troubled, token))
        pictures = {}
        for scheme in ("light", "dark"):
            sheet.document.prefer(scheme)
            pictures[scheme] = until(f"something is seen in {scheme}", partial(picture, sheet))
        right, _ = sheet.overflow()
    assert right <= 0
    assert pictures["light"] != pictures["dark"]
    for scheme, png in pictures.items():
        keep(f"{member.browser.name}-{member.browser.language}-{state.__name__}-{scheme}.png", png)


def picture(sheet: Sheet) -> bytes:
    """What is seen of it; nothing while it is blank."""
    seen = sheet.document.screenshot()
    return seen if len(seen) > BLANK else b""


def keep(name: str, picture: bytes) -> None:
    if FOLDER:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(picture)
