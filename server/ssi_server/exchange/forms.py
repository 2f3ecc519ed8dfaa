"""In which of the forms that are taken in a file is written: told by how it begins, then by its name."""

from __future__ import annotations

import gzip
import zlib
from enum import StrEnum
from io import BufferedReader, TextIOWrapper
from typing import TextIO

FAR_ENOUGH = 4096
"""Bytes of a file's beginning that are enough to tell."""

_GZIP = b"\x1f\x8b"
_TABLES = (".csv", ".tsv", ".txt")
_OURS = b"id,captured_at,"
_MARK = b"\xef\xbb\xbf"


class Form(StrEnum):
    DOCUMENT = "document"
    TABLE = "table"
    PAGE = "page"


def form_of(head: bytes, name: str) -> Form:
    """The form of a file that begins so; whatever is neither a document nor a table is left to the reader of pages.

    >>> form_of(b'{"format": "ssi-history"', "x.csv").value, form_of(b"Day;SSI", "x.CSV").value
    ('document', 'table')
    >>> form_of(b"<!doctype html>", "x.csv").value, form_of(b"MIME-Version: 1.0", "x").value
    ('page', 'page')
    """
    if head.startswith(_GZIP):
        head = _inflated(head)
    start = head.removeprefix(_MARK).lstrip()
    if start.startswith((b"{", b"[")):
        return Form.DOCUMENT
    is_named_so = name.lower().removesuffix(".gz").endswith(_TABLES)
    is_table = start.startswith(_OURS) or (is_named_so and not start.startswith(b"<"))
    return Form.TABLE if is_table else Form.PAGE


def text_of(stream: BufferedReader, encoding: str) -> TextIO:
    """The text in a file, which may be compressed by gzip, its line ends as they are."""
    is_packed = stream.peek(2).startswith(_GZIP)
    inner = BufferedReader(gzip.GzipFile(fileobj=stream)) if is_packed else stream
    return TextIOWrapper(inner, encoding=encoding, newline="")


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, FAR_ENOUGH)
    except zlib.error:
        return b""
