"""Whoever leaves takes their history with them, or has it go away; the installation always has an owner."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from pages import followed, submit, text, wrong
from server_parts import rows
from ssi_server.config import Settings
from teamwork import invited, joined, team_made
from upkept import run


def test_it_goes_with_them_and_away(app: Flask, dashboard: FlaskClient, settings: Settings) -> None:
    ann = joined(app, invited(dashboard, team=team_made(dashboard)), "Ann")
    submit(ann, "/notes", {"day": "2026-03-05", "text": "Wrote"})
    assert 'href="/data/export.json"' in ann.get("/team/leaving").text
    assert "Wrote" in ann.get("/data/export.json").text
    assert set(wrong(submit(ann, "/team/leaving", {"name": "Bob"}))) == {"name"}
    assert "You have left" in text(submit(ann, "/team/leaving", {"name": "Ann"}))
    assert ann.get("/").status_code == 401
    for table in ("notes", "memberships", "invitations"):
        assert rows(settings, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert rows(settings, "SELECT name FROM people") == [("Me",)]


def test_the_owner_is_told_to_finish_it(app: Flask, dashboard: FlaskClient, settings: Settings) -> None:
    ann = joined(app, invited(dashboard), "Ann")
    assert "Somebody has left with everything" not in text(dashboard.get("/people"))
    submit(ann, "/team/leaving", {"name": "Ann"})
    assert "Somebody has left with everything" in text(dashboard.get("/people"))
    assert "somebody was forgotten" in text(dashboard.get("/people/log"))
    done = run(settings, "forget")
    assert done.exit_code == 0, done.output
    assert "Somebody has left with everything" not in text(dashboard.get("/people"))


def test_there_is_nothing_to_finish_where_nothing_was_begun(dashboard: FlaskClient, settings: Settings) -> None:
    said = run(settings, "forget")
    assert (said.exit_code, "Say whom to forget" in said.stderr) == (1, True)


def test_the_only_owner_stays(app: Flask, dashboard: FlaskClient) -> None:
    joined(app, invited(dashboard), "Ann")
    refusal = submit(dashboard, "/team/leaving", {"name": "Me"})
    assert "make somebody else an owner first" in followed(dashboard, refusal)
    assert dashboard.get("/").status_code == 200


def test_who_is_alone_is_told_the_command(dashboard: FlaskClient) -> None:
    assert "forget Me" in text(dashboard.get("/team/leaving"))
