"""The server's key: where it lies, and that a history is served with the one that it was begun with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server_parts import rows
from ssi_server.app import create_app
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.keys import account_key, fingerprint, session_key
from ssi_server.storage import Database

NOTED = "SELECT value FROM facts WHERE name = 'key'"


@pytest.fixture
def begun(settings: Settings, database: Database) -> Settings:
    """An installation that was started once."""
    run(settings, "device", "list")
    return settings


def run(settings: Settings, *words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["--data-dir", str(settings.data_dir), *words], env=environment)


def noted(settings: Settings) -> str:
    [(value,)] = rows(settings, NOTED)
    return str(json.loads(value)) if value.startswith('"') else str(value)


def test_the_first_start_notes_which_key_it_is_and_not_the_key(begun: Settings) -> None:
    assert noted(begun) == fingerprint(session_key(begun))
    assert session_key(begun).hex()[:16] != noted(begun)
    assert run(begun, "device", "list").exit_code == 0


def test_a_host_with_another_key_is_refused_with_what_to_do(begun: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_bytes(bytes(32))
    for command in ("device list", "serve --no-browser --port 0", "sign-in"):
        refused = run(begun, *command.split(), SSI_HISTORY_KEY_FILE=str(other))
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert f"{other} holds the key with the fingerprint {fingerprint(bytes(32))}" in refused.stderr
        assert f"was begun with the key {noted(begun)}. Put that key there" in refused.stderr
        assert bytes(32).hex() not in refused.stderr
    assert noted(begun) == fingerprint(session_key(begun))


def test_a_host_without_the_key_is_refused_and_makes_none(begun: Settings, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.key"
    refused = run(begun, "device", "list", SSI_HISTORY_KEY_FILE=str(nowhere))
    assert refused.exit_code == 1
    assert f"There is no key in {nowhere}" in refused.stderr
    assert not nowhere.exists()


def test_a_host_with_the_same_key_elsewhere_serves_the_same_cookies_and_marks(begun: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "keys" / "copy.key"
    copy.parent.mkdir()
    copy.write_bytes(begun.key_file.read_bytes())
    other = replace(begun, key_file=copy)
    assert run(begun, "device", "list", SSI_HISTORY_KEY_FILE=str(copy)).exit_code == 0
    app = create_app(other)
    app.extensions["ssi_database"].close()
    assert app.config["SECRET_KEY"] == session_key(begun)
    assert app.config["ACCOUNT_KEY"] == account_key(begun)


def test_where_the_key_is_lost_for_good_the_history_goes_on_with_a_new_one(begun: Settings) -> None:
    before = noted(begun)
    begun.key_file.unlink()
    assert "'ssi-history new-key'" in run(begun, "device", "list").stderr
    said = run(begun, "new-key")
    assert said.exit_code == 0
    assert noted(begun) == fingerprint(session_key(begun)) != before
    assert noted(begun) in said.stdout
    assert run(begun, "device", "list").exit_code == 0


def test_a_file_that_holds_no_key_is_named(begun: Settings) -> None:
    begun.key_file.write_bytes(b"short")
    refused = run(begun, "device", "list")
    assert refused.exit_code == 1
    assert f"{begun.key_file} holds no key of SSI History: it has 5 bytes instead of 32" in refused.stderr
