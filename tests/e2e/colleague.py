"""Somebody of a company at their own browser, as they come to its server and look around there."""

from __future__ import annotations

import re

from e2e.document import Tab
from e2e.sheet import Sheet

PASSWORD = "correct horse battery"
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Colleague:
    def __init__(self, tab: Tab, server: str) -> None:
        """`server`: its address."""
        self._tab, self._server = tab, server

    def open(self, path: str) -> Sheet:
        self._tab.open(self._server + path)
        return Sheet(self._tab)

    def status_of(self, path: str) -> int:
        """With which the server answers for a page."""
        status: int = self.open(path).evaluate(STATUS)
        return status

    def make_team(self, name: str) -> str:
        """The new team's id."""
        page = self.open("/people")
        page.fill("[name=team_name]", name)
        page.click("form[action='/people/teams'] button")
        page.wait_for("#ways")
        return page.url.split("/")[4]

    def invite(self, name: str, kind: str = "member", team_id: str = "") -> str:
        """The path of the link; `kind` is the word of the form."""
        page = self.open("/people")
        for field, value in {"#invited": name, "#kind": kind, "#to": team_id}.items():
            page.fill(field, value)
        page.click("form[action='/invitations'] button")
        page.wait_for("#address")
        address: str = page.evaluate("document.querySelector('#address').value")
        return address.removeprefix(self._server)

    def join(self, link: str) -> None:
        """Under the name for which the invitation was made."""
        page = self.open(link)
        for field in ("new", "again"):
            page.fill(f"[name={field}]", PASSWORD)
        page.click("form:has([name=again]) button")
        page.wait_for("form[action='/sign-out']")

    def agree(self, team_id: str) -> None:
        """To what the page says that the team's lead will see."""
        page = self.open(f"/consent/{team_id}")
        page.click(".decision button")
        page.wait_for("[role=status]")

    def withdraw(self, team_id: str) -> None:
        page = self.open(f"/consent/{team_id}")
        page.click("form[action$='/withdraw'] button")
        page.wait_for("[role=status]")

    def write_note(self, text: str) -> str:
        """The note's id."""
        page = self.open("/notes")
        page.fill("form[action='/notes'] [name=day]", "2026-03-05")
        page.fill("form[action='/notes'] [name=text]", text)
        page.click("form[action='/notes'] button")
        page.wait_for("a[href^='/notes/']")
        return self._first_id("/notes")

    def newest_capture(self) -> str:
        """Its id."""
        self.open("/captures")
        return self._first_id("/captures")

    def _first_id(self, page: str) -> str:
        paths: list[str] = Sheet(self._tab).evaluate("[...document.links].map((link) => link.pathname)")
        return next(found[1] for path in paths if (found := re.fullmatch(f"{page}/({ID})", path)))
