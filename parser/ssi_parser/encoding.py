"""From bytes to text: what a page is encoded in, by what it holds and by what it says."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # Before UTF-16: the shorter mark is how the longer one begins.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOK = 4096
_DECLARED = (
    re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})"""),
    re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE),
)

# Browsers take these names for what pages really hold; Python takes them literally, or does not know them.
_MEANT = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac-cyrillic",
}
# No page is in another encoding; Python's own list also has codecs that are none of text.
_OF_PAGES = re.compile(
    r"utf-?8|utf-?16(le|be)?|iso-8859-([2-8]|1[03-6])|windows-125[0-8]|koi8-[ru]|gb18030|cp(874|932|949)|big5hkscs"
    r"|euc-jp|iso-2022-jp|macintosh|mac-cyrillic|ibm866"
)
_BY_DEFAULT = "windows-1252"
_STATEFUL = "iso-2022-jp"


def decoded(data: bytes, charset: str | None = None) -> str:
    """The text of a page. `charset` is what stands beside it, as in the head of a part of an archive.

    A mark at the start is believed before anything else, then bytes that can only be UTF-16 or UTF-8, since
    pages are saved anew under an old declaration; then the charset, then the page's own declaration.

    >>> decoded("<p>até</p>".encode("utf-16-le")), decoded(b'<meta charset="iso-8859-2"><p>\\xa3</p>')[-8:]
    ('<p>até</p>', '<p>Ł</p>')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    told = _codec(charset) or _declared(data[:_LOOK])
    if wide := _wide(data[:_LOOK]):
        return data.decode(wide, "replace")
    if told != _STATEFUL:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":  # Cut short within a letter.
                return data.decode("utf-8", "replace")
    return data.decode(told or _BY_DEFAULT, "replace")


def _declared(start: bytes) -> str | None:
    found = [match for pattern in _DECLARED if (match := pattern.search(start))]
    codec = _codec(found[0][1].decode("ascii")) if found else None
    return "utf-8" if codec and codec.startswith("utf") else codec  # Whoever could read it so far reads no UTF-16.


def _codec(name: str | None) -> str | None:
    lowered = (name or "").strip().lower()
    codec = _MEANT.get(lowered, lowered)
    return codec if _OF_PAGES.fullmatch(codec) else None


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of a page's markup is zero."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most = len(start) // 4
    return "utf-16-le" if odd > most > even else "utf-16-be" if even > most > odd else None
