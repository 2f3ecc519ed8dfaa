"""What was done about somebody is written down where they can read it; of the installation, an owner too."""

from __future__ import annotations

import json

from flask import Flask
from flask.testing import FlaskClient

from pages import submit
from server_parts import Api, rows
from ssi_server.config import Settings
from ssi_server.people import audit
from ssi_server.storage import Database
from ssi_server.web.audit_words import WORDS
from teamwork import invited, joined, person_number, team_made
from upkept import run


def written(settings: Settings, person_id: int) -> list[tuple[str, str]]:
    """What was done, and by whom, the oldest first."""
    return rows(settings, f"SELECT action, actor_name FROM audit WHERE person_id = {person_id} ORDER BY at, action")


def test_there_are_words_for_whatever_is_done() -> None:
    assert set(WORDS) == set(audit.Action)


def test_a_members_way_is_written_down(app: Flask, dashboard: FlaskClient, settings: Settings) -> None:
    team = team_made(dashboard)
    ann = joined(app, invited(dashboard, team=team), "Ann")
    number = person_number(dashboard, "Ann")
    submit(ann, f"/consent/{team}", {})
    submit(dashboard, f"/teams/{team}/members/{number}/lead", {"lead": "yes"})
    submit(dashboard, f"/people/{number}/role", {"role": "owner"})
    submit(ann, f"/consent/{team}/withdraw", {})
    assert written(settings, number) == [
        ("joined", "Ann"),
        ("joined_team", "Ann"),
        ("signed_in", "Ann"),
        ("agreed", "Ann"),
        ("lead_changed", "Me"),
        ("role_changed", "Me"),
        ("withdrew", "Ann"),
    ]


def test_sign_ins_exports_and_deletions_are_written_down(
    dashboard: FlaskClient, api: Api, kept: str, settings: Settings, person_id: int
) -> None:
    dashboard.get("/data/export.csv")
    api.client.get("/api/export.json", headers=api.headers)
    assert run(settings, "export", str(settings.data_dir / "out.json")).exit_code == 0
    submit(dashboard, f"/captures/{kept}/delete", {})
    assert written(settings, person_id) == [
        ("signed_in", "Me"),
        ("exported", "Me"),
        ("exported", "Me"),
        ("exported", "ssi-history"),
        ("capture_deleted", "Me"),
    ]


def test_no_secret_is_written_down(app: Flask, dashboard: FlaskClient, settings: Settings) -> None:
    link = invited(dashboard, name="Ann of Accounts")
    joined(app, link, "Ann")
    secret = link.split("/")[2]
    told = json.dumps(rows(settings, "SELECT about, actor_name FROM audit ORDER BY at"))
    assert secret not in told
    assert "Ann of Accounts" not in told
    assert rows(settings, f"SELECT count(*) FROM invitations WHERE id = '{secret}'") == [(0,)]


def test_a_page_of_it_holds_so_many(dashboard: FlaskClient, database: Database, person_id: int) -> None:
    with database.write() as session:
        for _entry in range(audit.PER_PAGE + 1):
            audit.note(session, person_id, audit.Action.EXPORTED, None, form="csv")
    assert 'href="/audit?page=2"' in dashboard.get("/audit").text
    assert dashboard.get("/audit?page=2").text.count("<time") == 2  # The sign-in is the oldest.
    assert [dashboard.get(f"/audit?page={page}").status_code for page in ("0", "x", "-1", "9" * 30)] == [404] * 4
