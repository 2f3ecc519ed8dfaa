"""The table of another program: which of its columns holds which figure, and how it writes dates and numbers."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext as _
from marshmallow import ValidationError

from ssi_parser.reading import PILLARS, Value

from ..captures import manual
from ..captures.request import require_reachable
from ..clock import now
from .record import Record
from .table_in import BadLine, Cells, no_number

WHEN = ("date", "time")
FIGURES = (*WHEN, *manual.FIGURES)
"""What a column may hold, by its dotted name; the date must be there."""
LONGEST_NAME = 200

_MOMENTS = uuid.UUID("5b0f7c1c-2e10-5d5b-9b7e-8a865a0f0c9a")
"""The space of names in which a line's date and time make its id."""
_NUMBER = re.compile(r"[+-]?\d{1,6}([.,]\d{1,20})?", re.ASCII)
_EMPTY = frozenset(("", "-", "–", "—", "n/a", "null", "none"))
_NOON = dt.time(12)


class BadDate(BadLine):
    """A date is written in another way than was said."""


class NoSuchColumn(ValueError):
    """A column was named that is not there, or a figure that is none; the message says what there is."""


def figure_named(name: str) -> str:
    """The dotted name of a figure as people may write it. NoSuchColumn where there is none.

    >>> figure_named("brand"), figure_named("industry_rank"), figure_named("industry.rank"), figure_named("Date")
    ('pillars.brand', 'industry.rank', 'industry.rank', 'date')
    """
    wanted = name.strip().lower()
    if wanted in PILLARS:
        return f"pillars.{wanted}"
    for figure in FIGURES:
        if wanted in (figure, figure.replace(".", "_")):
            return figure
    raise NoSuchColumn(_("“%(name)s” is no figure. There are: %(all)s.", name=name[:40], all=", ".join(FIGURES)))


def own_names(header: tuple[str, ...]) -> dict[str, str]:
    """The columns, by figure, that bear the name of a figure themselves."""
    return {figure: name for name in header if (figure := _figure_or_none(name))}


@dataclass(frozen=True)
class Columns:
    """`named` are the columns by figure. `date_format` is strptime's, ISO 8601 without it. `zone` is where the times
    hold that stand there without an offset, that of this computer without it.
    """

    named: Mapping[str, str] = field(default_factory=dict)
    date_format: str | None = None
    zone: dt.tzinfo | None = None

    def fitted(self, header: tuple[str, ...]) -> Columns:
        """With the columns that bear the name of a figure themselves. NoSuchColumn if one is missing."""
        lacking = [column for column in self.named.values() if column not in header]
        if lacking:
            raise NoSuchColumn(
                _("There is no column “%(name)s”. There are: %(all)s.", name=lacking[0][:40], all=_listed(header))
            )
        named = own_names(header) | dict(self.named)
        if "date" not in named or not set(named) & set(manual.OWN):
            raise NoSuchColumn(
                _(
                    "It does not tell which columns hold the date, and the total or a pillar. There are: %(all)s.",
                    all=_listed(header),
                )
            )
        return Columns(named, self.date_format, self.zone)

    def unused(self, header: tuple[str, ...]) -> list[str]:
        return [name for name in header if name and name not in self.named.values()]

    def record_of(self, cells: Cells) -> Record:
        """The figures of a line as a capture at noon, or at the time that stands there. BadLine if they are none, or
        contradict each other.
        """
        wall = self._moment(cells)
        figures = {figure: value for figure in manual.FIGURES if (value := self._value(cells, figure)) is not None}
        if not figures.keys() & set(manual.OWN):
            raise BadLine(_("It holds neither a total nor a pillar."))
        reading = manual.reading_of(figures)
        if reading.doubts:
            raise BadLine(" ".join(f"{doubt.figure}: {doubt.detail}" for doubt in reading.doubts))
        at = self._placed(wall)
        return Record(
            id=uuid.uuid5(_MOMENTS, wall.isoformat()),
            captured_at=at,
            received_at=now().replace(microsecond=0),
            trigger="import",
            client="import",
            outcome="read",
            code=None,
            reader_version=manual.BY_HAND,
            reading=reading,
        )

    def _moment(self, cells: Cells) -> dt.datetime:
        """What the line says of when; it may lack an offset."""
        text = self._cell(cells, "date")
        try:
            if self.date_format:
                day = dt.datetime.strptime(text, self.date_format)  # noqa: DTZ007  # a wall clock's time, placed later
                has_time = any(sign in self.date_format for sign in ("%H", "%I", "%X", "%c", "%s"))
            else:
                day, has_time = dt.datetime.fromisoformat(text), len(text) > len("2026-01-31")
        except ValueError:
            raise BadDate(_("The date “%(text)s” is written in another way.", text=text[:40])) from None
        if has_time:
            return day
        return dt.datetime.combine(day.date(), self._time(cells))

    def _time(self, cells: Cells) -> dt.time:
        text = self._cell(cells, "time")
        try:
            return dt.time.fromisoformat(text).replace(tzinfo=None) if text else _NOON
        except ValueError:
            raise BadLine(_("The time “%(text)s” is written in another way than 09:30.", text=text[:40])) from None

    def _placed(self, wall: dt.datetime) -> dt.datetime:
        try:
            at = wall if wall.tzinfo else wall.replace(tzinfo=self.zone) if self.zone else wall.astimezone()
            at = at.astimezone(dt.timezone(at.utcoffset() or dt.timedelta()))
            require_reachable(at)
        except (ValidationError, OverflowError, OSError, ValueError) as error:
            raise BadLine(_("No capture can have been made on %(day)s.", day=wall.date())) from error
        return at

    def _value(self, cells: Cells, figure: str) -> Value | None:
        text = self._cell(cells, figure)
        if text.lower() in _EMPTY:
            return None
        if figure.endswith(".name"):
            return _name(text)
        number = text.removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
        if not _NUMBER.fullmatch(number):
            raise no_number(figure, text)
        return Decimal(number.replace(",", "."))

    def _cell(self, cells: Cells, figure: str) -> str:
        return cells.get(self.named.get(figure, ""), "").strip()


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise BadLine(_("“%(name)s” is no name of an industry.", name=text[:40]))
    return text


def _figure_or_none(name: str) -> str | None:
    try:
        return figure_named(name)
    except NoSuchColumn:
        return None


def _listed(header: tuple[str, ...]) -> str:
    return ", ".join(name[:40] for name in header if name)
