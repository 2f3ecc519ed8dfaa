"""An archive that is damaged, or made by somebody who means harm, is refused before anything is replaced."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from flask import Flask

from engines import on_sqlite
from server_parts import Api, rows
from ssi_server.config import Settings, Unusable
from ssi_server.storage import Database
from ssi_server.upkeep.archive import reading
from upkept import (
    Change,
    backed_up,
    changed,
    first_row,
    manifest,
    packed,
    put,
    resealed,
    restored,
    run,
    send_some,
    table,
    without,
    without_table,
)


@pytest.fixture
def good(app: Flask, api: Api, database: Database, settings: Settings, tmp_path: Path) -> bytes:
    """An archive of the installation itself, which nobody uses any more."""
    send_some(api, 1)
    app.extensions["ssi_database"].close()
    database.close()
    return backed_up(settings, tmp_path / "good.zip")


@pytest.fixture
def refused(good: bytes, settings: Settings, tmp_path: Path) -> Callable[[bytes], str]:
    """Why an archive is not restored, after checking that the history is what it was."""
    file = tmp_path / "bad.zip"

    def refuse(archive: bytes) -> str:
        file.write_bytes(archive)
        with pytest.raises(Unusable, match="Nothing was changed") as why:
            restored(settings, file)
        assert backed_up(settings, tmp_path / "after.zip") == good
        return str(why.value)

    return refuse


def is_refused(file: Path, archive: bytes) -> bool:
    file.write_bytes(archive)
    try:
        with reading.opened(file) as opened:
            opened.verify(lambda _: None)
    except Unusable:
        return True
    return False


@pytest.fixture
def small(database: Database, settings: Settings, tmp_path: Path) -> bytes:
    """An archive with one person in it."""
    return backed_up(settings, tmp_path / "small.zip")


@on_sqlite
def test_every_byte_counts(small: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    for place in range(len(small)):
        flipped = small[:place] + bytes([small[place] ^ 1]) + small[place + 1 :]
        assert is_refused(file, flipped), place
    assert not is_refused(file, small)


@on_sqlite
def test_a_file_that_ends_early_is_refused(small: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    for length in range(len(small)):
        assert is_refused(file, small[:length]), length
    for length in range(64, len(small) - 64):  # The comment may well be shorter than the zip says.
        assert is_refused(file, resealed(small[:length])), length


@on_sqlite
def test_a_byte_that_was_sealed_again_hurts_nobody(small: bytes, tmp_path: Path) -> None:
    """Whoever makes a new seal can change what checks nothing (a date in the zip), and is refused for all else."""
    file = tmp_path / "bad.zip"
    for place in range(len(small) - 64):
        archive = resealed(small[:place] + bytes([small[place] ^ 0x41]) + small[place + 1 :])
        if not is_refused(file, archive):
            with reading.opened(file) as opened, reading.opened(tmp_path / "small.zip") as intact:
                for table in intact.manifest.tables:
                    assert list(opened.rows(table)) == list(intact.rows(table))


FILES = "holds other files than its manifest names"
HOSTILE: dict[str, tuple[Change, str]] = {
    "a path upwards": (put("../../evil"), FILES),
    "an absolute path": (put("/etc/evil"), FILES),
    "a table that is not named": (put("tables/sign_in_links.jsonl"), FILES),
    "a table that no history has": (manifest(lambda it: it["tables"].update(evil=it["tables"]["people"])), "'evil'"),
    "a table that stays behind": (
        manifest(lambda it: it["tables"].update(web_sessions=it["tables"]["people"])),
        "'web_sessions'",
    ),
    "a table that is missing": (without("tables/captures.jsonl"), FILES),
    "a table that is left out wholly": (without_table("notes"), "not those of schema"),
    "no manifest": (without("manifest.json"), "no backup of SSI History"),
    "no key": (without("session.key"), "no backup of SSI History"),
    "a short key": (put("session.key", b"short"), "key is damaged"),
    "another key": (put("session.key", b"k" * 32), "key is damaged"),
    "a manifest that is none": (put("manifest.json", b"[]"), "does not say that it is a backup"),
    "a manifest that is nested deeply": (put("manifest.json", b"[" * 100_000), "cannot be restored"),
    "a later format": (manifest(lambda it: it.update(version=2)), "update SSI History"),
    "a newer schema": (manifest(lambda it: it.update(schema="9999")), "newer version"),
    "an older schema than its tables": (manifest(lambda it: it.update(schema="0001")), "not those of schema 0001"),
    "no size": (manifest(lambda it: it["tables"]["people"].update(rows=-1)), "has no size"),
    "fewer rows than there are": (manifest(lambda it: it["tables"]["captures"].update(rows=1)), "longer than"),
    "more rows than there are": (manifest(lambda it: it["tables"]["captures"].update(rows=9)), "is not the one"),
    "another checksum": (manifest(lambda it: it["tables"]["people"].update(sha256="0" * 64)), "is not the one"),
    "a column more": (
        manifest(lambda it: it["tables"]["people"]["columns"].update(evil="text")),
        "other columns than the table has",
    ),
    "a column more in every row": (
        lambda it: (
            first_row("people", lambda row: row.update(evil="x"))(it),
            manifest(lambda document: document["tables"]["people"]["columns"].update(evil="text"))(it),
        )[0],
        "not those of schema",
    ),
    "a column of another kind": (
        manifest(lambda it: it["tables"]["people"]["columns"].update(id="text")),
        "a kind that no history has",
    ),
    "a row that is no JSON": (table("people", lambda _: b"nonsense\n"), "row 1 of its table people"),
    "a row that is nested deeply": (table("people", lambda _: b"[" * 50_000 + b"\n"), "row 1 of its table people"),
    "half a row": (table("people", lambda data: data[:-9] + b"\n"), "row 1 of its table people"),
    "a number that is none": (first_row("people", lambda row: row.update(id=True)), "row 1 of its table people"),
    "a number beyond 64 bits": (first_row("people", lambda row: row.update(id=2**63)), "row 1 of its table people"),
    "half a character": (first_row("people", lambda row: row.update(name="\ud800")), "row 1 of its table people"),
    "a NUL": (first_row("people", lambda row: row.update(name="a\0b")), "row 1 of its table people"),
    "a time without offset": (
        first_row("people", lambda row: row.update(created_at="2026-01-01T00:00:00")),
        "row 1 of its table people",
    ),
    "bytes that are none": (first_row("pages", lambda row: row.update(html_zstd="?")), "row 1 of its table pages"),
}
UNFITTING: dict[str, tuple[Change, str]] = {
    "nothing where something must be": (first_row("people", lambda row: row.update(name=None)), "does not fit"),
    "the same row twice": (table("people", lambda data: data + data), "does not fit"),
    "captures without their person": (table("people", lambda _: b""), "does not fit"),
    "figures without their capture": (table("captures", lambda _: b""), "does not fit"),
    "captures without their page": (table("pages", lambda _: b""), "does not fit"),
    "an outcome that there is not": (first_row("captures", lambda row: row.update(outcome="x")), "does not fit"),
}


@on_sqlite
@pytest.mark.parametrize("name", HOSTILE)
def test_contents_that_cannot_be_are_refused(name: str, good: bytes, refused: Callable[[bytes], str]) -> None:
    change, why = HOSTILE[name]
    assert why in refused(changed(good, change))


@pytest.mark.parametrize("name", UNFITTING)
def test_rows_that_do_not_fit_each_other_are_refused(name: str, good: bytes, refused: Callable[[bytes], str]) -> None:
    change, why = UNFITTING[name]
    assert why in refused(changed(good, change))


def entries(archive: Path) -> list[tuple[ZipInfo, bytes]]:
    with ZipFile(archive) as whole:
        return [(ZipInfo(name), whole.read(name)) for name in whole.namelist()]


@on_sqlite
def test_a_bomb_is_refused_unopened(good: bytes, refused: Callable[[bytes], str]) -> None:
    bomb = table("people", lambda _: b" " * 200_000_000)
    assert "would become far too large" in refused(changed(good, bomb))


@on_sqlite
def test_a_link_is_nothing_but_a_file_that_is_not_named(
    good: bytes, refused: Callable[[bytes], str], tmp_path: Path
) -> None:
    link = ZipInfo("tables/evil.jsonl")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert FILES in refused(packed([*entries(tmp_path / "good.zip"), (link, b"/etc/passwd")]))


@on_sqlite
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(good: bytes, refused: Callable[[bytes], str], tmp_path: Path) -> None:
    there = entries(tmp_path / "good.zip")
    assert FILES in refused(packed([*there, (ZipInfo("tables/people.jsonl"), b"")]))


@on_sqlite
def test_another_way_of_packing_is_refused(good: bytes, refused: Callable[[bytes], str], tmp_path: Path) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as whole:
        whole.comment = b"0" * 64
        for info, data in entries(tmp_path / "good.zip"):
            whole.writestr(info, data)
    assert info.compress_type != ZIP_DEFLATED
    assert "packed in another way" in refused(resealed(out.getvalue()))


def test_the_command_says_so_in_a_sentence(good: bytes, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    file.write_bytes(good[:-1])
    said = run(settings, "restore", "--yes", str(file))
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "it is no backup of SSI History, or is damaged or cut short" in said.stderr
    assert rows(settings, "SELECT count(*) FROM captures") == [(2,)]
