"""The lines of a table as a spreadsheet or a program saved it, each by the names of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from flask_babel import gettext as _

_LONGEST_LINE = 1024 * 1024
_MOST_COLUMNS = 500
DELIMITERS = (",", ";", "\t", "|")


class NotTable(ValueError):
    """The text is no table, or none from some line on; the message says why, as a sentence."""


@dataclass(frozen=True)
class Rows:
    """`header` are the names of the columns, `lines` come with their numbers; `delimiter` is what parts the cells."""

    header: tuple[str, ...]
    delimiter: str
    lines: Iterator[tuple[int, dict[str, str]]]


def rows_of(text: TextIO, delimiter: str | None = None) -> Rows:
    """The table; without a delimiter, the one that parts its first line into the most cells. Raises NotTable."""
    lines = _lines(text)
    first = next((line for line in lines if line.strip()), "")
    delimiter = delimiter or max(DELIMITERS, key=first.count)
    header = tuple(cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), []))
    if len(header) > _MOST_COLUMNS or not any(header):
        raise NotTable(_("It is no table: its first line should name the columns."))
    named = [name for name in header if name]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise NotTable(_("Two columns are called “%(name)s”: give one of them another name.", name=twice[:40]))
    return Rows(header, delimiter, _rows(lines, header, delimiter))


def _rows(lines: Iterator[str], header: tuple[str, ...], delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + 1, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        line = reader.line_num + 1
        raise NotTable(_("From line %(line)s on it is no table: %(how)s.", line=line, how=error)) from error


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise NotTable(_("It is no table: one of its lines is too long."))
        yield line
