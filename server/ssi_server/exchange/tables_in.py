"""Tables in, ours and those of others: line by line, what is sound kept in batches, what is not told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from flask_babel import gettext as _

from .arrival import BATCH, Arrival
from .columns import BadDate, Columns
from .record import Record
from .report import Fate, Lack, Report, words
from .rows import NotTable, Rows, rows_of
from .table_in import BadLine, Cells, is_ours, record_of, unknown_columns


def take_table(text: TextIO, columns: Columns, delimiter: str | None, arrival: Arrival, report: Report) -> None:
    """Takes in the lines, and notes in the report what became of each.

    Raises NotTable where there is no table, or not any more; NoSuchColumn where its columns are not those named.
    """
    rows = rows_of(text, delimiter)
    if is_ours(rows.header) and not columns.named:
        unused, read = unknown_columns(rows.header), record_of
    else:
        report.header = rows.header
        columns = columns.fitted(rows.header)
        unused, read = columns.unused(rows.header), columns.record_of
    if unused:
        report.tell(_("Columns that are not taken in: %(names)s.", names=", ".join(unused)))
    _take(rows, read, arrival, report)


def _take(rows: Rows, read: Callable[[Cells], Record], arrival: Arrival, report: Report) -> None:
    batch: list[tuple[int, Record]] = []
    try:
        for line, cells in rows.lines:
            try:
                batch.append((line, read(cells)))
            except BadLine as error:
                if isinstance(error, BadDate):
                    report.lacks.add(Lack.DATE_FORMAT)
                report.note(Fate.REFUSED, _("line %(line)s: %(words)s", line=line, words=error))
            if len(batch) == BATCH:
                _arrive(batch, arrival, report)
                batch = []
    except (NotTable, UnicodeDecodeError):  # What came before is as sound as if the table ended here.
        _arrive(batch, arrival, report)
        raise
    _arrive(batch, arrival, report)


def _arrive(batch: list[tuple[int, Record]], arrival: Arrival, report: Report) -> None:
    fates = arrival.captures([record for _line, record in batch])
    for (line, record), fate in zip(batch, fates, strict=True):
        report.note(fate, words(_("line %(line)s (%(day)s)", line=line, day=record.captured_at.date()), fate))
