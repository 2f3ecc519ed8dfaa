"""The dashboard and the popup as pictures: those of the README, which are not the same in light and dark.

`SSI_HISTORY_PICTURES=write` writes the README's anew.
"""

import os
from datetime import datetime, timedelta

import pytest

from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.sample import Sample
from e2e.service import MemberService
from e2e.ssi_page import ROOT, earlier_page, page

PICTURES = ROOT / "docs" / "pictures"
BLANK = 12_000  # bytes; an empty page of 1280 × 800 makes a PNG of less


def test_light_and_dark_differ(sample: Sample) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        with sample.dashboard(scheme=scheme) as dashboard:
            dashboard.open(sample.home)
            grounds.add(dashboard.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_picture_of_the_dashboard(sample: Sample) -> None:
    with sample.dashboard(height=1500) as dashboard:  # down to the end of the first chart
        dashboard.open(sample.home)
        keep("dashboard.png", dashboard.page.screenshot())


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
def test_picture_of_the_popup(paired: Member, linkedin: LinkedIn, service: MemberService, token: str) -> None:
    service.capture(token, earlier_page(), datetime.now().astimezone() - timedelta(days=13))
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    popup = paired.click_for_popup()
    popup.wait_for_state("done")
    right, down = popup.overflow()
    assert right <= 0
    assert down <= 1  # the popup's height is rounded down

    popup.document.prefer("light")
    light = popup.document.screenshot()
    popup.document.prefer("dark")
    dark = popup.document.screenshot()
    assert len(dark) > BLANK
    assert dark != light
    keep("popup.png", light)


def keep(name: str, picture: bytes) -> None:
    """Write the README's picture anew when that is asked for; it must show something in any case."""
    assert len(picture) > BLANK
    if os.environ.get("SSI_HISTORY_PICTURES") == "write":
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / name).write_bytes(picture)
