"""What the charts are drawn from: one JSON text, a list for each figure rather than an object for each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from ssi_parser.reading import PILLARS, json_value

from .. import history
from ..history import Range, Rows
from ..journal import notes
from ..models import Note
from .charts import SMOOTH
from .labels import pillar_label

FIGURES = (
    "total", "score", "industry.average", "network.average",
    *(f"pillars.{pillar}" for pillar in PILLARS),
    "industry.rank", "network.rank",
)  # fmt: skip
"""The figures that are drawn, by their names in a row."""

LONGEST_WEEKS = 14
"""Days that a line is drawn across whatever the rhythm. The last captures of two weeks in a row lie fewer apart."""

LONGEST_MONTHS = 62
"""Days that may lie between the last captures of two months that follow each other."""

_FIRST = dt.date(1970, 1, 1)


def chart_data(
    shown: Rows,
    smooth: Mapping[dt.date, Decimal | None],
    doubtful: Rows,
    noted: Iterable[Note],
    span: Range,
    longest: int,
    compared: Sequence[dict[str, Any]],
) -> Markup:
    """The JSON for the page's script element.

    Days count from 1970-01-01. `longest` is the most days that a line is drawn across.
    """
    data = {
        "since": _number(span.since),
        "until": _number(span.until),
        "longest": longest,
        "days": [*map(_number, shown.days)],
        "figures": _columns(shown) | {SMOOTH: [json_value(smooth.get(day)) for day in shown.days]},
        "doubtful": {"days": [*map(_number, doubtful.days)], "figures": _columns(doubtful)},
        "breaks": [
            {"day": _number(part.days[0]), "name": part[0]["industry"]["name"]} for part in history.stretches(shown)[1:]
        ],
        "notes": [{"day": _number(note.day), "text": _text(note)} for note in noted],
        "compared": {"pillars": [pillar_label(pillar) for pillar in PILLARS], "bars": compared},
        "words": {
            "doubtful": _("in doubt"),
            "industry": _("Industry:"),
            "notes": _("Notes"),
            "percent": _("%(number)s%%", number=0),
            "unknown": _("not known"),
        },
    }
    return htmlsafe_json_dumps(data, separators=(",", ":"))


def longest_line(every: str, rhythm: int) -> int:
    """The most days between two captures that a line joins: twice the wanted rhythm, but two weeks at least.

    Nobody knows what the figures were meanwhile. The last captures of two months may lie further apart, and are joined.
    """
    return max(2 * rhythm, LONGEST_MONTHS if every == "month" else LONGEST_WEEKS)


def _text(note: Note) -> str:
    """What a note says, after the pillar that it is on."""
    words = notes.words(note)
    return f"{pillar_label(note.pillar)}: {words}" if note.pillar else words


def _columns(rows: Rows) -> dict[str, list[Any]]:
    return {figure: rows.column(figure) for figure in FIGURES}


def _number(day: dt.date) -> int:
    return (day - _FIRST).days
