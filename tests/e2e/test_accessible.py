"""Popup and options for everybody: axe-core, the keyboard alone, twice the size, in light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from e2e.accessible import cut_off, findings, reached_by_keyboard
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.patience import until
from e2e.sheet import Sheet
from e2e.soak import rarely_in_firefox
from e2e.ssi_page import page

pytestmark = rarely_in_firefox

TOKEN = "ssi_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@contextmanager
def done(member: Member) -> Iterator[Sheet]:
    """The popup with figures."""
    popup = member.click_for_popup()
    popup.wait_for_state("done")
    yield popup


@contextmanager
def waiting(member: Member) -> Iterator[Sheet]:
    """The popup with a capture in the list, which is open."""
    member.configure("http://127.0.0.1:9", TOKEN)
    popup = member.click_for_popup()
    popup.wait_for_state("waiting")
    popup.wait_for_outbox(1)
    popup.evaluate("document.querySelector('#outbox').setAttribute('open', '')")
    yield popup


@contextmanager
def options(member: Member) -> Iterator[Sheet]:
    """The options page with all that can be unfolded."""
    with member.options() as options:
        options.click("#by-hand summary")
        for late in ("#rhythm", "#test:enabled", "#change-shortcut:enabled"):
            options.wait_for(late)
        yield options


@pytest.fixture(params=[done, waiting, options])
def sheet(request: pytest.FixtureRequest, paired: Member, linkedin: LinkedIn) -> Iterator[Sheet]:
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    with request.param(paired) as sheet:
        yield sheet


def test_everybody_can_use_it(sheet: Sheet) -> None:
    assert_axe_finds_nothing_in_light_and_dark(sheet)
    assert_everything_is_reached_with_the_keyboard_alone(sheet)
    assert_nothing_is_cut_off_at_twice_the_size(sheet)


def assert_axe_finds_nothing_in_light_and_dark(sheet: Sheet) -> None:
    for scheme in ("light", "dark"):
        sheet.document.prefer(scheme)
        assert findings(sheet) == [], scheme


def assert_everything_is_reached_with_the_keyboard_alone(sheet: Sheet) -> None:
    controls, reached = reached_by_keyboard(sheet)
    assert len(controls) > 1
    assert reached == controls


def assert_nothing_is_cut_off_at_twice_the_size(sheet: Sheet) -> None:
    sheet.document.zoom(2)
    until("it is as wide as its content", lambda: sheet.overflow()[0] <= 0)
    assert cut_off(sheet) == []


def test_enter_on_a_button_is_a_click(paired: Member) -> None:
    with options(paired) as sheet:
        sheet.evaluate("document.querySelector('#test').focus()")
        sheet.document.press("Enter")
        sheet.wait_for_text("#status", "Connected to SSI History")
