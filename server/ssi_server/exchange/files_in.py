"""A file in, whichever of the forms it has; what is wrong with it is told in words, and never ends the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader

from flask_babel import gettext as _

from ssi_parser import parse_page
from ssi_parser.errors import Refusal, Unreadable
from ssi_parser.saved import MAX_INFLATED, SavedPage, saved_page

from ..people.accounts import Ownership
from ..storage import Database
from .arrival import Arrival
from .columns import Columns, NoSuchColumn
from .document_in import take_document
from .forms import FAR_ENOUGH, Form, form_of, text_of
from .json_items import NotJson
from .page_in import PageArrival
from .report import Fate, Lack, Report
from .rows import NotTable
from .tables_in import take_table

UTF_8 = "utf-8-sig"
"""With or without the mark in front."""

Moment = Callable[[str, SavedPage], dt.datetime | None]


def as_saved(_name: str, page: SavedPage) -> dt.datetime | None:
    """When the file says that it was saved."""
    return page.saved_at


@dataclass(frozen=True)
class Understanding:
    """How files are to be understood where they do not tell themselves. `moment` gives the instant at which a saved
    page, from the file of that name, was captured; None if it is not known.
    """

    columns: Columns = field(default_factory=Columns)
    delimiter: str | None = None
    encoding: str = UTF_8
    moment: Moment = as_saved


class Intake:
    """Takes in files for one person. A rehearsal finds out what would come of them, and writes nothing."""

    def __init__(self, database: Database, person_id: int, ownership: Ownership, *, rehearsal: bool) -> None:
        self._arrival = Arrival(database, person_id, rehearsal)
        self._pages = PageArrival(self._arrival, ownership)

    def take(self, name: str, stream: BufferedReader, how: Understanding) -> Report:
        """What came of everything in the file."""
        report = Report(name)
        try:
            self._take(name, stream, how, report)
        except (NotJson, NotTable) as error:
            report.note(Fate.REFUSED, str(error))
        except NoSuchColumn as error:
            report.lacks.add(Lack.COLUMNS)
            report.note(Fate.REFUSED, str(error))
        except Refusal as refusal:
            report.note(Fate.REFUSED, f"{_(refusal.title)} ({refusal.code}). {_(refusal.detail)}")
        except UnicodeDecodeError:
            report.lacks.add(Lack.ENCODING)
            report.note(Fate.REFUSED, _("It is not text in UTF-8. A spreadsheet saves it so as “CSV UTF-8”."))
        except (gzip.BadGzipFile, EOFError, zlib.error):
            report.note(Fate.REFUSED, _("It is compressed, and ends too early or is damaged."))
        except OSError as error:
            report.note(Fate.REFUSED, _("It cannot be read: %(reason)s.", reason=error.strerror))
        return report

    def _take(self, name: str, stream: BufferedReader, how: Understanding, report: Report) -> None:
        form = form_of(stream.peek(FAR_ENOUGH)[:FAR_ENOUGH], name)
        if form is Form.DOCUMENT:
            take_document(text_of(stream, UTF_8), self._arrival, report)
        elif form is Form.TABLE:
            take_table(text_of(stream, how.encoding), how.columns, how.delimiter, self._arrival, report)
        else:
            page = saved_page(stream.read(MAX_INFLATED + 1))
            if page.saved_at is None:
                _require_score(page)
            at = how.moment(name, page)
            if at is None:
                report.lacks.add(Lack.MOMENT)
                report.note(Fate.REFUSED, _("It does not say when it was saved."))
            else:
                self._pages.take(page, at, report)


def _require_score(page: SavedPage) -> None:
    """Raises the Refusal of a page that is to be refused whenever it was saved, so that nobody is asked for that."""
    with suppress(Unreadable):
        parse_page(page.html, page.url)
