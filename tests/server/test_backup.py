"""A backup holds everything, is the same for both engines, and is of one instant while captures arrive."""

from __future__ import annotations

import io
import json
import stat
import threading
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask

from engines import Installations
from server_parts import Api, capture_body, rows
from ssi_server import sample_written
from ssi_server.app import create_app
from ssi_server.clock import now
from ssi_server.config import Settings
from ssi_server.models import Base, Identity
from ssi_server.people import memberships, persons, teams
from ssi_server.people.teams import Ways
from ssi_server.storage import Database
from ssi_server.upkeep.archive.tables import KEPT, LEFT_OUT
from upkept import backed_up, restored, run, send_some


@pytest.fixture
def full(api: Api, stranger: Api, database: Database, person_id: int) -> list[dict[str, object]]:
    """The bodies of the first person's captures; there are two persons, with something of everything."""
    send_some(stranger, 1)
    with database.write() as session:
        sample_written.write(session, person_id, now().date())
        team = teams.add_team(session, Ways("North", ranking=True), person_id, None)
        memberships.join(session, person_id, team, None, is_lead=True)
        memberships.agree(session, person_id, team)
        session.add(Identity(issuer="https://id.example", subject="7", person_id=person_id, linked_at=now()))
    return send_some(api)


def stop(app: Flask, database: Database) -> None:
    """What a server that ends does."""
    app.extensions["ssi_database"].close()
    database.close()


def test_it_is_the_way_from_one_engine_to_the_other_and_back(
    app: Flask,
    full: list[dict[str, object]],
    database: Database,
    settings: Settings,
    sqlite_installations: Installations,
    postgresql_installations: Installations,
    tmp_path: Path,
) -> None:
    stop(app, database)
    first = backed_up(settings, tmp_path / "0.zip")
    ways = (postgresql_installations, sqlite_installations, postgresql_installations, sqlite_installations)
    for number, installations in enumerate(ways):
        other = installations.never_started(tmp_path / f"installation {number}")
        restored(other, tmp_path / f"{number}.zip")
        assert backed_up(other, tmp_path / f"{number + 1}.zip") == first
    assert all(rows(settings, f"SELECT count(*) FROM {table}") != [(0,)] for table in KEPT)


def test_everything_goes_on_as_before_on_the_other_side(
    app: Flask,
    api: Api,
    full: list[dict[str, object]],
    database: Database,
    settings: Settings,
    engine: Installations,
    tmp_path: Path,
) -> None:
    """The paired browser sends on, replays are known, deleted ids stay taken, the account is still its own."""
    deleted = str(full[0]["id"])
    assert api.client.delete(f"/api/captures/{deleted}", headers=api.headers).status_code == 204
    before = [api.get(path) for path in ("/api/captures", "/api/history", "/api/summary")]
    stop(app, database)
    backed_up(settings, tmp_path / "backup.zip")
    elsewhere = engine.never_started(tmp_path / "elsewhere")
    restored(elsewhere, tmp_path / "backup.zip")
    there = create_app(elsewhere)
    other = Api(there.test_client(), api.token)
    assert [other.get(path) for path in ("/api/captures", "/api/history", "/api/summary")] == before
    assert other.send(full[1]).status_code == 200
    assert other.send(full[0]).status_code == 410
    assert other.send(capture_body()).status_code == 201
    assert other.get(f"/api/captures/{full[1]['id']}")["sightings"]
    there.extensions["ssi_database"].close()


def test_a_new_person_comes_after_those_that_were_restored(
    app: Flask,
    full: list[dict[str, object]],
    database: Database,
    settings: Settings,
    engine: Installations,
    tmp_path: Path,
) -> None:
    stop(app, database)
    backed_up(settings, tmp_path / "backup.zip")
    elsewhere = engine.never_started(tmp_path / "elsewhere")
    restored(elsewhere, tmp_path / "backup.zip")
    highest = rows(elsewhere, "SELECT max(id) FROM people")[0][0]
    other = Database(elsewhere)
    with other.write() as session:
        assert persons.add_person(session, "Newcomer").id > highest
    other.close()


def test_it_is_of_one_instant_while_captures_arrive(
    app: Flask, api: Api, database: Database, settings: Settings, engine: Installations, tmp_path: Path
) -> None:
    """Every capture in it has its figures and its page: what was stored meanwhile is in it whole, or not at all."""
    stopped, sent = threading.Event(), []

    def send() -> None:
        client = Api(app.test_client(), api.token)
        while not stopped.is_set():
            sent.append(client.send(capture_body()).status_code)

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    sizes = []
    while len(sizes) < 8:
        with ZipFile(io.BytesIO(backed_up(settings, tmp_path / "backup.zip"))) as archive:
            captures, own = (
                [json.loads(line) for line in archive.read(f"tables/{name}.jsonl").splitlines()]
                for name in ("captures", "readings")
            )
            pages = archive.read("tables/pages.jsonl").count(b"\n")
        assert [(row["person_id"], row["id"]) for row in captures] == [
            (row["person_id"], row["capture_id"]) for row in own
        ]
        assert pages == bool(captures)
        sizes.append(len(captures))
    stopped.set()
    for sender in senders:
        sender.join()
    assert set(sent) == {201}
    assert len(set(sizes)) > 1, "nothing was sent meanwhile"
    stop(app, database)
    elsewhere = engine.never_started(tmp_path / "elsewhere")
    restored(elsewhere, tmp_path / "backup.zip")
    assert rows(elsewhere, "SELECT count(*) FROM captures") == [(sizes[-1],)]


def test_what_is_not_in_it_is_short_lived_or_the_installations_own(
    full: list[dict[str, object]], settings: Settings, tmp_path: Path
) -> None:
    archive = backed_up(settings, tmp_path / "backup.zip")
    with ZipFile(io.BytesIO(archive)) as whole:
        tables = {Path(name).stem for name in whole.namelist() if name.startswith("tables/")}
        everything = b"".join(whole.read(name) for name in whole.namelist() if name.startswith("tables/"))
    assert tables == {table.name for table in Base.metadata.sorted_tables} - LEFT_OUT.keys()
    assert set(LEFT_OUT) == {"sign_in_links", "web_sessions", "pairings", "invitations", "limits", "facts"}
    assert b"ssi_" not in everything.replace(b"ssi_server", b"")  # No token, which would begin so.


def test_the_command_writes_a_file_for_its_owner_alone_and_replaces_none(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    said = run(settings, "backup", str(file))
    assert (said.exit_code, said.stdout) == (0, f"{file}: 0 captures, read again and found whole.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.stat().st_mtime_ns
    again = run(settings, "backup", str(file))
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert file.stat().st_mtime_ns == before
    assert run(settings, "backup", "--force", str(file)).exit_code == 0
    assert file.stat().st_mtime_ns != before
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["backup.zip"]


def test_a_place_that_cannot_be_written_is_named(database: Database, settings: Settings, tmp_path: Path) -> None:
    said = run(settings, "backup", str(tmp_path / "nowhere" / "backup.zip"))
    assert said.exit_code == 1
    assert "nowhere" in said.stderr
    assert "No such file or directory" in said.stderr
