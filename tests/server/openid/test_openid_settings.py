"""The settings of the company's sign-in: clear when it cannot work, and silent about the secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ssi_server.cli import main
from ssi_server.config import Settings, Unusable
from ssi_server.openid_settings import OpenId

SECRET = "very secret"
GIVEN = {"ISSUER": "https://id.example.org", "CLIENT_ID": "ssi", "CLIENT_SECRET": SECRET}


def environ(**changes: str | None) -> dict[str, str]:
    given = {name: value for name, value in (GIVEN | changes).items() if value is not None}
    return {f"SSI_HISTORY_OPENID_{name}": value for name, value in given.items()}


def test_without_them_there_is_none(tmp_path: Path) -> None:
    assert Settings.load(tmp_path, environ={}).openid is None


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    found = Settings.load(tmp_path, environ=environ()).openid
    assert found == OpenId("https://id.example.org", "ssi", SECRET, "openid profile", "groups", None, None)
    assert SECRET not in repr(found)


def test_all_may_be_set(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    more = {"SCOPE": "openid groups", "GROUPS_CLAIM": "roles", "MEMBERS_GROUP": "staff", "OWNERS_GROUP": "owners"}
    named = environ(CLIENT_SECRET=None, CLIENT_SECRET_FILE=str(file), ISSUER="http://127.0.0.1:8080/a/", **more)
    expected = OpenId("http://127.0.0.1:8080/a/", "ssi", SECRET, *more.values())
    assert Settings.load(tmp_path, environ=named).openid == expected


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"ISSUER": None}, "OPENID_ISSUER is missing"),
        ({"CLIENT_ID": " "}, "OPENID_CLIENT_ID is missing"),
        ({"CLIENT_SECRET": None}, "Set one of"),
        ({"CLIENT_SECRET_FILE": "/etc/secret"}, "Set one of"),
        ({"CLIENT_SECRET": None, "CLIENT_SECRET_FILE": "/nowhere/secret"}, "/nowhere/secret cannot be read: No such"),
        ({"SCOPE": "profile"}, "must hold the word openid"),
        ({"ISSUER": "http://id.example.org"}, "with https"),
        ({"ISSUER": "id.example.org"}, "with https"),
        ({"ISSUER": "https://id.example.org:port"}, "with https"),
        ({"ISSUER": "https://ann:word@id.example.org"}, "with https"),
        ({"ISSUER": "https://id.example.org/?a=b"}, "with https"),
        ({"ISSUER": f"https://id.example.org/{'a' * 200}"}, "200 characters"),
    ],
)
def test_what_cannot_work_is_said_at_the_start(changes: dict[str, str | None], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=complaint) as raised:
        Settings.load(tmp_path, environ=environ(**changes))
    assert SECRET not in str(raised.value)


def test_a_command_says_it_as_well(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data-dir", str(tmp_path), "device", "list"], env=environ(CLIENT_ID=None))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "OPENID_CLIENT_ID is missing" in result.stderr


@pytest.mark.parametrize(("holds", "why"), [(b"", "is empty"), (b"\xff", "it is no text")])
def test_a_file_without_a_secret_is_said(holds: bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(holds)
    with pytest.raises(Unusable, match=why):
        Settings.load(tmp_path, environ=environ(CLIENT_SECRET=None, CLIENT_SECRET_FILE=str(file)))
