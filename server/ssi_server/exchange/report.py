"""What came, or would come, of everything in a file that was to be taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext


class Fate(StrEnum):
    """What becomes of one item. Nothing that is here already is ever changed or replaced."""

    NEW = "new"
    KNOWN = "already_there"
    CONFLICTING = "conflicting"
    DELETED = "deleted_before"
    REFUSED = "refused"


LABELS: dict[Fate, Any] = {
    Fate.NEW: lazy_gettext("new"),
    Fate.KNOWN: lazy_gettext("already there"),
    Fate.CONFLICTING: lazy_gettext("conflicting"),
    Fate.DELETED: lazy_gettext("deleted before"),
    Fate.REFUSED: lazy_gettext("refused"),
}


class Lack(StrEnum):
    """What a file does not tell by itself, so that whoever brings it must."""

    MOMENT = "moment"
    COLUMNS = "columns"
    DATE_FORMAT = "date_format"
    ENCODING = "encoding"
    OWNER = "owner"


MOST_TOLD = 20
"""Words on single items that a file's report holds: a file that is wrong throughout is wrong in one way."""
_LONGEST_WORDS = 300


@dataclass
class Report:
    """How many items met which fate, and what is to be said of single ones. `name` is the file's."""

    name: str
    fates: Counter[Fate] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    untold: int = 0
    lacks: set[Lack] = field(default_factory=set)
    header: tuple[str, ...] = ()
    """The columns of a table that is none of ours."""

    @property
    def is_clean(self) -> bool:
        """Whether everything in it is here now, or was deleted here on purpose."""
        return not self.fates[Fate.REFUSED] and not self.fates[Fate.CONFLICTING]

    def note(self, fate: Fate, words: str = "") -> None:
        self.fates[fate] += 1
        if words:
            self.tell(words)

    def tell(self, words: str) -> None:
        """Words that may hold what the file says: cut short, and without letters that would steer a terminal."""
        if len(self.told) < MOST_TOLD:
            self.told.append("".join(letter if letter.isprintable() else " " for letter in words[:_LONGEST_WORDS]))
        else:
            self.untold += 1

    def summary(self) -> str:
        """The fates in a line: "3 new, 1 already there"."""
        known = (f"{self.fates[fate]} {label}" for fate, label in LABELS.items() if self.fates[fate])
        return ", ".join(known) or str(_("nothing in it"))


def total(reports: Iterable[Report]) -> Report:
    """All of them together, without words on single items."""
    return Report("", sum((report.fates for report in reports), Counter()))


def words(place: str, fate: Fate) -> str:
    """What is to be said of a fate that its member may not expect; empty for the others."""
    if fate is Fate.CONFLICTING:
        return str(_("%(place)s: what is here differs, and stays as it is.", place=place))
    if fate is Fate.DELETED:
        return str(_("%(place)s: was deleted here, and stays so.", place=place))
    return ""
