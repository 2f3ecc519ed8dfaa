"""How people come together on the dashboard: invited, joined, agreed."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from pages import submit

PASSWORD = "correct horse battery"


def team_made(owner: FlaskClient, name: str = "North") -> str:
    """The id of a new team."""
    made = submit(owner, "/people/teams", {"team_name": name}, on="/people")
    assert made.status_code == 303, made.text
    return str(made.location.split("/")[2])


def invited(inviter: FlaskClient, on: str = "/team/leaving", **form: str) -> str:
    """Where the link of a new invitation leads."""
    page = submit(inviter, "/invitations", form, on=on)
    assert page.status_code == 200, page.text
    found = re.search(r'id="address" type="text" value="([^"]+)"', page.text)
    assert found
    return urlsplit(html.unescape(found[1])).path


def joined(app: Flask, link: str, name: str) -> FlaskClient:
    """The browser of somebody who has come with the link."""
    browser = app.test_client()
    answer = submit(browser, link, {"name": name, "new": PASSWORD, "again": PASSWORD}, on=link)
    assert answer.status_code == 303, answer.text
    return browser


def person_number(owner: FlaskClient, name: str) -> int:
    """The number of somebody who is here, as the owner's page names it."""
    row = next(each for each in owner.get("/people").text.split("<tr>") if f"<bdi>{name}</bdi>" in each)
    found = re.search(r"/people/(\d+)/", row)
    assert found
    return int(found[1])
