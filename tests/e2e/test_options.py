"""“Test the connection” on the options page names what stands in the way."""

from e2e.member import Member
from e2e.service import MemberService, free_port
from e2e.website import Website

UNKNOWN_TOKEN = "ssi_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def test_the_connection_test_names_the_cause(
    member: Member, service: MemberService, token: str, stranger: Website
) -> None:
    stranger.serve("/api/hello", "<h1>Welcome to my router</h1>")
    causes = {
        "No server answers": (f"http://127.0.0.1:{free_port()}", token),
        "not SSI History": (stranger.address, token),
        "does not know this token": (service.address, UNKNOWN_TOKEN),
        "could not prove": (service.address, token[:-4] + "AAAA"),
        "Connected to SSI History": (f" {service.address}/ ", f" {token} "),
    }
    with member.options() as page:
        page.click("#by-hand summary")
        for words, (address, token) in causes.items():
            page.fill("#server", address)
            page.fill("#token", token)
            page.click("#test")
            page.wait_for_text("#status", words)
