"""Devices get other names, on the dashboard and by the command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from server_parts import Api, capture_body, csrf_token, rows
from ssi_server.cli import main
from ssi_server.config import Settings


def rename(dashboard: FlaskClient, device_id: str, name: str) -> str:
    """What the dashboard shows after the form was sent."""
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "device_id": device_id, "name": name}
    answer = dashboard.post("/devices/rename", data=form)
    assert (answer.status_code, answer.location) == (303, "/devices")
    return dashboard.get(answer.location).text


def run(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(main, ["--data-dir", str(settings.data_dir), "device", *words])


def names(settings: Settings) -> list[str]:
    return [name for (name,) in rows(settings, "SELECT name FROM devices ORDER BY created_at")]


@pytest.fixture
def device_id(capturing: Api) -> str:
    return capturing.token.split("_")[1]


def test_a_device_is_renamed_and_goes_on_as_before(
    dashboard: FlaskClient, capturing: Api, device_id: str, settings: Settings
) -> None:
    page = rename(dashboard, device_id, " Firefox <at> work ")
    assert "was renamed" in page
    assert "Firefox &lt;at&gt; work" in page
    assert names(settings) == ["Firefox <at> work"]
    assert capturing.send(capture_body()).status_code == 201


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "two\nlines"])
def test_the_new_name_is_a_name(dashboard: FlaskClient, device_id: str, settings: Settings, name: str) -> None:
    assert "A name has one to" in rename(dashboard, device_id, name)
    assert names(settings) == ["Browser"]


def test_nobody_renames_another_persons_device(dashboard: FlaskClient, stranger: Api, settings: Settings) -> None:
    assert "no such device" in rename(dashboard, stranger.token.split("_")[1], "Mine")
    assert names(settings) == ["Script"]


def test_a_revoked_device_keeps_its_name(dashboard: FlaskClient, device_id: str, settings: Settings) -> None:
    form = {"csrf_token": csrf_token(dashboard.get("/devices")), "device_id": device_id}
    dashboard.post("/devices/revoke", data=form)
    assert "/devices/rename" not in dashboard.get("/devices").text
    assert "no such device" in rename(dashboard, device_id, "Other")
    assert names(settings) == ["Browser"]


def test_a_name_is_changed_from_the_dashboards_own_page_only(
    dashboard: FlaskClient, device_id: str, settings: Settings
) -> None:
    form = {"device_id": device_id, "name": "Other"}
    assert dashboard.post("/devices/rename", data=form).status_code == 400
    form["csrf_token"] = csrf_token(dashboard.get("/devices"))
    assert dashboard.post("/devices/rename", data=form, headers={"Origin": "https://example.org"}).status_code == 403
    assert names(settings) == ["Browser"]


def test_the_command_renames(settings: Settings, device_id: str) -> None:
    assert run(settings, "rename", device_id, "Firefox").stdout == f"Renamed {device_id}.\n"
    assert names(settings) == ["Firefox"]


@pytest.mark.parametrize(("known", "name", "complaint"), [(False, "Other", "no device"), (True, " ", "has one to 100")])
def test_the_command_says_why_not(settings: Settings, device_id: str, known: bool, name: str, complaint: str) -> None:
    result = run(settings, "rename", device_id if known else "nobody", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert names(settings) == ["Browser"]


def test_the_devices_page_leads_to_pairing_and_still_makes_tokens_by_hand(dashboard: FlaskClient) -> None:
    page = dashboard.get("/devices").text
    assert 'href="/pair"' in page
    assert "Create a token" in page
