"""Other ways to click once: the keyboard shortcut and the entry in the page's menu.

Only Firefox lets a test use the keys that it has bound and open the menus that it shows. Chromium's are out of reach of
its protocol, and what they grant cannot be granted otherwise: there the tests of the modules stand in.
"""

import pytest

from e2e.firefox.browser import Firefox
from e2e.kept import rows
from e2e.linkedin import LinkedIn
from e2e.member import Member
from e2e.service import MemberService
from e2e.ssi_page import IN_DATABASE, page

pytestmark = pytest.mark.parametrize("browser", ["firefox"], indirect=True)


def test_the_shortcut_captures(browser: Firefox, paired: Member, linkedin: LinkedIn, service: MemberService) -> None:
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    assert browser.use_shortcut() == "alt+shift+s"
    paired.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]


def test_the_entry_in_the_menu_of_the_ssi_page_captures(
    browser: Firefox, paired: Member, linkedin: LinkedIn, service: MemberService
) -> None:
    linkedin.serve_ssi(page())
    paired.open_ssi_page()
    browser.choose_in_menu()
    paired.wait_for_badge("53")
    assert rows(service.data_dir) == [IN_DATABASE]


def test_other_pages_have_no_such_entry(browser: Firefox, paired: Member, linkedin: LinkedIn) -> None:
    linkedin.serve("/feed/", page())
    paired.open("https://www.linkedin.com/feed/")
    with pytest.raises(LookupError):
        browser.choose_in_menu()
