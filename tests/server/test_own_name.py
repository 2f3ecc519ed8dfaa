"""What somebody is called here is theirs to choose, as long as nobody else is called that."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import submit, text
from passwords_of_members import try_to_sign_in
from teamwork import PASSWORD, invited, joined


def called(browser: FlaskClient, name: str) -> int:
    return submit(browser, "/team/name", {"name": name}, on="/team").status_code


def test_others_see_it_and_one_signs_in_with_it(app: Flask, dashboard: FlaskClient) -> None:
    link = invited(dashboard)
    assert "Me invites you." in text(app.test_client().get(link))
    assert called(dashboard, " Olga O'Nym ") == 303
    assert "Olga O'Nym invites you." in text(app.test_client().get(link))
    ann = joined(app, link, "Ann")
    assert called(ann, "Hanna") == 303
    assert try_to_sign_in(app.test_client(), PASSWORD, "Ann").status_code == 401
    assert try_to_sign_in(app.test_client(), PASSWORD, "Hanna").status_code == 303


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ann", "called that already"),
        ("", "Choose a name"),
        ("x" * 101, "100"),
        ("An\x07n", "no letters"),
        ("An\nn", "one line"),
    ],
)
def test_another_is_refused_and_nothing_changed(app: Flask, dashboard: FlaskClient, name: str, words: str) -> None:
    joined(app, invited(dashboard), "Ann")
    refused = submit(dashboard, "/team/name", {"name": name}, on="/team")
    assert refused.status_code == 422
    assert words in text(refused)
    assert 'value="Me"' in dashboard.get("/team").text


def test_ones_own_may_be_kept(dashboard: FlaskClient) -> None:
    assert called(dashboard, "Me") == 303
