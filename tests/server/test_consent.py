"""A lead sees what a member agreed to, from then on and until they withdraw it: asked anew at every look."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import submit, text
from ssi_server.people import audit, memberships, teams
from ssi_server.people.audit import Action
from ssi_server.storage import Database
from teamwork import invited, joined, person_number, team_made

WORDS = {
    1: "They will see your total and the four pillars, now and in the past your ranks in your industry and your network"
    " the dates of your captures your name here They will never see the pages that you capture your notes, goals and"
    " choices your devices and browsers Each day on which somebody looks at your figures is written down, and you can"
    " read it. You can withdraw your consent at any time: from that moment on nobody else sees anything of yours.",
}
"""By version. Who agreed to one has not agreed to another: new words are a new version, beside those before."""
FORGOTTEN = 1_000_000
"""The number of nobody any more."""


@pytest.fixture
def team(dashboard: FlaskClient) -> str:
    return team_made(dashboard)


@pytest.fixture
def ann(app: Flask, dashboard: FlaskClient, team: str) -> FlaskClient:
    """A member who has said nothing yet."""
    return joined(app, invited(dashboard, team=team), "Ann")


def seen(database: Database, team: str) -> list[int]:
    with database.read() as session:
        return list(session.scalars(memberships.agreed(team)))


def test_the_words_are_those_of_their_version(ann: FlaskClient, team: str) -> None:
    assert WORDS[memberships.WORDING] in text(ann.get(f"/consent/{team}"))


def test_nobody_is_seen_who_has_not_agreed(ann: FlaskClient, team: str, database: Database) -> None:
    assert seen(database, team) == []


def test_agreed_seen_withdrawn_not_seen(
    ann: FlaskClient, dashboard: FlaskClient, team: str, database: Database
) -> None:
    number = person_number(dashboard, "Ann")
    for path, expected in (
        (f"/consent/{team}", [number]),
        (f"/consent/{team}/withdraw", []),
        (f"/consent/{team}", [number]),
    ):
        assert submit(ann, path, {}).status_code == 303
        assert seen(database, team) == expected


@pytest.mark.parametrize("way", ["/team/{team}/leave", "/teams/{team}/members/{ann}/remove", "/people/{ann}/leave"])
def test_whoever_leaves_is_not_seen(
    ann: FlaskClient, dashboard: FlaskClient, team: str, database: Database, way: str
) -> None:
    submit(ann, f"/consent/{team}", {})
    number = person_number(dashboard, "Ann")
    assert seen(database, team) == [number]
    who = ann if way.startswith("/team/") else dashboard
    assert submit(who, way.format(team=team, ann=number), {}).status_code == 303
    assert seen(database, team) == []


def test_who_comes_back_is_asked_again(ann: FlaskClient, dashboard: FlaskClient, team: str, database: Database) -> None:
    submit(ann, f"/consent/{team}", {})
    submit(ann, f"/team/{team}/leave", {})
    submit(dashboard, f"/teams/{team}/members", {"person": str(person_number(dashboard, "Ann"))})
    assert seen(database, team) == []


def test_other_words_are_agreed_to_anew(
    ann: FlaskClient, team: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(ann, f"/consent/{team}", {})
    monkeypatch.setattr(memberships, "WORDING", memberships.WORDING + 1)
    assert seen(database, team) == []
    assert "I agree" in text(ann.get(f"/consent/{team}"))


def test_who_is_to_be_compared_is_asked_anew(
    ann: FlaskClient, dashboard: FlaskClient, team: str, database: Database
) -> None:
    settings = f"/teams/{team}/settings"
    submit(ann, f"/consent/{team}", {})
    for form, is_seen in (({"floor": "70"}, True), ({"ranking": "on"}, False)):
        submit(dashboard, settings, {"name": "North", "floor": "65"} | form, on=settings)
        assert bool(seen(database, team)) == is_seen
    assert "also see how they compare" in text(ann.get(f"/consent/{team}"))
    submit(ann, f"/consent/{team}", {})
    submit(dashboard, settings, {"name": "North", "floor": "60", "ranking": "on"}, on=settings)
    assert seen(database, team) == [person_number(dashboard, "Ann")]


def test_a_look_is_kept_once_a_day_for_each_who_looks(
    ann: FlaskClient, dashboard: FlaskClient, team: str, database: Database, person_id: int
) -> None:
    number = person_number(dashboard, "Ann")
    for _look in range(3):
        with database.write() as session:
            found = teams.find_team(session, team)
            assert found
            audit.note_views(session, person_id, found, [number, person_id, FORGOTTEN])
    with database.read() as session:
        looks = [
            (whose, entry.by, entry.about)
            for whose in (number, person_id)
            for entry in audit.of_person(session, whose)[0]
            if entry.action is Action.FIGURES_VIEWED
        ]
    assert looks == [(number, "Me", {"team": "North"})]
    assert "figures looked at" in text(ann.get("/audit"))
    assert "figures looked at" not in text(dashboard.get("/people/log"))
