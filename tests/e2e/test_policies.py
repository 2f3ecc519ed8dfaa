"""The watch on content security policies, which every browser test is under, sees one that is broken."""

from e2e.firefox.browser import Firefox
from e2e.member import Member
from e2e.patience import until
from e2e.policies import BrokenPolicies
from e2e.service import MemberService
from e2e.website import Page, Website

INLINE_SCRIPT = "document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))"
HEADERS = {"Content-Type": "text/html", "Content-Security-Policy": "script-src 'self'"}


def reported(member: Member, policies: BrokenPolicies) -> str:
    """The one report that comes."""

    def taken() -> list[str]:
        if isinstance(member.browser, Firefox):
            policies.add(member.browser.broken_policies())
        return policies.take()

    [report] = until("the broken policy is reported", taken)
    return report


def test_an_inline_script_is_reported_that_gets_into_a_page_of_the_server(
    member: Member, service: MemberService, policies: BrokenPolicies
) -> None:
    member.new_tab(service.address).evaluate(INLINE_SCRIPT)
    assert "script-src" in reported(member, policies)


def test_the_page_is_named_that_holds_one(member: Member, stranger: Website, policies: BrokenPolicies) -> None:
    stranger.pages["/page"] = Page("<!doctype html><script>1</script>", headers=HEADERS)
    member.open(f"{stranger.address}/page")
    report = reported(member, policies)
    assert report.startswith(f"{stranger.address}/page: ")
    assert "script-src" in report
