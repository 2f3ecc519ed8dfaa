"""What the address of a board asks for: which members in which order, and a day to look at before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from ..board import DAYS, FILTERS, MOST_DAYS, ORDERS
from .form import LAST_DAY, Form

LONGEST_NAME = 100
EVERY = "month"
"""What a row of the team's history stands for unless the address says otherwise: few capture in every week."""


@dataclass(frozen=True)
class Asked:
    """`sort` is the word of an order, `find` a part of a name, `only` the word of a filter or empty.

    `day` is None where nothing is to be looked at before and after; `days` is how many dates count on either side.
    `form` holds what was typed, and what was wrong with it.
    """

    form: Form
    sort: str = "name"
    descending: bool = False
    find: str = ""
    only: str = ""
    day: dt.date | None = None
    days: int = DAYS

    @classmethod
    def of(cls, address: Mapping[str, str]) -> Asked:
        """What can be made of an address; an unknown order or filter is none."""
        form = Form(address)
        sort = address.get("sort", "")
        order, only = sort.removeprefix("-"), address.get("only", "")
        days = form.whole("days", 1, MOST_DAYS)
        return cls(
            form=form,
            sort=order if order in ORDERS else "name",
            descending=sort.startswith("-") and order in ORDERS,
            find=form.text("find", LONGEST_NAME) or "",
            only=only if only in FILTERS else "",
            day=None if form.errors.get("days") else form.day("day", until=LAST_DAY),
            days=days or DAYS,
        )

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address for it."""
        order = f"-{self.sort}" if self.descending else self.sort
        asked = {"sort": "" if order == "name" else order, "find": self.find, "only": self.only}
        around = {"day": str(self.day), "days": str(self.days)} if self.day else {}
        return {name: text for name, text in (asked | around).items() if text}

    def sorting(self, order: str) -> str:
        """What to write for `sort` in the address, for a click on that column: the other way round at the second."""
        return f"-{order}" if self.sort == order and not self.descending else order

    def sorted_by(self, order: str) -> str:
        """How the column stands, as `aria-sort` names it."""
        if self.sort != order:
            return "none"
        return "descending" if self.descending else "ascending"

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The words of the filters with their names for people."""
        names = {"": _("everybody"), "floor": _("under the floor"), "stale": _("no capture of late")}
        return [(word, names[word]) for word in ("", *FILTERS)]
