"""`ssi-history password`: set without being shown, and never as a word of the command."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from passwords_of_members import RIGHT, cheap, try_to_sign_in
from server_parts import rows
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.people import persons
from ssi_server.storage import Database


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    with cheap():
        yield


def run(settings: Settings, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["password", *words, "--data-dir", str(settings.data_dir)], input=typed)


def kept(settings: Settings) -> list[bool]:
    return [bool(hash) for (hash,) in rows(settings, "SELECT password_hash FROM people ORDER BY id")]


@pytest.mark.parametrize(
    ("words", "typed"),
    [([], f"{RIGHT}\n{RIGHT}\n"), (["--stdin"], f"{RIGHT}\n"), (["--stdin"], f"{RIGHT}\r\n"), (["--stdin"], RIGHT)],
)
def test_a_password_is_typed_twice_or_comes_on_standard_input(
    settings: Settings, client: FlaskClient, words: list[str], typed: str
) -> None:
    result = run(settings, "set", *words, typed=typed)
    assert result.exit_code == 0, result.output
    assert RIGHT not in result.output
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_two_different_ones_are_asked_for_again(settings: Settings, client: FlaskClient) -> None:
    typed = f"{RIGHT}\nanother password\n{RIGHT}\n{RIGHT}\n"
    assert "do not match" in run(settings, "set", typed=typed).output
    assert try_to_sign_in(client, RIGHT).status_code == 303


def test_it_is_no_word_of_the_command(settings: Settings, database: Database) -> None:
    assert run(settings, "set", RIGHT).exit_code == 2
    assert kept(settings) == [False]


@pytest.mark.parametrize("typed", ["", "\n", "x" * 11, "x" * 1001])
def test_what_can_be_no_password_is_refused(settings: Settings, database: Database, typed: str) -> None:
    result = run(settings, "set", "--stdin", typed=typed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "at least 12 characters" in result.stderr
    assert kept(settings) == [False]


def test_browsers_that_were_signed_in_sign_in_again(settings: Settings, dashboard: FlaskClient) -> None:
    run(settings, "set", "--stdin", typed=RIGHT)
    assert dashboard.get("/").status_code == 401


def test_a_password_is_removed(settings: Settings, database: Database) -> None:
    run(settings, "set", "--stdin", typed=RIGHT)
    assert kept(settings) == [True]
    assert "is removed" in run(settings, "remove").stdout
    assert kept(settings) == [False]


def test_each_has_one_of_their_own(settings: Settings, database: Database) -> None:
    with database.write() as session:
        persons.add_person(session, "Ann")
    run(settings, "set", "--stdin", "--person", "Ann", typed=RIGHT)
    assert kept(settings) == [False, True]
    for command in (["set", "--stdin"], ["remove"]):
        result = run(settings, *command, "--person", "Nobody", typed=RIGHT)
        assert result.exit_code == 1
        assert "no person named 'Nobody'" in result.stderr
    assert kept(settings) == [False, True]
