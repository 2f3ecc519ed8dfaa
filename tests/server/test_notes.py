"""Notes are written, changed and deleted on their page, and stay their writer's own."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages import ELSEWHERE, followed, queries, submit, text, wrong
from server_parts import Api, capture_body, rows
from ssi_parser.reading import PILLARS
from ssi_server.config import Settings
from ssi_server.journal import notes
from ssi_server.journal.actions import ACTIONS
from ssi_server.storage import Database

NOTE = {"day": "2026-03-05", "pillar": "insights", "text": "Wrote <three> comments"}


def kept(settings: Settings) -> list[tuple[str, str, str, str]]:
    return rows(settings, "SELECT day, pillar, text, action FROM notes ORDER BY day, created_at")


def only_id(settings: Settings) -> str:
    [(found,)] = rows(settings, "SELECT id FROM notes")
    return str(UUID(found))


def test_a_note_is_written_and_shown(dashboard: FlaskClient, settings: Settings) -> None:
    page = followed(dashboard, submit(dashboard, "/notes", NOTE))
    assert "Noted for 5 March 2026." in page
    assert "5 Mar 2026 Insights Wrote <three> comments" in page
    assert kept(settings) == [("2026-03-05", "insights", "Wrote <three> comments", None)]


def test_a_note_needs_no_pillar_and_keeps_its_lines(dashboard: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/notes", NOTE | {"pillar": "", "text": " One\r\ntwo 👩‍💻 "})
    assert kept(settings) == [("2026-03-05", None, "One\ntwo 👩‍💻", None)]
    assert "5 Mar 2026 All of it One two" in text(dashboard.get("/notes"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"day": ""}, "day", "Choose the day that the note is about."),
        ({"day": "5.3.2026"}, "day", "Write the date as year-month-day, like 2026-03-05."),
        ({"day": "2003-05-04"}, "day", "Choose a date from 5 May 2003 to 8 March 2026."),
        ({"day": "2026-03-09"}, "day", "Choose a date from 5 May 2003 to 8 March 2026."),
        ({"text": " \n "}, "text", "Write what you did, or what happened."),
        ({"text": "x" * 501}, "text", "Make it shorter: 500 letters at most."),
        ({"text": "a\0b"}, "text", "Take out the characters that are no letters: they cannot be shown."),
        ({"text": "a\x1b[31m"}, "text", "Take out the characters that are no letters: they cannot be shown."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    dashboard: FlaskClient,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, str],
    field: str,
    words: str,
) -> None:
    monkeypatch.setattr("ssi_server.web.notes.now", lambda: dt.datetime(2026, 3, 7, 23, 30, tzinfo=dt.UTC))
    page = submit(dashboard, "/notes", NOTE | changes)
    assert wrong(page) == {field: words}
    assert "one field needs another look" in page.text
    assert '<option value="insights" selected>' in page.text
    assert kept(settings) == []


def test_a_pillar_that_no_form_sends_is_refused(dashboard: FlaskClient, settings: Settings) -> None:
    assert submit(dashboard, "/notes", NOTE | {"pillar": "shoes"}).status_code == 400
    assert kept(settings) == []


def test_a_usual_action_is_one_click_and_once_a_day(dashboard: FlaskClient, settings: Settings) -> None:
    click = {"day": "2026-03-05", "action": "publish_post"}
    assert "Noted for 5 March 2026: Published a post." in followed(
        dashboard, submit(dashboard, "/notes/actions", click)
    )
    assert "Noted for 5 March 2026 already" in followed(dashboard, submit(dashboard, "/notes/actions", click))
    submit(dashboard, "/notes/actions", click | {"day": "2026-03-06"})
    assert kept(settings) == [("2026-03-05", "brand", "", "publish_post"), ("2026-03-06", "brand", "", "publish_post")]
    assert submit(dashboard, "/notes/actions", {"day": "2026-03-05", "action": "shoes"}).status_code == 400
    page = submit(dashboard, "/notes/actions", click | {"day": "soon"})
    assert wrong(page) == {"action-day": "Write the date as year-month-day, like 2026-03-05."}


def test_every_action_is_on_the_page_under_its_pillar(dashboard: FlaskClient) -> None:
    page = dashboard.get("/notes").text
    assert {action.pillar for action in ACTIONS} == set(PILLARS)
    assert len({action.key for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert f'name="action" value="{action.key}"' in page


def test_today_is_the_members_own(dashboard: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_server.web.notes.now", lambda: dt.datetime(2026, 3, 7, 23, 30, tzinfo=dt.UTC))
    assert 'type="date" value="2026-03-07"' in dashboard.get("/notes").text
    api.send(capture_body(captured_at="2026-03-05T09:30:00+01:00"))
    assert 'type="date" value="2026-03-08"' in dashboard.get("/notes").text
    assert 'type="date" value="2026-02-01"' in dashboard.get("/notes?day=2026-02-01").text


def test_a_note_is_changed(dashboard: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/notes", NOTE)
    path = f"/notes/{only_id(settings)}"
    assert "Wrote &lt;three&gt; comments</textarea>" in dashboard.get(path).text
    changed = {"day": "2026-03-04", "pillar": "people", "text": "Wrote four"}
    assert "The note was changed." in followed(dashboard, submit(dashboard, path, changed, on=path))
    assert kept(settings) == [("2026-03-04", "people", "Wrote four", None)]
    assert wrong(submit(dashboard, path, changed | {"text": ""})) == {"text": "Write what you did, or what happened."}
    assert kept(settings) == [("2026-03-04", "people", "Wrote four", None)]


def test_an_action_keeps_its_pillar_and_takes_words(dashboard: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/notes/actions", {"day": "2026-03-05", "action": "comment"})
    path = f"/notes/{only_id(settings)}"
    submit(dashboard, path, {"day": "2026-03-05", "pillar": "brand", "text": "on six of them"})
    assert kept(settings) == [("2026-03-05", "insights", "on six of them", "comment")]
    assert "Commented on posts: on six of them" in text(dashboard.get("/notes"))
    assert submit(dashboard, path, {"day": "2026-03-05", "text": ""}).status_code == 303


def test_a_note_is_deleted(dashboard: FlaskClient, settings: Settings) -> None:
    submit(dashboard, "/notes", NOTE)
    path = f"/notes/{only_id(settings)}"
    assert "The note was deleted." in followed(dashboard, submit(dashboard, f"{path}/delete", {}))
    assert kept(settings) == []
    assert dashboard.get(path).status_code == 404


def test_another_persons_notes_are_nowhere(
    dashboard: FlaskClient, neighbour: FlaskClient, settings: Settings, database: Database, person_id: int
) -> None:
    submit(dashboard, "/notes", NOTE)
    path = f"/notes/{only_id(settings)}"
    assert "None yet." in text(neighbour.get("/notes"))
    assert neighbour.get(path).status_code == 404
    assert submit(neighbour, path, NOTE | {"text": "Mine"}).status_code == 404
    assert submit(neighbour, f"{path}/delete", {}).status_code == 404
    assert dashboard.get(f"/notes/{ELSEWHERE}").status_code == 404
    assert kept(settings) == [("2026-03-05", "insights", "Wrote <three> comments", None)]
    day = dt.date(2026, 3, 5)
    with database.read() as session:
        assert [notes.words(note) for note in notes.between(session, person_id, day, day)] == ["Wrote <three> comments"]
        assert notes.between(session, person_id + 1, day, day) == []


def test_notes_between_two_days_include_both(database: Database, person_id: int) -> None:
    with database.write() as session:
        for day in (4, 5, 6, 7):
            notes.add(session, person_id, dt.date(2026, 3, day), None, str(day))
    with database.read() as session:
        found = notes.between(session, person_id, dt.date(2026, 3, 5), dt.date(2026, 3, 6))
        assert [note.text for note in found] == ["6", "5"]


def test_notes_come_from_the_dashboards_own_page_only(dashboard: FlaskClient, settings: Settings) -> None:
    assert dashboard.post("/notes", data=NOTE).status_code == 400
    for path in ("/notes/actions", f"/notes/{ELSEWHERE}", f"/notes/{ELSEWHERE}/delete"):
        assert dashboard.post(path).status_code == 400
    assert kept(settings) == []


def test_many_notes_are_paged_at_a_fixed_cost(
    app: Flask, dashboard: FlaskClient, database: Database, person_id: int
) -> None:
    assert queries(app, dashboard, "/notes") == 5
    with database.write() as session:
        for number in range(120):
            day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
            notes.add(session, person_id, day, None, f"Number {number}.")
    assert queries(app, dashboard, "/notes") == 5
    pages = [text(dashboard.get(f"/notes?page={page}")) for page in (1, 2, 3, 4)]
    shown = [page.count("Number") // 2 for page in pages]  # once more in the name of the link
    assert shown == [50, 50, 20, 0]
    assert "Number 119." in pages[0]
    assert "Number 0." in pages[2]
    assert 'rel="next"' not in dashboard.get("/notes?page=3").text
    assert dashboard.get("/notes?page=0").status_code == 404
