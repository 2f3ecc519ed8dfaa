"""Whom a lead sees, that it is written down, and what those see who are compared."""

from __future__ import annotations

import pytest
from flask import Flask

from boards import AT, Board, told
from charted import words
from pages import queries, submit, text
from ssi_server.models import Team
from ssi_server.people import audit, memberships, teams
from ssi_server.people.audit import Action
from ssi_server.people.teams import Ways
from ssi_server.storage import Database


@pytest.fixture
def board(app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr("ssi_server.web.board.now", lambda: AT)
    return Board(app, database, Ways("North"))


def looks_at(board: Board, person_id: int) -> list[str | None]:
    """Who looked at this person's figures."""
    with board.database.read() as session:
        entries, _older = audit.of_person(session, person_id)
    return [entry.by for entry in entries if entry.action is Action.FIGURES_VIEWED]


def compare(board: Board, *agreeing: int) -> None:
    """Switches the ranking on; these agree to that as well."""
    with board.database.write() as session:
        team = session.get_one(Team, board.team_id)
        teams.change(session, team, Ways("North", ranking=True), board.lead_id)
        for person_id in agreeing:
            memberships.agree(session, person_id, team)


def test_who_withdraws_is_gone_at_the_next_look(board: Board) -> None:
    ann_id = board.joins("Ann", told(40, 50), told(1, 71))
    board.joins("Bob", told(1, 60))
    ann = board.browser_of(ann_id)
    around = "?day=2026-02-01&days=40"
    assert "Ann" in board.page(around)
    assert submit(ann, f"/consent/{board.team_id}/withdraw", {}).status_code == 303
    page = board.page(around)
    assert "Ann" not in page
    assert ">71<" not in page
    assert "1 member has agreed to be seen. 2 have not" in words(page)
    assert board.names() == ["Bob"]


def test_nobody_is_seen_in_another_team(app: Flask, database: Database, board: Board) -> None:
    ann_id = board.joins("Ann", told(1, 71))
    with database.write() as session:
        south = teams.add_team(session, Ways("South"), board.owner_id, None)
        memberships.join(session, ann_id, south, None)
        memberships.join(session, board.lead_id, south, None, is_lead=True)
        south_id = south.id
    assert "Ann" in board.page()
    page = board.lead.get(f"/teams/{south_id}")
    assert "Ann" not in page.text
    assert "There is nothing to show before somebody has agreed." in text(page)


@pytest.mark.parametrize("path", ["", "/board.csv"])
def test_each_look_is_written_down_for_who_was_seen(board: Board, path: str) -> None:
    ann_id, bob_id = board.joins("Ann", told(1, 71)), board.joins("Bob", told(1, 60), agrees=False)
    assert looks_at(board, ann_id) == []
    assert board.lead.get(f"{board.path}{path}").status_code == 200
    assert (looks_at(board, ann_id), looks_at(board, bob_id)) == (["Lea"], [])


def test_who_may_not_look_is_not_written_down_either(board: Board) -> None:
    ann_id, bob_id = board.joins("Ann", told(1, 71)), board.joins("Bob", told(1, 60))
    assert board.browser_of(bob_id).get(board.path).status_code == 403
    assert board.browser_of(board.owner_id).get(f"{board.path}/board.csv").status_code == 403
    assert looks_at(board, ann_id) == []


def test_a_board_takes_as_many_queries_for_fifty_as_for_five(app: Flask, board: Board) -> None:
    addresses = [f"{board.path}?range=all&day=2026-02-13", f"{board.path}/board.csv"]
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for number in range(first, last):
            board.joins(f"Member {number}", told(120, 40), told(40, 50), told(20, 55), told(number % 20, 60))
        counts.append([queries(app, board.lead, address) for address in addresses])
        assert len(board.names()) == last
    assert counts[0] == counts[1]


def test_nobody_is_compared_unless_the_team_has_it_so(board: Board) -> None:
    ann_id, bob_id = board.joins("Ann", told(1, 71)), board.joins("Bob", told(1, 60))
    ann = board.browser_of(ann_id)
    assert ann.get(f"{board.path}/ranking").status_code == 404
    assert "Ranking" not in text(ann.get("/team"))
    compare(board, ann_id)
    assert f"{board.path}/ranking" in ann.get("/team").text
    assert ann.get(f"{board.path}/ranking").status_code == 200
    assert board.browser_of(bob_id).get(f"{board.path}/ranking").status_code == 403


def test_the_ranking_shows_totals_and_names_of_who_agreed_to_it(board: Board) -> None:
    """Ann and Dea share the second place; the next one is the fourth."""
    totals = {"Ann": 60, "Bob": 71, "Cem": 50, "Dea": 60, "Fay": 99}
    people = {name: board.joins(name, told(9, 100 - total), told(1, total)) for name, total in totals.items()}
    people["Eve"] = board.joins("Eve", told(1, 98, suspect=True))
    compare(board, *(number for name, number in people.items() if name != "Fay"))
    page = board.browser_of(people["Ann"]).get(f"{board.path}/ranking")
    assert text(page).partition("Place Name Total ")[2].partition(" Back")[0] == (
        "1 Bob 71 2 Ann you 60 2 Dea 60 4 Cem 50 – no total is known Eve – no total is known"
    )
    assert looks_at(board, people["Bob"]) == ["Ann"]
    assert looks_at(board, people["Ann"]) == looks_at(board, people["Fay"]) == []


def test_the_way_to_the_board_is_its_leads(board: Board) -> None:
    link = f'href="{board.path}"'
    ann = board.browser_of(board.joins("Ann"))
    assert link in board.lead.get("/team").text
    assert link in board.lead.get(f"{board.path}/settings").text
    assert link not in ann.get("/team").text
    assert link not in board.browser_of(board.owner_id).get(f"{board.path}/settings").text
