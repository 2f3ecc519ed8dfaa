"""How many captures a device may add in a day of UTC: only new ones count, whichever process takes them."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from flask import Flask

from parser_pages import page
from server_parts import Api, Clock, capture_body, problem, rows, scored
from ssi_server.cli import main
from ssi_server.config import Settings
from ssi_server.people import devices, limits
from ssi_server.storage import Database

MOST = 3


@pytest.fixture(autouse=True)
def three_a_day(app: Flask, clock: Clock) -> None:
    app.config["CAPTURES_PER_DAY"] = MOST


def fill(api: Api) -> list[int]:
    return [api.send(capture_body()).status_code for _ in range(MOST)]


def test_beyond_it_a_capture_is_refused_until_the_day_ends(capturing: Api, clock: Clock, settings: Settings) -> None:
    at = limits.now()
    midnight = dt.datetime.combine(at.date() + dt.timedelta(days=1), dt.time(), dt.UTC)
    assert fill(capturing) == [201] * MOST
    refused = capturing.send(capture_body())
    assert "next day" in problem(refused, 429, "daily_limit")["detail"]
    wait = int(refused.headers["Retry-After"])
    assert 0 <= wait - (midnight - at).total_seconds() < 1
    assert rows(settings, "SELECT count(*) FROM captures") == [(MOST,)]
    clock.move(seconds=wait)
    assert fill(capturing) == [201] * MOST
    problem(capturing.send(capture_body()), 429, "daily_limit")


def test_a_capture_that_was_refused_is_taken_the_next_day(capturing: Api, clock: Clock) -> None:
    fill(capturing)
    body = capture_body()
    wait = problem(capturing.send(body), 429, "daily_limit") and int(capturing.send(body).headers["Retry-After"])
    clock.move(seconds=wait)
    assert capturing.send(body).status_code == 201


def test_sending_again_and_refusals_that_keep_nothing_do_not_count(capturing: Api) -> None:
    body = capture_body()
    assert [capturing.send(body).status_code for _ in range(5)] == [201, 200, 200, 200, 200]
    for _ in range(5):
        assert (
            capturing.send(capture_body(html=page("<p>Elsewhere</p>"), url="https://example.org/")).status_code == 422
        )
    assert [capturing.send(capture_body()).status_code for _ in range(MOST)] == [201, 201, 429]
    assert capturing.send(body).status_code == 200


def test_a_page_that_is_kept_for_a_later_reader_counts(capturing: Api, settings: Settings) -> None:
    unreadable = page("<p>A new form of the page, with words enough that it is a page and not an empty one.</p>")
    for _ in range(MOST):
        assert problem(capturing.send(capture_body(html=unreadable)), 422, "unreadable")["stored"]
    problem(capturing.send(capture_body()), 429, "daily_limit")


def test_deleting_makes_no_room(api: Api) -> None:
    fill(api)
    for item in api.get("/api/captures")["items"]:
        assert api.client.delete(f"/api/captures/{item['capture']['id']}", headers=api.headers).status_code == 204
    problem(api.send(capture_body()), 429, "daily_limit")


def test_each_device_has_its_own(app: Flask, database: Database, capturing: Api, person_id: int) -> None:
    fill(capturing)
    with database.write() as session:
        other = Api(app.test_client(), devices.add_device(session, person_id, "Other", "capture")[1])
    assert other.send(capture_body()).status_code == 201


def test_processes_count_together(capturing: Api, other_process: Flask) -> None:
    other_process.config["CAPTURES_PER_DAY"] = MOST
    apps = [capturing, Api(other_process.test_client(), capturing.token)] * 6
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda api: api.send(capture_body(html=scored(1, 2, 3, 4))).status_code, apps))
    assert sorted(answers) == [201] * MOST + [429] * 9


@pytest.mark.parametrize("text", ["0", "-1", "many", "5e3", "٣"])
def test_a_limit_that_is_none_is_told(text: str, settings: Settings) -> None:
    words = ["--data-dir", str(settings.data_dir), "device", "list"]
    result = CliRunner().invoke(main, words, env={"SSI_HISTORY_CAPTURES_PER_DAY": text})
    assert result.exit_code == 1
    assert "SSI_HISTORY_CAPTURES_PER_DAY" in result.stderr
