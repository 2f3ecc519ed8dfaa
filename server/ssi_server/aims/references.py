"""Averages of others, published somewhere, which a member may lay beside their own line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Reference:
    """`average` is a total, 0 to 100; `place` and `source` are for people."""

    key: str
    average: int
    place: Any
    source: Any
    year: int


REFERENCES = (
    Reference("spain_2017", 25, _("Spain"), _("Spanish article"), 2017),
    Reference("european_union_2017", 29, _("European Union"), _("Spanish article"), 2017),
)
"""Nothing newer is published; the sources name no size of sample."""
