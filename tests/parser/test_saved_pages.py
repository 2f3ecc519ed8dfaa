"""What people have on disk gives the reading that the page would have given, and says where it was open and when."""

from __future__ import annotations

import base64
import gzip
import quopri
import re
from collections.abc import Callable
from datetime import datetime

import pytest

from parser_pages import SSI, fixture
from ssi_parser import errors, parse_page
from ssi_parser.saved import MAX_INFLATED, SavedPage, saved_page

PAGE = fixture("portuguese")
CHARSET = '<meta charset="utf-8">'
FRAME = '<html><body><main id="content-main"><p>Uma moldura, e nela nada que seja um índice.</p></main></body></html>'
DATE = "Thu, 5 Mar 2026 08:30:00 GMT"
INSTANT = datetime.fromisoformat("2026-03-05T08:30:00+00:00")


def declaring(charset: str) -> str:
    assert CHARSET in PAGE
    return PAGE.replace(CHARSET, f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')


def in_charset(charset: str, codec: str) -> bytes:
    return declaring(charset).encode(codec, "xmlcharrefreplace")


def assert_read_as_the_page(saved: SavedPage) -> None:
    assert parse_page(saved.html, saved.url).to_dict() == parse_page(PAGE).to_dict()


def quoted(text: str) -> bytes:
    return quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")


def part(content: bytes, *head: str) -> bytes:
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


def archive(head: list[str], *parts: bytes, boundary: str = "----MultipartBoundary--x7") -> bytes:
    """A web archive with these lines at its head, in the form that browsers give it."""
    start = "\r\n".join([*head, "MIME-Version: 1.0", f'Content-Type: multipart/related;\r\n\tboundary="{boundary}"'])
    between = f"\r\n--{boundary}\r\n".encode()
    return start.encode() + b"\r\n\r\n" + between + between.join(parts) + f"\r\n--{boundary}--\r\n".encode()


def of_chrome(page: str = PAGE, url: str = SSI) -> bytes:
    head = ["From: <Saved by Blink>", f"Snapshot-Content-Location: {url}", "Subject: =?utf-8?Q?=C3=8Dndice?="]
    frame = ["Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "Content-Location: cid:f@blink"]
    root = [*frame[:2], "Content-ID: <root@mhtml.blink>", f"Content-Location: {url}"]
    style = part(b".a{}", "Content-Type: text/css", "Content-Location: https://example.org/a.css")
    date = f"Date: {DATE}"
    return archive([*head, date], part(quoted(FRAME), *frame), part(quoted(page), *root), style)


def of_explorer() -> bytes:
    body = base64.encodebytes(PAGE.encode("cp1252", "xmlcharrefreplace")).replace(b"\n", b"\r\n")
    root = ['Content-Type: text/html;\r\n\tcharset="Windows-1252"', "Content-Transfer-Encoding: base64"]
    head = ['From: "Saved by Windows Internet Explorer 8"', "Date: Thu, 5 Mar 2026 09:30:00 +0100"]
    return archive(head, part(body, *root, f"Content-Location: {SSI}"), boundary="----=_NextPart_000_0000_01")


def by_single_file(url: str = SSI, date: str = "Thu Mar 05 2026 09:30:00 GMT+0100 (Mitteleuropäische Zeit)") -> str:
    comment = f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: {date}\n-->"
    return re.sub("<html[^>]*>", lambda tag: tag[0] + comment, PAGE, count=1)


ENCODED = {
    "utf-8": PAGE.encode(),
    "utf-8 with a mark": PAGE.encode("utf-8-sig"),
    "utf-16 with a mark": PAGE.encode("utf-16"),
    "utf-32 with a mark": PAGE.encode("utf-32"),
    "utf-16-le": PAGE.encode("utf-16-le"),
    "utf-16-be": PAGE.encode("utf-16-be"),
    "utf-8, not declared": PAGE.replace(CHARSET, "").encode(),
    "windows-1252, not declared": PAGE.replace(CHARSET, "").encode("cp1252"),
    "utf-8, declared as latin-1": declaring("iso-8859-1").encode(),
    "utf-8, declared as utf-16": in_charset("utf-16", "utf-8"),
    "windows-1252, declared as latin-1": in_charset("iso-8859-1", "cp1252"),
    "windows-1252, declared as no text": in_charset("idna", "cp1252"),
    "latin-9": in_charset("ISO-8859-15", "iso-8859-15"),
    "windows-1250": in_charset("windows-1250", "cp1250"),
    "shift_jis": in_charset("shift_jis", "cp932"),
    "iso-2022-jp": in_charset("iso-2022-jp", "iso-2022-jp"),
    "xml": b'<?xml version="1.0" encoding="macintosh"?>' + PAGE.replace(CHARSET, "").encode("mac-roman"),
}
INNER_HEAD = b"--b\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
BROKEN = {
    "nothing": b"",
    "start of gzip": b"\x1f\x8b",
    "no gzip after all": b"\x1f\x8b\x08\x00 this is no gzip at all",
    "archive without parts": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n",
    "archives in archives": INNER_HEAD.removeprefix(b"--b\r\n") + INNER_HEAD * 20_000,
    "long head": b"Content-Type: text/html;" + b' a=";";' * 100_000,
    "no base64 after all": part(b"=" * 100_000, "Content-Type: text/html", "Content-Transfer-Encoding: base64"),
    "endless comments": b"<!-- saved from url=(1)" * 100_000,
    "endless marks": b"\x00<" * 100_000,
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_a_page_is_read_in_whatever_encoding_it_was_saved(data: bytes) -> None:
    saved = saved_page(data)
    assert parse_page(saved.html).to_dict() == parse_page(PAGE).to_dict()
    assert (saved.url, saved.saved_at) == (None, None)


def test_what_browsers_mean_by_an_encoding_counts() -> None:
    assert saved_page(b'<meta charset="iso-8859-1">\x80 \x93x\x94').html.endswith("€ “x”")


@pytest.mark.parametrize(
    "data",
    [of_chrome(), of_explorer(), of_chrome().replace(b"\r\n", b"\n")],
    ids=["Chrome", "Internet Explorer", "Unix"],
)
def test_a_web_archive_is_read_at_its_root_and_not_at_a_frame(data: bytes) -> None:
    saved = saved_page(data)
    assert (saved.url, saved.saved_at) == (SSI, INSTANT)
    assert_read_as_the_page(saved)


def test_the_root_may_be_named_by_its_id() -> None:
    head = ["Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable"]
    frame, root = part(quoted(FRAME), *head, "Content-ID: <f>"), part(quoted(PAGE), *head, "Content-ID: <r>")
    data = archive([], frame, root).replace(b"multipart/related;", b'multipart/related; start="<r>";')
    assert_read_as_the_page(saved_page(data))


def test_an_archive_of_one_part_is_that_part() -> None:
    head = ["From: <Saved by Windows Internet Explorer 7>", "Content-Type: text/html; charset=utf-8"]
    saved = saved_page(
        part(quoted(PAGE), *head, "Content-Transfer-Encoding: quoted-printable", f"Content-Location: {SSI}")
    )
    assert saved.url == SSI
    assert_read_as_the_page(saved)


@pytest.mark.parametrize(
    "pack",
    [gzip.compress, lambda data: gzip.compress(data[:999]) + gzip.compress(data[999:])],
    ids=["one piece", "two pieces"],
)
@pytest.mark.parametrize("data", [PAGE.encode(), of_chrome()], ids=["page", "archive"])
def test_what_is_compressed_is_inflated(data: bytes, pack: Callable[[bytes], bytes]) -> None:
    assert_read_as_the_page(saved_page(pack(data)))


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode()[:-300],
        gzip.compress(PAGE.encode(), mtime=0)[:-40],
        of_chrome()[: of_chrome().rindex(b"</main") + 3],
        of_explorer()[:-900],
    ],
    ids=["page", "gzip", "archive", "archive in base64"],
)
def test_a_file_that_ends_early_gives_what_is_there_and_a_doubt(data: bytes) -> None:
    saved = saved_page(data)
    reading, whole = parse_page(saved.html, saved.url), parse_page(PAGE)
    assert (reading.total, reading.pillars) == (whole.total, whole.pillars)
    assert [doubt.problem for doubt in reading.doubts] == ["cut_short"]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<!-- saved from url=(0035){SSI} -->\n{PAGE}", SSI),
        (f"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n{PAGE}", None),
        (f"<!-- saved from url=(0035)file:///C:/ssi.html -->\n{PAGE}", None),
        (by_single_file(), SSI),
        (by_single_file("file:///C:/ssi.html"), None),
    ],
    ids=["Chrome", "about:internet", "file", "SingleFile", "SingleFile of a file"],
)
def test_the_address_is_the_one_that_the_page_was_saved_from(html: str, url: str | None) -> None:
    saved = saved_page(html.encode())
    assert saved.url == url
    assert_read_as_the_page(saved)


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("Thu Mar 05 2026 09:30:00 GMT+0100 (Central European Standard Time)", INSTANT),
        ("Thu Mar 05 2026 05:30:00 GMT-0300 (Horário Padrão de Brasília)", INSTANT),
        ("yesterday", None),
        ("Thu Mar 99 2026 09:30:00 GMT+0100", None),
    ],
)
def test_the_time_of_a_page_is_the_one_that_singlefile_tells(date: str, instant: datetime | None) -> None:
    assert saved_page(by_single_file(date=date).encode()).saved_at == instant


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        (DATE, INSTANT),
        ("Thu, 5 Mar 2026 08:30:00 -0000", INSTANT),
        ("Thu, 5 Mar 2026 05:30:00 -0300", INSTANT),
        ("Thu, 5 Mar 2026 08:30:00", None),
        ("Thu, 55 Mar 2026 08:30:00 +0000", None),
        ("soon", None),
    ],
)
def test_the_time_of_an_archive_is_told_where_it_is_certain(date: str, instant: datetime | None) -> None:
    assert saved_page(of_chrome().replace(DATE.encode(), date.encode())).saved_at == instant


@pytest.mark.parametrize(
    "data",
    [of_chrome(url="https://www.linkedin.com/feed/"), by_single_file("https://www.linkedin.com/feed/").encode()],
    ids=["archive", "SingleFile"],
)
def test_a_saved_page_of_another_address_is_refused(data: bytes) -> None:
    saved = saved_page(data)
    with pytest.raises(errors.NotSsiPage):
        parse_page(saved.html, saved.url)


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(errors.NotSsiPage, match="without a page"):
        saved_page(archive([], part(b".a{}", "Content-Type: text/css")))


def test_a_file_that_inflates_beyond_any_page_is_refused() -> None:
    with pytest.raises(errors.TooComplex):
        saved_page(gzip.compress(b" " * (MAX_INFLATED + 1), compresslevel=1))


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_ends_in_a_refusal(data: bytes) -> None:
    with pytest.raises(errors.Refusal):
        parse_page(saved_page(data).html)
