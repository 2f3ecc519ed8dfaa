"""A capture arrives: what is answered, and what then stands in the database file."""

from __future__ import annotations

import gzip
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import zstandard
from flask import Flask

from server_parts import Api, capture_body, problem, rows, scored
from ssi_server.captures.dictionary import todays
from ssi_server.config import Settings
from ssi_server.storage import Database


def test_the_figures_come_back_and_are_kept(api: Api, settings: Settings) -> None:
    body = capture_body("english-tables")
    answer = api.send(body)
    assert answer.status_code == 201
    assert answer.json["capture"] == {
        "id": body["id"],
        "captured_at": "2026-03-05T09:30:00+01:00",
        "received_at": answer.json["capture"]["received_at"],
        "trigger": "click",
        "outcome": "read",
        "code": None,
    }
    assert answer.json["reading"]["total"] == 53
    assert answer.json["reading"]["score"] == 52.648
    assert answer.json["change"] == {"previous": None, "7": None, "30": None, "90": None}
    assert rows(settings, "SELECT total, score, brand, people, insights, relationships FROM readings") == [
        (53, 52648, 20998, 6400, 10250, 15000)
    ]
    groups = "SELECT kind, average, rank, brand FROM group_readings ORDER BY kind"
    assert rows(settings, groups) == [("industry", 34, 9, 11780), ("network", 36, 11, 13220)]


def test_the_page_is_kept_scrubbed_and_compressed_and_once(api: Api, settings: Settings) -> None:
    for _ in range(2):
        assert api.send(capture_body("english-tables")).status_code == 201
    [(stored,)] = rows(settings, "SELECT html_zstd FROM pages")
    html = zstandard.ZstdDecompressor(dict_data=todays()).decompress(stored).decode()
    assert 'id="content-main"' in html
    assert "global-nav" not in html
    assert len(stored) < 500


def test_others_may_write_while_a_page_is_compressed(
    api: Api, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = zstandard.ZstdCompressor

    def compressor(**options: Any) -> zstandard.ZstdCompressor:
        with database.write() as session:
            session.connection()  # gives up after ten seconds if somebody else holds the lock
        return real(**options)

    monkeypatch.setattr("ssi_server.captures.pages.ZstdCompressor", compressor)
    assert api.send(capture_body()).status_code == 201


def test_fifty_times_the_same_from_eight_threads_is_one_capture(app: Flask, token: str, settings: Settings) -> None:
    body = capture_body("english-tables")

    def send(_: int) -> tuple[int, str]:
        answer = Api(app.test_client(), token).send(body)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(50)))
    assert sorted(status for status, _ in answers) == [200] * 49 + [201]
    assert len({text for _, text in answers}) == 1
    assert rows(settings, "SELECT count(*) FROM captures") == [(1,)]
    assert rows(settings, "SELECT count(*) FROM readings") == [(1,)]


@pytest.mark.parametrize("name", ["disagreement", "cut-short", "embedded-json-team", "near-zero"])
def test_the_repeated_answer_is_the_first_one_to_the_letter(api: Api, name: str) -> None:
    body = capture_body(name)
    first, second = api.send(body), api.send(body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.text == first.text


def test_the_same_id_with_another_body_is_a_conflict(api: Api, settings: Settings) -> None:
    body = capture_body("english-tables")
    api.send(body)
    problem(api.send(body | {"html": scored(1, 2, 3, 4)}), 409, "id_taken")
    problem(api.send(body | {"captured_at": "2026-03-05T09:30:01+01:00"}), 409, "id_taken")
    assert rows(settings, "SELECT total FROM readings") == [(53,)]


def test_a_compressed_body_is_the_same_body(api: Api) -> None:
    body = capture_body("english-tables")
    headers = api.headers | {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    packed = gzip.compress(json.dumps(body).encode())
    assert api.client.post("/api/captures", data=packed, headers=headers).status_code == 201
    assert api.send(body).status_code == 200


def test_a_page_that_nobody_can_read_is_kept_for_a_later_reader(api: Api, settings: Settings) -> None:
    body = capture_body("redesign")
    for _ in range(2):
        document = problem(api.send(body), 422, "unreadable")
        assert document["stored"] is True
        assert document["id"] == body["id"]
    assert rows(settings, "SELECT outcome, code, page_sha256 IS NOT NULL FROM captures") == [
        ("refused", "unreadable", 1)
    ]
    assert rows(settings, "SELECT count(*) FROM pages") == [(1,)]
    assert api.get("/api/captures")["items"][0]["reading"] is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("signed-out", "signed_out"),
        ("checkpoint", "checkpoint"),
        ("not-rendered", "not_rendered"),
        ("company-page", "not_ssi_page"),
    ],
)
def test_a_page_without_a_score_is_refused_and_not_kept(api: Api, settings: Settings, name: str, code: str) -> None:
    body = capture_body(name)
    if name == "company-page":
        body["url"] = "https://www.linkedin.com/company/example/"
    for _ in range(2):
        assert problem(api.send(body), 422, code)["stored"] is False
    assert rows(settings, "SELECT count(*) FROM captures") == [(0,)]
    assert rows(settings, "SELECT count(*) FROM pages") == [(0,)]


