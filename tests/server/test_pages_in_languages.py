"""Every page, in each language: nothing that people read on it is what the English page says."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

import catalogues
from crawled import asked, crawl
from engines import on_sqlite
from left_in_english import english_left
from pages import submit
from server_parts import Api, Browser, answer_on_page, capture_body, scored
from ssi_server.clock import now
from ssi_server.web.pairing import WRONG_CODES

pytestmark = on_sqlite
"""Whatever keeps the history: a page says the same."""

IN_EACH = pytest.mark.parametrize("language", catalogues.TRANSLATED)


@pytest.fixture
def history(api: Api, dashboard: FlaskClient, browser: Browser) -> FlaskClient:
    """The browser of somebody with everything: captures of every kind, notes, goals, averages, a paired device."""
    today = now().replace(microsecond=0)
    for age in (120, 64, 50, 36, 22, 15, 8):
        body = {"captured_at": (today - dt.timedelta(days=age)).isoformat(), "html": scored(13 - age / 100, 3, 9, 20.5)}
        assert api.send(capture_body(**body)).status_code == 201
    for age, fixture in ((6, "embedded-json-team"), (5, "english-tables"), (4, "cut-short"), (3, "disagreement")):
        body = capture_body(fixture, captured_at=(today - dt.timedelta(days=age)).isoformat())
        assert api.send(body).status_code == 201
    assert api.send(capture_body("redesign", captured_at=today.isoformat())).status_code == 422
    day, later = f"{today - dt.timedelta(days=30):%Y-%m-%d}", f"{today + dt.timedelta(days=90):%Y-%m-%d}"
    figures = {"day": day, "total": "41", "industry.name": "Banking", "industry.rank": "9"}
    submit(dashboard, "/captures/new", figures, on="/captures/new")
    for form in ({"text": "Zażółć <b>gęślą</b>", "pillar": ""}, {"text": "Zażółć <b>gęślą</b>", "pillar": "brand"}):
        submit(dashboard, "/notes", form | {"day": day})
    submit(dashboard, "/notes/actions", {"action": "publish_post", "day": day})
    goals = {f"target.{figure}": "21" for figure in ("brand", "people", "insights", "relationships")}
    submit(dashboard, "/goals", goals | {"target.total": "70", "by.total": later, "target.floor": "30", "rhythm": "7"})
    averages = {"shown": ["spain_2017", "european_union_2017"], "label.0": "Nobody Ltd, 2025", "average.0": "44"}
    submit(dashboard, "/goals/references", averages)
    browser.ask(device_name="Firefox 9")
    answer_on_page(dashboard, browser.user_code, "allow")
    browser.poll()
    return dashboard


def test_no_page_that_the_dashboard_leads_to_is_left_in_english(history: FlaskClient) -> None:
    found = crawl(history)
    assert {urlsplit(address).path for address, _language in found} >= {
        "/",
        "/captures",
        "/captures/new",
        "/notes",
        "/goals",
        "/devices",
        "/report",
        "/share",
        "/share.svg",
    }
    assert {place: left for place, left in found.items() if left} == {}


def test_nor_is_any_page_before_the_first_capture(dashboard: FlaskClient) -> None:
    assert {place: left for place, left in crawl(dashboard).items() if left} == {}


@IN_EACH
def test_nor_is_what_a_form_says_that_was_not_taken(history: FlaskClient, language: str) -> None:
    wrong = {
        "/captures/new": {
            "day": "1999-01-01",
            "time": "noon",
            "total": "x",
            "pillars.brand": "26",
            "network.rank": "0",
        },
        "/notes": {"day": "yesterday", "text": "\x07"},
        "/notes/actions": {"day": "", "action": "publish_post"},
        "/goals": {"target.total": "0.5", "target.brand": "0", "by.people": "2027-01-01", "rhythm": ""},
        "/goals/references": {"label.0": "x" * 99, "average.0": "1", "label.1": "Nobody Ltd, 2025", "average.2": "3"},
    }
    for address, form in wrong.items():
        token = {"csrf_token": re.findall(r'csrf_token" value="([^"]+)', history.get("/devices").text)[0]}
        english, translated = (history.post(address, data=token | form, headers=asked(tag)) for tag in ("en", language))
        assert (english.status_code, translated.status_code) == (422, 422), address
        assert english_left(english, translated, language) == set(), address


@IN_EACH
def test_nor_is_what_is_said_when_something_was_done(history: FlaskClient, language: str) -> None:
    capture, note = (
        re.findall(rf'href="/{kind}/([0-9a-f-]{{36}})"', history.get(f"/{kind}").text)[1]
        for kind in ("captures", "notes")
    )
    done = [
        (f"/captures/{capture}/delete", {}),
        (f"/captures/{capture}/undo", {}),
        (f"/captures/{capture}/reread", {}),
        ("/notes", {"day": "2026-01-05", "text": "Zażółć <b>gęślą</b>"}),
        ("/notes/actions", {"day": "2026-01-05", "action": "publish_post"}),
        ("/notes/actions", {"day": "2026-01-05", "action": "publish_post"}),
        (f"/notes/{note}", {"day": "2026-01-05", "text": "Zażółć <b>gęślą</b>"}),
        (f"/notes/{note}/delete", {}),
        ("/goals", {"rhythm": "7"}),
        ("/goals/references", {}),
        ("/goals/language", {"language": ""}),
    ]
    for address, form in done:
        token = {"csrf_token": re.findall(r'csrf_token" value="([^"]+)', history.get("/devices").text)[0]}
        answer = history.post(address, data=token | form, headers=asked(language))
        assert answer.status_code == 303, (address, answer.text)
        translated = history.get(answer.location, headers=asked(language))
        english = history.get(answer.location, headers=asked("en"))
        assert english_left(english, translated, language) == set(), address


@IN_EACH
def test_nor_are_signing_in_and_pairing(
    client: FlaskClient, dashboard: FlaskClient, asking: Browser, language: str
) -> None:
    pages = [(client, "/"), (dashboard, "/pair"), (dashboard, f"/pair?user_code={asking.user_code}")]
    pages += [(dashboard, path) for path in ("/pair/connected", "/pair/denied")]
    pages += [(dashboard, "/pair?user_code=BBBBBBBB")] * (WRONG_CODES.times // 2 + 1)
    for browser, address in pages:
        english, translated = (browser.get(address, headers=asked(tag)) for tag in ("en", language))
        assert english_left(english, translated, language) - {"Chromium <on> Linux", asking.user_code} == set(), address
