"""An invitation is a link that works once, for seven days, and makes a person with a name and a password."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import followed, submit, text, wrong
from server_parts import link_for, rows
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.storage import Database
from teamwork import PASSWORD, invited, joined, person_number, team_made

ANN = {"name": "Ann", "new": PASSWORD, "again": PASSWORD}


def test_who_joins_signs_in_with_name_and_password_from_then_on(app: Flask, dashboard: FlaskClient) -> None:
    ann = joined(app, invited(dashboard), "Ann")
    assert ann.get("/").status_code == 200
    again = app.test_client()
    answer = submit(again, "/sign-in", {"name": "Ann", "password": PASSWORD}, on="/sign-in")
    assert answer.status_code == 303
    assert ann.get("/people").status_code == 403


def test_a_team_leads_to_what_its_lead_will_see(app: Flask, dashboard: FlaskClient) -> None:
    link = invited(dashboard, team=team_made(dashboard))
    newcomer = app.test_client()
    assert "Join North" in text(newcomer.get(link))
    assert "They will never see" in followed(newcomer, submit(newcomer, link, ANN, on=link))
    assert "you have not agreed" in text(newcomer.get("/team"))


def test_it_works_once(app: Flask, dashboard: FlaskClient, settings: Settings) -> None:
    link = invited(dashboard)
    late = app.test_client()
    page = late.get(link)
    assert page.status_code == 200
    token = page.text.split('csrf_token" value="')[1].split('"')[0]
    joined(app, link, "Ann")
    assert late.post(link, data=ANN | {"name": "Bob", "csrf_token": token}).status_code == 404
    assert late.get(link).status_code == 404
    assert rows(settings, "SELECT name FROM people ORDER BY id") == [("Me",), ("Ann",)]


def test_looking_uses_nothing_up(app: Flask, dashboard: FlaskClient) -> None:
    link = invited(dashboard)
    assert [app.test_client().open(link, method=method).status_code for method in ("GET", "HEAD", "GET")] == [200] * 3
    joined(app, link, "Ann")


def test_it_ends_after_seven_days(app: Flask, dashboard: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    link = invited(dashboard)
    for days, status in ((6.99, 200), (7.01, 404)):
        at = now() + dt.timedelta(days=days)
        monkeypatch.setattr("ssi_server.people.invitations.now", lambda at=at: at)
        assert app.test_client().get(link).status_code == status


def test_withdrawn_it_opens_nothing(app: Flask, dashboard: FlaskClient) -> None:
    link = invited(dashboard, name="Ann")
    page = dashboard.get("/people").text
    withdrawal = page.split('action="/invitations/')[1].split('"')[0]
    submit(dashboard, f"/invitations/{withdrawal}", {})
    assert app.test_client().get(link).status_code == 404


def test_nobody_is_called_like_somebody_else(app: Flask, dashboard: FlaskClient) -> None:
    link = invited(dashboard)
    taken = submit(app.test_client(), link, ANN | {"name": " Me "}, on=link)
    assert set(wrong(taken)) == {"name"}
    joined(app, link, "Ann")


@pytest.mark.parametrize(
    ("form", "fields"),
    [({"name": ""}, {"name"}), ({"new": "short", "again": "short"}, {"new"}), ({"again": "another one"}, {"again"})],
)
def test_what_is_wrong_is_said_and_keeps_the_link(
    app: Flask, dashboard: FlaskClient, form: dict[str, str], fields: set[str]
) -> None:
    link = invited(dashboard)
    assert set(wrong(submit(app.test_client(), link, ANN | form, on=link))) == fields
    joined(app, link, "Ann")


def test_whoever_is_signed_in_comes_as_they_are(
    dashboard: FlaskClient, neighbour: FlaskClient, settings: Settings
) -> None:
    link = invited(dashboard, team=team_made(dashboard), kind="lead")
    assert "Join as Neighbour" in text(neighbour.get(link))
    submit(neighbour, f"{link}/as-you-are", {}, on=link)
    assert rows(settings, "SELECT count(*) FROM people") == [(2,)]
    assert "You lead it" in text(neighbour.get("/team"))


def test_an_owner_is_made_by_an_owner_only(app: Flask, dashboard: FlaskClient) -> None:
    team = team_made(dashboard)
    lead = joined(app, invited(dashboard, team=team, kind="lead"), "Lead")
    for kind in ("owner", "lead"):
        assert submit(lead, "/invitations", {"kind": kind, "team": team}).status_code == 403
    other = joined(app, invited(dashboard, kind="owner"), "Second")
    assert other.get("/people").status_code == 200


def test_a_page_of_another_site_leads_on_by_one_step(app: Flask, dashboard: FlaskClient) -> None:
    """Only then does the browser send the cookie that says who is signed in."""
    link = invited(dashboard)
    assert 'http-equiv="refresh"' in app.test_client().get(link, headers={"Sec-Fetch-Site": "cross-site"}).text


def test_the_last_owner_stays_one(app: Flask, dashboard: FlaskClient, person_id: int) -> None:
    refusal = submit(dashboard, f"/people/{person_id}/role", {"role": "member"})
    assert "make somebody else an owner first" in text(dashboard.get(refusal.location))
    assert dashboard.get("/people").status_code == 200
    joined(app, invited(dashboard, kind="owner"), "Second")
    submit(dashboard, f"/people/{person_id}/role", {"role": "member"})
    assert dashboard.get("/people").status_code == 403


def test_who_is_let_in_no_more_is_let_in_by_nothing(app: Flask, dashboard: FlaskClient, database: Database) -> None:
    ann = joined(app, invited(dashboard), "Ann")
    number = person_number(dashboard, "Ann")
    waiting = link_for(database, number)
    assert ann.get("/").status_code == 200
    submit(dashboard, f"/people/{number}/leave", {})
    assert ann.get("/").status_code == 401
    late = link_for(database, number)
    assert [app.test_client().get(link).status_code for link in (waiting, late)] == [401, 401]
    form = {"name": "Ann", "password": PASSWORD}
    with app.test_client() as browser:
        app.config["WTF_CSRF_ENABLED"] = False
        assert browser.post("/sign-in", data=form).status_code == 401


def test_somebody_alone_notices_nothing_of_it(dashboard: FlaskClient) -> None:
    assert 'href="/team"' not in dashboard.get("/").text
    team_made(dashboard)
    assert 'href="/team"' in dashboard.get("/").text