def test_a_page_cut_in_half_is_read_as_far_as_it_goes_and_marked(api: Api) -> None:
    html = capture_body("english-tables")["html"]
    answer = api.send(capture_body(html=html[: len(html) * 3 // 4]))
    assert answer.status_code == 201
    assert answer.json["reading"]["total"] == 53
    assert answer.json["reading"]["verdict"] == "suspect"
    assert [doubt["problem"] for doubt in answer.json["reading"]["doubts"]] == ["cut_short"]


def test_a_failure_halfway_leaves_nothing_behind(
    app: Flask, token: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the figures cannot be kept")

    monkeypatch.setattr("ssi_server.captures.store.add_reading", fail)
    problem(Api(app.test_client(), token).send(capture_body()), 500, "internal_error")
    for table in ("captures", "pages", "readings", "group_readings"):
        assert rows(settings, f"SELECT count(*) FROM {table}") == [(0,)]


def test_one_capture_comes_with_the_places_where_its_figures_stood(api: Api, kept: str) -> None:
    answer = api.get(f"/api/captures/{kept}")
    assert {seen["witness"] for seen in answer["sightings"]["industry.rank"]} == {"rank_list", "sentence"}
    assert {seen["raw"] for seen in answer["sightings"]["pillars.brand"]} >= {"20.998"}
    assert answer["reading"]["total"] == 53


def test_a_deleted_capture_is_gone_and_its_id_with_it(api: Api, settings: Settings) -> None:
    body = capture_body()
    api.send(body)
    url = f"/api/captures/{body['id']}"
    answer = api.client.delete(url, headers=api.headers)
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers
    problem(api.client.get(url, headers=api.headers), 404, "not_found")
    problem(api.client.delete(url, headers=api.headers), 404, "not_found")
    problem(api.send(body), 410, "deleted")
    for table in ("readings", "group_readings", "pages"):
        assert rows(settings, f"SELECT count(*) FROM {table}") == [(0,)]
    assert api.get("/api/captures")["items"] == []
    assert api.get("/api/history")["items"] == []


def test_another_persons_capture_is_unknown(api: Api, kept: str, stranger: Api) -> None:
    problem(stranger.client.get(f"/api/captures/{kept}", headers=stranger.headers), 404, "not_found")
    problem(stranger.client.delete(f"/api/captures/{kept}", headers=stranger.headers), 404, "not_found")
    assert stranger.send(capture_body("spanish", id=kept)).status_code == 201
    assert api.get(f"/api/captures/{kept}")["reading"]["language"] == "en"


def test_pages_of_captures_follow_one_another(api: Api) -> None:
    sent = [
        capture_body(id=str(uuid.UUID(int=number)), captured_at=f"2026-03-{1 + number // 2:02}T09:30:00+01:00")
        for number in range(7)
    ]
    for body in sent:
        api.send(body)
    seen, cursor = [], None
    while True:
        answer = api.get("/api/captures", limit=3, **({"cursor": cursor} if cursor else {}))
        seen += [item["capture"]["id"] for item in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert seen == [body["id"] for body in reversed(sent)]


def test_history_is_asked_of_one_person_only(api: Api, kept: str, stranger: Api) -> None:
    assert len(api.get("/api/history")["items"]) == 1
    assert stranger.get("/api/history")["items"] == []
    assert stranger.get("/api/summary")["latest"] is None
