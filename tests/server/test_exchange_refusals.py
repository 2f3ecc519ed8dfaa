"""Files that are none, or wrong in places: said in words, bounded, and the rest is taken."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import Any

import pytest

from histories import as_csv, as_json, dump, somebody, take
from server_parts import Api, capture_body
from ssi_server.exchange import json_items
from ssi_server.exchange.json_items import members
from ssi_server.exchange.report import MOST_TOLD, Fate
from ssi_server.exchange.table import COLUMNS
from ssi_server.storage import Database

HEAD = '{"format": "ssi-history", "version": 1'


@pytest.fixture
def item(api: Api, database: Database, person_id: int) -> dict[str, Any]:
    """A capture as it stands in a document."""
    assert api.send(capture_body("english-tables")).status_code == 201
    item: dict[str, Any] = json.loads(as_json(database, person_id))["captures"][0]
    return item


@pytest.fixture
def stranger_id(database: Database) -> int:
    """Somebody who has nothing yet."""
    with database.write() as session:
        return somebody(session)


DOCUMENTS = {
    "": "its first line should name",
    "[]": "not well-formed JSON",
    "{": "not well-formed JSON",
    "{}": "no document of SSI History",
    '{"captures": []}': "no document of SSI History",
    '{"format": "another", "version": 1}': "no document of SSI History",
    '{"format": "ssi-history", "version": 2}': "version 2, and this program reads version 1",
    '{"format": "ssi-history", "version": "1"}': "version 1, and this program",
    '{"format": "ssi-history", "version": true}': "version True, and this program",
    HEAD + ', "tokens": ["a"]}': "“tokens”",
    HEAD + ', "captures": [': "not well-formed JSON",
    HEAD + ', "captures": [{}],}': "not well-formed JSON",
    HEAD + ', "captures": [{},]}': "not well-formed JSON",
    HEAD + ', "captures": []} {': "goes on after its end",
    HEAD + ', "captures": [NaN]}': "NaN",
    HEAD + ', "captures": [' + "[" * 100_000: "nested too deeply",
    HEAD + ', "captures": [' + "9" * 10_000 + "]}": "not well-formed JSON",
    HEAD + ', "x": "\ud83d': "not text in UTF-8",
}


@pytest.mark.parametrize(("text", "words"), DOCUMENTS.items(), ids=range(len(DOCUMENTS)))
def test_what_is_no_document_is_refused_with_words(database: Database, person_id: int, text: str, words: str) -> None:
    before = dump(database)
    report = take(database, person_id, text.encode("utf-8", "surrogatepass"), "x.csv")
    assert report.fates[Fate.REFUSED] >= 1
    assert any(words in told for told in report.told), report.told
    assert dump(database) == before


ITEMS: dict[str, tuple[Any, str]] = {
    "id": ("0b9c", "id: Not a valid UUID"),
    "captured_at": ("2026-03-05T09:30:00", "captured_at: Not a valid"),
    "received_at": ("9999-12-31T23:59:59-05:00", "received_at: Not a time of ours"),
    "trigger": ("telepathy", "trigger: Must be one of"),
    "client": ("a\0b", "client: Holds characters"),
    "device": ("x" * 17, "device: Longer than maximum length 16"),
    "body_sha256": ("abc", "body_sha256: String does not match"),
    "outcome": ("guessed", "outcome: Must be one of"),
    "code": (7, "code: Not a valid string"),
    "reader_version": (True, "reader_version: Not a valid integer"),
    "deleted_at": ("2026-03-05T09:30:00Z", "deleted_at: A deleted capture has neither"),
    "reading": (None, "reading: Does not fit the outcome"),
    "page": ("a\ud800", "page: Holds characters"),
    "shoe_size": (44, "shoe_size: Unknown field"),
}


@pytest.mark.parametrize(("field", "value", "words"), [(name, *wrong) for name, wrong in ITEMS.items()])
def test_an_item_that_is_wrong_is_named_and_the_rest_taken(
    database: Database, stranger_id: int, item: dict[str, Any], field: str, value: Any, words: str
) -> None:
    sound = item | {"id": "0b9c3f0e-7a51-4a44-9a0e-5f2f1d3c4b5a"}
    report = take(database, stranger_id, document(item | {field: value}, sound))
    assert report.summary() == "1 new, 1 refused"
    assert report.told[0].startswith("capture 1")
    assert words in report.told[0]


READINGS: dict[str, tuple[Any, str]] = {
    "total": (61.5, "reading.total: Not a valid integer"),
    "score": (10**400, "reading.score"),
    "language": (["en"], "reading.language: Not a valid string"),
    "verdict": ("suspect", "reading.verdict: Does not fit the doubts"),
    "doubts": ([{"figure": "total"}], "reading.doubts.0.problem: Missing data"),
    "industry": (None, "reading.industry: Field may not be null"),
    "pillars": ({"brand": 1.2345, "people": 1, "insights": "2", "relationships": 10**30}, "reading.pillars.brand"),
}


@pytest.mark.parametrize(("field", "value", "words"), [(name, *wrong) for name, wrong in READINGS.items()])
def test_figures_that_cannot_be_are_named(
    database: Database, stranger_id: int, item: dict[str, Any], field: str, value: Any, words: str
) -> None:
    report = take(database, stranger_id, document(item | {"reading": item["reading"] | {field: value}}))
    assert report.summary() == "1 refused"
    assert words in report.told[0]


def test_what_a_member_chose_must_be_something_to_choose(database: Database, person_id: int) -> None:
    chosen = ({"rhythm": 0}, {"language": "xx"}, {"references": ["mars"]}, {"own_references": [{"label": "a"}]}, [1])
    for wrong in chosen:
        report = take(database, person_id, f'{HEAD}, "preferences": {json.dumps(wrong)}}}'.encode())
        assert report.summary() == "1 refused", wrong
    goals = ({"figure": "total", "target": 101, "by": None}, {"figure": "brand", "target": 26, "by": None})
    for goal in goals:
        report = take(database, person_id, f'{HEAD}, "goals": [{json.dumps(goal)}]}}'.encode())
        assert report.summary() == "1 refused", goal


def test_no_more_is_told_than_anybody_reads(database: Database, person_id: int) -> None:
    report = take(database, person_id, document(*[{"\x1b[31m" + "x" * 1000: 1}] * 500))
    assert (report.fates[Fate.REFUSED], len(report.told), report.untold) == (500, MOST_TOLD, 500 - MOST_TOLD)
    assert all(len(words) <= 300 and words.isprintable() for words in report.told)


LINES = {
    "id": ("x", "id: Not a valid UUID"),
    "captured_at": ("05.03.2026 09:30", "captured_at: Not a valid"),
    "total": ("sixty", "“sixty” is no number"),
    "brand": ("1e999", "“1e999” is no number"),
    "people": ("25.5", "'25.5' lies outside 0 to 25"),
    "industry_rank": ("0", "'0' lies outside 1 to 100"),
    "relationships": ("0.1", "The four pillars make"),
    "verdict": ("", "verdict: Field may not be null"),
    "outcome": ("refused", ""),
}


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize(("column", "cell", "words"), [(name, *wrong) for name, wrong in LINES.items()])
def test_a_line_that_was_changed_must_still_be_sound(
    database: Database, person_id: int, stranger_id: int, column: str, cell: str, words: str
) -> None:
    head, line = lines(as_csv(database, person_id))
    line[COLUMNS.index(column)] = cell
    report = take(database, stranger_id, table(head, line), "a.csv")
    if words:
        assert report.summary() == "1 refused"
        assert words in report.told[0]
    else:
        assert report.summary() == "1 new"


@pytest.mark.usefixtures("item")
def test_a_table_may_have_been_saved_by_a_spreadsheet_of_another_country(
    database: Database, person_id: int, stranger_id: int
) -> None:
    first = as_csv(database, person_id)
    head, line = lines(first)
    line = [cell.replace(".", ",") if cell.replace(".", "").isdecimal() else cell for cell in line]
    saved = table(head, line, delimiter=";", lineterminator="\n")
    assert b";11,78;" in saved
    for data in (saved, gzip.compress(b"\xef\xbb\xbf" + saved)):
        report = take(database, stranger_id, data, "a.csv.gz", rehearsal=True)
        assert report.summary() == "1 new", report.told
    take(database, stranger_id, saved, "a.csv")
    assert as_csv(database, stranger_id) == first


TABLES = {
    b"": "its first line should name",
    b"\n\n": "its first line should name",
    b"date,date\n": "Two columns are called “date”",
    b"a,b\n1,2\n": "There are: a, b",
    b"date,total\n2026-01-31," + b"9" * 200_000: "no table: field larger than field limit",
    b'date,total\n2026-01-31,"61\n' + b"x\n" * 100_000: "no table: field larger than field limit",
    b"date,total," + b"x" * 2_000_000: "one of its lines is too long",
    b"date,total\n2026-01-31,6\xb3": "not text in UTF-8",
    gzip.compress(b"date,total\n" * 3)[:-9]: "ends too early",
    b"\x1f\x8bno gzip": "",
}


@pytest.mark.parametrize(("data", "words"), TABLES.items(), ids=range(len(TABLES)))
def test_what_is_no_table_is_refused_with_words(database: Database, person_id: int, data: bytes, words: str) -> None:
    before = dump(database)
    report = take(database, person_id, data, "a.csv.gz" if data.startswith(b"\x1f") else "a.csv")
    assert report.fates[Fate.REFUSED] >= 1
    assert words in " ".join(report.told), report.told
    assert dump(database) == before


def test_an_item_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_items, "LONGEST_ITEM", 100_000)

    class Endless:
        read_so_far = 0

        def read(self, letters: int) -> str:
            first, self.read_so_far = self.read_so_far == 0, self.read_so_far + letters
            return HEAD + ', "captures": ["' + "x" * letters if first else "x" * letters

    endless = Endless()
    with pytest.raises(json_items.NotJson, match="longer than any"):
        list(members(endless))  # type: ignore[arg-type]
    assert endless.read_so_far < 400_000


@pytest.mark.parametrize("size", [1, 2, 7, 100_000])
def test_a_document_reads_the_same_however_it_arrives(size: int) -> None:
    text = '{ "a" : 12345 ,"b":[ 1,-2.5e3 , "x\\"]" ,{"c":[]}],"d":[],\n"e":{"f":"ż"} , "g":null}'

    class Slow:
        at = 0

        def read(self, letters: int) -> str:
            piece = text[self.at : self.at + min(size, letters)]
            self.at += len(piece)
            return piece

    expected = [("a", 12345), ("b", 1), ("b", -2500.0), ("b", 'x"]'), ("b", {"c": []}), ("e", {"f": "ż"}), ("g", None)]
    assert list(members(Slow())) == expected  # type: ignore[arg-type]


def document(*items: Any) -> bytes:
    return f'{HEAD}, "captures": {json.dumps(items)}}}'.encode()


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table(*rows: list[str], **dialect: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, **dialect).writerows(rows)
    return text.getvalue().encode()
