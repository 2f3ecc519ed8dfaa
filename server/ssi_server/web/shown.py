"""The figures of a range as files: for a spreadsheet, and for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from ssi_parser.reading import COMPARED, PILLARS

from .. import history
from ..captures.local_time import local_time
from ..clock import now
from ..exchange.cells import BYTE_ORDER_MARK, harmless
from ..history import Range, Row, Rows
from ..storage import database
from . import access
from .access import signed_in
from .overview import range_of, rows_in

blueprint = Blueprint("shown", __name__)

_OF_GROUPS = ("name", "average", "rank", "rank_change")
COLUMNS = (
    "date",
    "total",
    "score",
    *PILLARS,
    *(f"{group}_{name}" for group in COMPARED for name in _OF_GROUPS),
    *(f"{group}_{pillar}" for group in COMPARED for pillar in PILLARS),
)


@blueprint.get("/history.csv")
@signed_in
def csv_file() -> ResponseReturnValue:
    """A line for each day, week or month of the range, the oldest first; what is unknown is empty."""
    span, rows = _asked()
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    lines.writerows([*_cells(row)] for row in rows)
    body = BYTE_ORDER_MARK + text.getvalue()
    return Response(body, headers=_attached(span, "csv"), content_type="text/csv; charset=utf-8; header=present")


@blueprint.get("/history.json")
@signed_in
def json_file() -> ResponseReturnValue:
    """The same rows in the form in which the API gives them."""
    span, rows = _asked()
    answer = jsonify({"since": str(span.since), "until": str(span.until), "every": span.every, "items": [*rows]})
    answer.headers.update(_attached(span, "json"))
    return answer


def _asked() -> tuple[Range, Rows]:
    me = access.person_id()
    with database().read() as transaction:
        today = local_time(transaction, me, now()).date()
        days = history.capture_days(transaction, me)
        rows = history.series(transaction, me)
    span = range_of(request.args, days, today)
    return span, rows_in(rows, span)


def _attached(span: Range, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="ssi-history-{span.since}-{span.until}.{ending}"'}


def _cells(row: Row) -> Iterator[Any]:
    """In the order of `COLUMNS`."""
    yield from (row["date"], row["total"], row["score"], *row["pillars"].values())
    for group in COMPARED:
        name, *figures = (row[group][part] for part in _OF_GROUPS)
        yield from (name and harmless(name), *figures)
    for group in COMPARED:
        yield from (row[group]["pillars"] or dict.fromkeys(PILLARS)).values()
