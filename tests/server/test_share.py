"""The picture to share shows the latest figures, names nobody, and needs nothing but itself."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from made_history import keep, reading
from pages import text
from ssi_parser import Group
from ssi_server.storage import Database

AT = dt.datetime(2026, 3, 5, 9, 30, tzinfo=dt.UTC)
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str | None]:
    return [each.text for each in ElementTree.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314  # our own


@pytest.fixture
def kept_reading(database: Database, person_id: int) -> None:
    with database.write() as session:
        keep(session, person_id, AT, reading(industry=Group("Banking & Sons", 31, 75, 0)))
        keep(session, person_id, AT + dt.timedelta(days=1), reading(total=99, suspect=True))


@pytest.mark.usefixtures("kept_reading")
def test_the_picture_shows_the_latest_figures_without_doubts(dashboard: FlaskClient) -> None:
    answer = dashboard.get("/share.svg")
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    words = texts(answer.text)
    assert words[:4] == ["Social Selling Index", "5 March 2026", "20", "of 100"]
    assert words[4:6] == ["Establish your professional brand", "13.118"]
    assert words[-1] == "Industry: top 75% · Network: top 81%"


@pytest.mark.usefixtures("kept_reading")
def test_the_picture_names_neither_person_nor_industry_and_refers_to_nothing(dashboard: FlaskClient) -> None:
    picture = dashboard.get("/share.svg").text
    for word in ("Banking", "Me<", "href", "url(", "<style", "style=", "<script", "<image", "@import"):
        assert word not in picture
    assert picture.count("http") == 1  # the name of the format


def test_what_is_unknown_is_a_dash(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    with database.write() as session:
        keep(session, person_id, AT, reading(total=None, industry=Group(), network=Group()))
    words = texts(dashboard.get("/share.svg").text)
    assert words[2] == "–"
    assert words[-1] is None


@pytest.mark.usefixtures("kept_reading")
def test_the_page_says_in_words_what_the_picture_shows(dashboard: FlaskClient) -> None:
    page = dashboard.get("/share").text
    assert 'alt="Social Selling Index 20 of 100. Establish your professional brand: 13.118 of 25.' in page
    assert 'download="ssi-2026-03-05.svg"' in page
    assert 'id="as-png" data-file="ssi-2026-03-05.png" hidden' in page


def test_before_the_first_capture_there_is_no_picture(dashboard: FlaskClient) -> None:
    assert dashboard.get("/share.svg").status_code == 404
    assert "There is nothing to show yet" in text(dashboard.get("/share"))


@pytest.mark.usefixtures("kept_reading")
def test_nobody_else_sees_it(neighbour: FlaskClient) -> None:
    assert neighbour.get("/share.svg").status_code == 404
