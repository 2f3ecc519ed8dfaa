"""Pages are stored with the dictionary that they are compressed with; whatever is wrong with either has a name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import zstandard
from flask.testing import FlaskClient
from sqlalchemy import update

from damage.pages import make_page
from pages import text
from parser_pages import fixture
from server_parts import Api, capture_body, rows, scored
from ssi_parser import scrub_page
from ssi_server.captures.dictionary import NoDictionary, dictionary, todays
from ssi_server.captures.pages import PackedPage, Unopenable, kept_page
from ssi_server.config import Settings
from ssi_server.models import Dictionary, Page
from ssi_server.people import persons
from ssi_server.storage import Database
from ssi_server.workshop.traces import traces_of_a_person

UNSEEN = range(10_000, 10_100)
"""Seeds of pages that the dictionary was not learned from."""

_SAMPLES = [scrub_page(make_page(seed).html).encode() for seed in range(40)]
EARLIER = zstandard.train_dictionary(4096, _SAMPLES, k=200, d=8)


def test_the_dictionary_halves_what_unseen_pages_take() -> None:
    pages = [scrub_page(make_page(seed).html) for seed in UNSEEN]
    plain = zstandard.ZstdCompressor(level=9)
    without = sum(len(plain.compress(page.encode())) for page in pages)
    assert sum(len(PackedPage.of(page).html_zstd) for page in pages) <= 0.5 * without


def test_the_dictionary_holds_nobodys_traces() -> None:
    assert not traces_of_a_person(todays().as_bytes().decode(errors="replace"))


def test_the_dictionary_lies_once_in_the_database_and_every_page_names_it(api: Api, settings: Settings) -> None:
    for brand in (1, 2):
        assert api.send(capture_body(html=scored(brand, 2, 3, 4))).status_code == 201
    [(number, data)] = rows(settings, "SELECT id, data FROM dictionaries")
    assert data == todays().as_bytes()
    stored = rows(settings, "SELECT dictionary_id, html_zstd FROM pages")
    assert [named for named, _ in stored] == [number, number]
    assert {zstandard.get_frame_parameters(page).dict_id for _, page in stored} == {number}


def test_a_capture_that_is_not_kept_leaves_no_dictionary_and_the_next_one_brings_it(
    api: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        failing.setattr("ssi_server.captures.store.add_reading", _fail)
        assert api.send(capture_body()).status_code == 500
    assert rows(settings, "SELECT id FROM dictionaries") == []
    assert api.send(capture_body()).status_code == 201
    assert len(rows(settings, "SELECT id FROM dictionaries")) == 1


def test_first_pages_that_arrive_together_are_all_kept(database: Database, settings: Settings) -> None:
    with database.write() as session:
        people = [persons.add_person(session, f"Member {number}").id for number in range(6)]
    together = Barrier(len(people))

    def keep(person_id: int) -> str | None:
        page = PackedPage.of(fixture("english-tables"))
        together.wait(30)
        with database.write() as session:
            page.keep(session, person_id)
        with database.read() as session:
            return kept_page(session, person_id, page.sha256)

    with ThreadPoolExecutor(len(people)) as threads:
        assert list(threads.map(keep, people)) == [fixture("english-tables")] * len(people)
    assert len(rows(settings, "SELECT id FROM dictionaries")) == 1


def test_a_page_that_is_there_already_is_kept_once(database: Database, settings: Settings, person_id: int) -> None:
    page = PackedPage.of(fixture("spanish"))
    for _ in range(2):
        with database.write() as session:
            page.keep(session, person_id)
    assert len(rows(settings, "SELECT sha256 FROM pages")) == 1


def test_pages_from_before_there_was_a_dictionary_open(database: Database, person_id: int) -> None:
    page = _stored(database, person_id, zstandard.ZstdCompressor(), None)
    with database.read() as session:
        assert kept_page(session, person_id, page) == fixture("english")


def test_pages_of_an_earlier_dictionary_open(database: Database, person_id: int) -> None:
    page = _stored(database, person_id, zstandard.ZstdCompressor(dict_data=EARLIER), EARLIER)
    with database.read() as session:
        assert kept_page(session, person_id, page) == fixture("english")


def test_a_dictionary_that_is_missing_is_named(database: Database) -> None:
    with database.read() as session, pytest.raises(NoDictionary, match="4711 is not in the database"):
        dictionary(session, 4711)


@pytest.mark.parametrize("damaged", [b"", b"scribbled over", b"\x37\xa4\x30\xec" + bytes(90)])
def test_a_dictionary_that_is_damaged_is_named(database: Database, person_id: int, damaged: bytes) -> None:
    page = _stored(database, person_id, zstandard.ZstdCompressor(dict_data=EARLIER), EARLIER)
    with database.write() as session:
        session.execute(update(Dictionary).values(data=damaged))
    with database.read() as session, pytest.raises(Unopenable, match=f"its dictionary {EARLIER.dict_id()} .* damaged"):
        kept_page(session, person_id, page)


@pytest.mark.parametrize("damaged", [b"", b"scribbled over", zstandard.ZstdCompressor().compress(b"<p>Another</p>")])
def test_a_page_that_is_damaged_is_said_to_be_and_its_figures_stay(
    api: Api, dashboard: FlaskClient, database: Database, kept: str, damaged: bytes
) -> None:
    with database.write() as session:
        session.execute(update(Page).values(html_zstd=damaged))
    shown = text(dashboard.get(f"/captures/{kept}"))
    assert "The stored page cannot be opened" in shown
    assert "Total 53 " in shown
    found = api.get(f"/api/captures/{kept}")
    assert (found["reading"]["total"], found["sightings"]) == (53, None)
    download = dashboard.get(f"/captures/{kept}/page.txt")
    assert download.status_code == 500
    assert "cannot be opened: it or its dictionary" in text(download)


def _fail(*_: object) -> None:
    raise RuntimeError("a bug")


def _stored(
    database: Database,
    person_id: int,
    compressor: zstandard.ZstdCompressor,
    known: zstandard.ZstdCompressionDict | None,
) -> bytes:
    """The English fixture's page, as an earlier program has stored it; gives its SHA-256."""
    page = PackedPage.of(fixture("english"))
    number = known.dict_id() if known else None
    with database.write() as session:
        if known:
            session.add(Dictionary(id=number, data=known.as_bytes()))
            session.flush()
        stored = compressor.compress(fixture("english").encode())
        session.add(Page(person_id=person_id, sha256=page.sha256, html_zstd=stored, dictionary_id=number))
    return page.sha256
