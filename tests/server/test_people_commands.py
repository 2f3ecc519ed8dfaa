"""Persons, teams and invitations, for whoever runs the server."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask

from server_parts import rows
from ssi_server.config import Settings
from teamwork import joined
from upkept import run


def said(settings: Settings, *words: str) -> str:
    done = run(settings, *words)
    assert done.exit_code == 0, done.output
    return str(done.stdout)


def refused(settings: Settings, *words: str) -> str:
    done = run(settings, *words)
    assert done.exit_code == 1, done.output
    return str(done.stderr)


def test_persons(settings: Settings) -> None:
    """On a server that was never started, too: the first person owns it."""
    assert said(settings, "person", "add", "Ann") == "Added Ann, member.\n"
    assert "called Ann already" in refused(settings, "person", "add", "Ann")
    assert "on one line" in refused(settings, "person", "add", "An\nn")
    assert [line.split() for line in said(settings, "person", "list").splitlines()] == [
        ["1", "Me", "owner"],
        ["2", "Ann", "member"],
    ]
    assert said(settings, "person", "role", "Ann", "owner") == "Ann: owner.\n"
    assert said(settings, "person", "role", "Me", "member") == "Me: member.\n"
    assert "make another owner first" in refused(settings, "person", "role", "Ann", "member")


def test_teams_and_an_invitation_that_works(app: Flask, settings: Settings) -> None:
    assert said(settings, "team", "add", "North", "--floor", "70") == "Made North; floor 70.\n"
    assert "called North already" in refused(settings, "team", "add", "North")
    link = said(settings, "invite", "--team", "North", "--lead", "--for", "Ann").strip()
    assert link.startswith("http://127.0.0.1:8712/join/")
    joined(app, urlsplit(link).path, "Ann")
    [line] = said(settings, "team", "list").splitlines()
    assert line.split() == "North floor 70 1 members, 0 agree led by Ann".split()
    assert "North (lead)" in said(settings, "person", "list")
    assert rows(settings, "SELECT invited_by, name FROM invitations") == [(None, "Ann")]


def test_what_cannot_be_invited_to(settings: Settings) -> None:
    assert "no team 'South'" in refused(settings, "invite", "--team", "South")
    assert "Say which team" in refused(settings, "invite", "--lead")
