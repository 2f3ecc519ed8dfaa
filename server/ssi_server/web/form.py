"""A form as it was typed: read field by field, with what is wrong beside each field, all of it at once."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from ..people import names
from .formats import long_date, number

FIRST_DAY = dt.date(2003, 5, 5)
"""LinkedIn opened; nothing of a member's history is older."""
LAST_DAY = dt.date(2100, 12, 31)

_NUMBER = re.compile(r"[+-]?\d{1,6}(\.\d+)?", re.ASCII)
_NO_TEXT = frozenset(("Cc", "Cs"))
"""Unicode's control characters and lone surrogates."""


class Form:
    """`typed` is shown again as it was typed; `errors` hold, by field, what to do about it.

    Each reader returns None for a field that is left empty, and for one that is wrong.
    """

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed = dict(typed or {})
        self.errors: dict[str, str] = {}

    def wrong(self, name: str, words: str) -> None:
        """Notes what is wrong with a field; what was noted first stays."""
        self.errors.setdefault(name, words)

    def needs(self, name: str, value: Any, words: str) -> None:
        """Notes the words unless there is a value, or something is wrong with the field already."""
        if value is None:
            self.wrong(name, words)

    @contextmanager
    def giving_name(self, name: str, taken: str) -> Iterator[None]:
        """Around what calls somebody or something so: notes beside the field that the name is taken, or is none."""
        try:
            yield
        except names.NameTaken:
            self.wrong(name, taken)
        except names.BadName as error:
            self.wrong(name, _(str(error)))

    def text(self, name: str, longest: int) -> str | None:
        """Text without blanks around it, lines kept, at most so many letters."""
        typed = self.typed.get(name, "").replace("\r\n", "\n").strip()
        if any(unicodedata.category(letter) in _NO_TEXT and letter != "\n" for letter in typed):
            self.wrong(name, _("Take out the characters that are no letters: they cannot be shown."))
        elif len(typed) > longest:
            self.wrong(name, _("Make it shorter: %(longest)s letters at most.", longest=longest))
        else:
            return typed or None
        return None

    def day(self, name: str, until: dt.date = LAST_DAY) -> dt.date | None:
        """A date from LinkedIn's first day to `until`."""
        typed = self.typed.get(name, "").strip()
        if not typed:
            return None
        try:
            day = dt.date.fromisoformat(typed)
        except ValueError:
            self.wrong(name, _("Write the date as year-month-day, like 2026-03-05."))
            return None
        if FIRST_DAY <= day <= until:
            return day
        self.wrong(
            name, _("Choose a date from %(first)s to %(last)s.", first=long_date(FIRST_DAY), last=long_date(until))
        )
        return None

    def time(self, name: str) -> dt.time | None:
        """Hours and minutes."""
        typed = self.typed.get(name, "").strip()
        if not typed:
            return None
        try:
            return dt.datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007  # a time alone, no instant
        except ValueError:
            self.wrong(name, _("Write the time as hours and minutes, like 09:30."))
            return None

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within these bounds."""
        found = self._number(name)
        if found is None or (found == found.to_integral_value() and least <= found <= most):
            return None if found is None else int(found)
        self.wrong(name, _("Enter a whole number from %(least)s to %(most)s.", least=number(least), most=number(most)))
        return None

    def points(self, name: str, most: int) -> Decimal | None:
        """Points from 0 to `most`, to 0.001, with a point or a comma before the decimals."""
        found = self._number(name)
        if found is None or (0 <= found <= most and found == round(found, 3)):
            return found
        self.wrong(name, _("Enter points from 0 to %(most)s, with three decimals at most.", most=most))
        return None

    def _number(self, name: str) -> Decimal | None:
        typed = self.typed.get(name, "").strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
        if not typed:
            return None
        if not _NUMBER.fullmatch(typed):
            self.wrong(name, _("Enter a number, in digits."))
            return None
        return Decimal(typed)
