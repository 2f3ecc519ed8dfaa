"""A history as an answer over HTTP: sent in pieces while it is read, so that it takes little memory."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from itertools import chain

from flask import Response
from sqlalchemy.orm import Session

from ..people import audit
from ..people.audit import Action
from ..storage import Database
from . import document, leaving, table

Written = Callable[[Session, int], Iterator[str]]

_FORMS: dict[str, tuple[str, Written]] = {
    "csv": ("text/csv; charset=utf-8; header=present", table.written),
    "json": ("application/json", document.written),
}


def download(database: Database, person_id: int, ending: str) -> Response:
    """The person's history as a file with this ending: `csv` or `json`. That it went out is noted."""
    content_type, written = _FORMS[ending]
    audit.note_if_it_can_be(database, person_id, Action.EXPORTED, person_id, form=ending)
    pieces = _pieces(database, person_id, written)
    first = next(pieces)
    headers = {"Content-Disposition": f'attachment; filename="ssi-history.{ending}"'}
    answer = Response(chain([first], pieces), headers=headers, content_type=content_type)
    answer.call_on_close(pieces.close)  # Nobody asks for the pieces of an answer to HEAD.
    return answer


def _pieces(database: Database, person_id: int, written: Written) -> Generator[bytes, None, None]:
    with database.read() as session:
        leaving.count(session, person_id)  # Where nothing can be read, the answer is an error, not half a file.
        for piece in written(session, person_id):
            yield piece.encode()
