"""What groups, invitations and earlier visits make of somebody whom the company's sign-in knows."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from openid.conftest import AppWith
from openid.lying import Lying
from pages import followed, submit, text
from server_parts import csrf_token, rows, signed_in
from ssi_server.config import Settings
from ssi_server.people import leaving, teams
from ssi_server.people.teams import Ways
from ssi_server.storage import Database
from teamwork import PASSWORD, invited, joined, person_number, team_made

PEOPLE = "SELECT name, role FROM people ORDER BY id"


def come(app: Flask, provider: Lying, status: int = 303, **claims: Any) -> FlaskClient:
    """The browser of somebody of whom the provider says this."""
    provider.claims = claims
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"))
    assert answer.status_code == status, answer.text
    assert browser.get("/").status_code == (200 if status == 303 else 401)
    return browser


def test_somebody_whom_no_group_lets_in_is_told_so(app: Flask, provider: Lying, settings: Settings) -> None:
    provider.claims = {"groups": ["others"]}
    browser = app.test_client()
    answer = provider.sign_in(browser, browser.get("/openid"))
    assert (answer.status_code, "Nobody has let you in here yet" in text(answer)) == (403, True)
    assert rows(settings, PEOPLE) == [("Me", "owner")]


@pytest.mark.parametrize("groups", [None, "staffing", {"staff": True}, [["staff"]], 7])
def test_what_is_no_group_lets_nobody_in(groups: Any, app: Flask, provider: Lying) -> None:
    come(app, provider, 403, groups=groups)


def test_the_same_subject_is_the_same_person(app: Flask, provider: Lying, settings: Settings) -> None:
    for name in ("Ann", "Ann Married"):
        ann = come(app, provider, sub="7", name=name, groups=["staff"])
    come(app, provider, sub="8", name="Bob", groups=["staff"])
    assert rows(settings, PEOPLE) == [("Me", "owner"), ("Ann", "member"), ("Bob", "member")]
    assert "with the company’s sign-in" in text(ann.get("/audit"))


def test_who_is_known_needs_no_group(app: Flask, provider: Lying, settings: Settings) -> None:
    come(app, provider, groups=["staff"])
    come(app, provider, groups=None)
    assert len(rows(settings, PEOPLE)) == 2


def test_the_same_subject_of_another_provider_is_somebody_else(
    app: Flask, provider: Lying, settings: Settings, database: Database
) -> None:
    come(app, provider, groups=["staff"])
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE identities SET issuer = 'https://id.example.org'")
    come(app, provider, groups=["staff"])
    assert [name for name, _ in rows(settings, PEOPLE)] == ["Me", "Ann", "Ann 2"]


def test_a_name_that_is_taken_or_none_is_made_one(app: Flask, provider: Lying, settings: Settings) -> None:
    for number, said in enumerate(
        [
            {"name": "Me"},
            {"name": "Me", "preferred_username": "me.too"},
            {"name": " \n", "email": "ann@example.org"},
            {"name": None},
            {"name": "A" * 300},
            {"name": "A\nB", "nickname": 7},
        ]
    ):
        come(app, provider, sub=str(number), groups=["staff"], **said)
    names = [name for name, _ in rows(settings, PEOPLE)]
    assert names == ["Me", "Me 2", "me.too", "ann@example.org", "Somebody", "Somebody 2", "Somebody 3"]


def test_a_group_makes_owners_and_takes_it_back(app: Flask, provider: Lying, settings: Settings) -> None:
    ann = come(app, provider, groups=["owners"])
    assert ann.get("/people").status_code == 200
    come(app, provider, groups=["staff"])
    assert ann.get("/people").status_code == 403
    come(app, provider, groups=["staff", "owners"])
    assert ann.get("/people").status_code == 200


def test_the_last_owner_stays_one(app: Flask, provider: Lying, settings: Settings, database: Database) -> None:
    come(app, provider, groups=["owners"])
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE people SET role = 'member' WHERE name = 'Me'")
    come(app, provider, groups=["staff"])
    assert rows(settings, PEOPLE) == [("Me", "member"), ("Ann", "owner")]


def test_roles_are_left_alone_where_no_group_gives_them(
    app_with: AppWith, provider: Lying, settings: Settings, database: Database
) -> None:
    app = app_with(members_group="staff")
    come(app, provider, groups=["staff"])
    with database.write() as session:
        session.connection().exec_driver_sql("UPDATE people SET role = 'owner'")
    come(app, provider, groups=["staff"])
    assert rows(settings, PEOPLE) == [("Me", "owner"), ("Ann", "owner")]


def test_a_team_takes_in_its_group_and_asks_for_consent(
    app_with: AppWith, provider: Lying, database: Database, settings: Settings, person_id: int
) -> None:
    app = app_with()
    with database.write() as session:
        teams.add_team(session, Ways("North", group_name="sales north"), person_id, None)
    ann = come(app, provider, groups=["sales north"])
    assert "you have not agreed" in text(ann.get("/team"))
    come(app, provider, groups=[])
    assert rows(settings, "SELECT count(*) FROM memberships") == [(1,)]


def test_groups_stand_where_the_settings_say(app_with: AppWith, provider: Lying) -> None:
    app = app_with(groups_claim="https://example.org/roles", members_group="staff")
    come(app, provider, 403, groups=["staff"])
    come(app, provider, **{"https://example.org/roles": "staff"})


def test_groups_are_asked_for_where_the_signed_word_has_none(app: Flask, provider: Lying, settings: Settings) -> None:
    provider.userinfo = {"sub": "7", "name": "Ann Told", "groups": ["staff"]}
    come(app, provider, name=None)
    assert rows(settings, PEOPLE)[1:] == [("Ann Told", "member")]


def test_an_invitation_lets_in_once(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    owner = signed_in(app, database, person_id)
    link = invited(owner, team=team_made(owner))
    ann, bob = app.test_client(), app.test_client()
    led = {browser: submit(browser, f"{link}/openid", {}, on=link) for browser in (ann, bob)}
    provider.claims = {"groups": None}
    answer = provider.sign_in(ann, led[ann])
    assert "They will never see" in followed(ann, answer)
    provider.claims = {"sub": "8", "name": "Bob"}
    assert provider.sign_in(bob, led[bob]).status_code == 403
    assert rows(settings, PEOPLE) == [("Me", "owner"), ("Ann", "member")]


def test_who_is_here_takes_an_invitation_as_they_are(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    come(app, provider, groups=["staff"])
    owner = signed_in(app, database, person_id)
    link = invited(owner, team=team_made(owner))
    again = app.test_client()
    answer = provider.sign_in(again, submit(again, f"{link}/openid", {}, on=link))
    assert answer.status_code == 303
    assert rows(settings, PEOPLE) == [("Me", "owner"), ("Ann", "member")]
    assert rows(settings, "SELECT count(*) FROM memberships") == [(1,)]


def test_an_invitation_that_is_over_leads_nowhere(
    app: Flask, provider: Lying, database: Database, person_id: int
) -> None:
    link = invited(signed_in(app, database, person_id))
    late = app.test_client()
    page = late.get(link)
    joined(app, link, "Ann")
    assert late.post(f"{link}/openid", data={"csrf_token": csrf_token(page)}).status_code == 404
    assert provider.asked == []


def test_whoever_left_is_not_let_in_by_a_group(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    ann = come(app, provider, groups=["staff"])
    owner = signed_in(app, database, person_id)
    with database.write() as session:
        leaving.leave(session, person_number(owner, "Ann"), person_id)
    assert ann.get("/").status_code == 401
    come(app, provider, 403, groups=["staff", "owners"])
    link = invited(owner)
    back = app.test_client()
    provider.claims = {"name": "Ann"}
    answer = provider.sign_in(back, submit(back, f"{link}/openid", {}, on=link))
    assert answer.status_code == 303
    assert rows(settings, "SELECT name, left_at IS NULL FROM people ORDER BY id")[1:] == [("Ann", 0), ("Ann 2", 1)]
    come(app, provider)


def test_an_account_is_linked_to_who_is_signed_in(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    browser = signed_in(app, database, person_id)
    led = submit(browser, "/openid/link", {})
    assert "you can sign in with your company’s account" in followed(browser, provider.sign_in(browser, led))
    come(app, provider)
    assert rows(settings, PEOPLE) == [("Me", "owner")]


def test_an_account_of_somebody_else_is_not_linked(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    come(app, provider, groups=["staff"])
    browser = signed_in(app, database, person_id)
    assert provider.sign_in(browser, submit(browser, "/openid/link", {})).status_code == 409
    assert rows(settings, "SELECT count(*) FROM identities") == [(1,)]


def test_an_account_is_not_linked_once_somebody_else_is_signed_in(
    app: Flask, provider: Lying, settings: Settings, database: Database, person_id: int
) -> None:
    browser = signed_in(app, database, person_id)
    led = submit(browser, "/openid/link", {})
    link = invited(browser)
    submit(browser, link, {"name": "Bob", "new": PASSWORD, "again": PASSWORD}, on=link)
    assert provider.sign_in(browser, led).status_code == 400
    assert rows(settings, "SELECT * FROM identities") == []
    assert joined(app, invited(signed_in(app, database, person_id)), "Carl").get("/").status_code == 200
