"""`forget` removes every row of a person, and nobody else misses anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from forgotten import MARK, Planted
from histories import dump
from server_parts import Api, capture_body
from ssi_server import facts
from ssi_server.config import Settings
from ssi_server.models import Base, Dictionary, Page, Person
from ssi_server.people import audit, devices, persons
from ssi_server.people.audit import Action
from ssi_server.storage import Database
from ssi_server.upkeep.forgetting import forget
from upkept import backed_up, restored, run


def is_not(planted: Planted, table: str, row: str) -> bool:
    """Whether the row, as it is shown, is neither the person's nor about them."""
    about = f"{MARK}Ann" in row or (table == "facts" and f" {planted.person_id}'" in row)
    unnamed = table in ("pages", "goals", "memberships", "audit")
    return not about and not (unnamed and row.startswith(f"({planted.person_id}, "))


def test_every_table_has_something_to_forget(ann: Planted, database: Database) -> None:
    with database.read() as session:
        counted = {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables()}
    assert [name for name, count in counted.items() if not count] == []


def test_no_row_is_left_and_nobody_else_misses_one(
    ann: Planted, bob: Planted, database: Database, settings: Settings
) -> None:
    def others() -> dict[str, list[str]]:
        return {name: [row for row in rows if is_not(ann, name, row)] for name, rows in dump(database).items()}

    before = others()
    assert all(before.values())
    said = run(settings, "forget", ann.name, "--yes")
    assert said.exit_code == 0, said.output
    after = dump(database)
    after["audit"] = [row for row in after["audit"] if f"'{Action.FORGOTTEN}'" not in row]
    assert after == before
    assert "      40  captures" in said.stdout
    assert "      40  pages" in said.stdout


def test_that_somebody_is_forgotten_is_noted_and_not_who(
    ann: Planted, bob: Planted, database: Database, settings: Settings, person_id: int
) -> None:
    with database.write() as session:
        audit.note(session, bob.person_id, Action.LEAD_CHANGED, ann.person_id)
    assert run(settings, "forget", ann.name, "--yes").exit_code == 0
    with database.read() as session:
        [done] = [entry for entry in audit.of_person(session, bob.person_id)[0] if entry.action is Action.LEAD_CHANGED]
        [noted] = audit.of_person(session, person_id)[0]
    assert (done.by, noted.action, noted.by, noted.about) == ("", Action.FORGOTTEN, None, {})


def test_after_the_last_person_the_installation_is_empty_and_works_on(
    app: Flask, dashboard: FlaskClient, api: Api, kept: str, database: Database, settings: Settings
) -> None:
    assert run(settings, "forget", persons.FIRST, "--yes").exit_code == 0
    with database.read() as session:
        left = {table.name for table in tables() if session.scalar(select(func.count()).select_from(table))}
    assert left == {"dictionaries", "facts"}
    assert dashboard.get("/").status_code == 401
    assert api.send(capture_body()).status_code == 401
    assert not list(settings.data_dir.glob("backups/*"))
    with database.write() as session:
        anew = persons.first_person(session)
        token = devices.add_device(session, anew.id, "Script", "full")[1]
    again = Api(app.test_client(), token)
    assert again.get("/api/captures")["items"] == []
    assert again.send(capture_body(id=kept)).status_code == 201


def test_a_dictionary_goes_with_the_last_page_that_needs_it(
    ann: Planted, bob: Planted, database: Database, settings: Settings
) -> None:
    with database.write() as session:
        for number, planted in ((1, (ann,)), (2, (ann, bob))):
            session.add(Dictionary(id=number, data=b"old"))
            session.flush()
            for each in planted:
                session.add(Page(person_id=each.person_id, sha256=bytes([number]), html_zstd=b"", dictionary_id=number))
    run(settings, "forget", ann.name, "--yes")
    with database.read() as session:
        left = set(session.scalars(select(Dictionary.id)))
    assert 1 not in left
    assert 2 in left
    assert len(left) == 2


def test_it_asks_first(ann: Planted, bob: Planted, database: Database, settings: Settings) -> None:
    backed_up(settings, settings.data_dir / "old.zip")
    before = dump(database)
    asked = run(settings, "forget", ann.name, says="n\n")
    assert asked.exit_code == 1
    assert "old.zip" in asked.stderr
    assert "with 40 captures" in asked.stderr
    assert "Nothing was changed" in asked.stderr
    assert dump(database) == before
    assert run(settings, "forget", ann.name, says="y\n").exit_code == 0


def test_of_several_with_one_name_the_number_tells(database: Database, settings: Settings) -> None:
    with database.write() as session:
        first, second = (persons.add_person(session, "Twin").id for _ in range(2))
    said = run(settings, "forget", "Twin", "--yes")
    assert said.exit_code == 1
    assert f"{first} (since" in said.stderr
    assert run(settings, "forget", str(second), "--yes").exit_code == 0
    with database.read() as session:
        assert session.get(Person, first)
        assert session.get(Person, second) is None
    nobody = run(settings, "forget", "Nobody", "--yes")
    assert nobody.exit_code == 1
    assert f"'Twin' ({first})" in nobody.stderr


def test_a_backup_of_before_brings_the_person_back(
    ann: Planted, bob: Planted, database: Database, settings: Settings, tmp_path: Path
) -> None:
    """What lies elsewhere is not reached, as the command says."""
    file = tmp_path / "elsewhere.zip"
    backed_up(settings, file)
    assert "outside of the data folder" in run(settings, "forget", ann.name, "--yes").stdout
    database.close()
    restored(settings, file)
    with database.read() as session:
        assert [each.name for each in forget.people_called(session, ann.name)] == [ann.name]


def test_what_is_under_way_is_noted_without_a_name(ann: Planted, database: Database) -> None:
    forget.remove(database, ann.person_id)
    with database.read() as session:
        assert facts.fact(session, forget.UNFINISHED) is True


def tables() -> list[Any]:
    return Base.metadata.sorted_tables
