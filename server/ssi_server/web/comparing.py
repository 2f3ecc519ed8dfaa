"""Which dates the member compares, as the address says with `at` and `and`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from ssi_parser.reading import PILLARS, json_value

from .. import history
from ..history import Row, Rows
from ..history.comparison import Difference, Standing
from .formats import long_date, short_date


@dataclass(frozen=True)
class Side:
    """A date that was asked for, and the latest row on or before it; None before the first."""

    day: dt.date
    row: Row | None

    @property
    def label(self) -> str:
        """The day of the row, for people; empty where there is none."""
        return short_date(self.row["date"]) if self.row else ""


@dataclass(frozen=True)
class Comparing:
    """One date, where the member stands beside industry and network, or two dates side by side, the earlier first.

    `asked` is whether the address named any; `problems` are words for people: what it named and cannot have.
    """

    first: Side
    second: Side | None = None
    asked: bool = False
    problems: tuple[str, ...] = ()

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address for it."""
        return {"at": str(self.first.day)} | ({"and": str(self.second.day)} if self.second else {})

    @property
    def standings(self) -> list[Standing]:
        return history.standings(self.first.row) if self.first.row else []

    @property
    def differences(self) -> list[Difference]:
        before, after = self.first.row, self.second.row if self.second else None
        return history.side_by_side(before, after) if before and after else []

    @property
    def bars(self) -> list[dict[str, Any]]:
        """The pillars as groups of bars: of the member and both groups, or of the member on both dates."""
        found = {one.figure: one for one in self.differences}
        if found and self.second:
            both = [found[f"pillars.{pillar}"] for pillar in PILLARS]
            return [
                _bar("before", self.first.label, [one.before for one in both]),
                _bar("after", self.second.label, [one.after for one in both]),
            ]
        pillars = self.standings[1:]
        return [
            _bar("own", _("You"), [one.own for one in pillars]),
            _bar("industry", _("Industry"), [one.industry for one in pillars]),
            _bar("network", _("Network"), [one.network for one in pillars]),
        ]


def comparing(asked: Mapping[str, str], rows: Rows, until: dt.date) -> Comparing:
    """What the address asks for; the last date of the page's range where it names none that can be read."""
    days, problems = [], []
    for name in ("at", "and"):
        text = asked.get(name, "").strip()
        try:
            days.append(dt.date.fromisoformat(text) if text else None)
        except ValueError:
            days.append(None)
            problems.append(_("“%(asked)s” is no date: write it as year-month-day, like 2026-03-05.", asked=text))
    first, second = days[0] or until, days[1]
    if second:
        first, second = min(first, second), max(first, second)
    sides = [Side(day, history.row_at(rows, day)) for day in (first, second) if day]
    problems += [
        _("There is no capture on or before %(day)s.", day=long_date(side.day)) for side in sides if side.row is None
    ]
    return Comparing(sides[0], sides[1] if second else None, any(days), tuple(problems))


def _bar(name: str, label: str, values: list[Decimal | None]) -> dict[str, Any]:
    return {"name": name, "label": str(label), "values": [json_value(value) for value in values]}
