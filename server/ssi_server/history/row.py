"""One capture's columns as a row of the history: the dict that the API sends, with its figures by dotted names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from ssi_parser.reading import COMPARED, PILLARS

from .query import GROUP_FIGURES

Row = dict[str, Any]
"""With `date`, `capture`, `total`, `score`, `pillars`, `industry` and `network`."""

_PILLARS = tuple(f"pillars.{pillar}" for pillar in PILLARS)
_OF_GROUPS = tuple(f"{group}.{name}" for group in COMPARED for name in (*GROUP_FIGURES, *_PILLARS))
PLACES = {name: place for place, name in enumerate(("date", "capture", "total", "score", *_PILLARS, *_OF_GROUPS))}
"""Where each stands among the columns of `captures_read`."""

THOUSANDTHS = frozenset(name for name in PLACES if name == "score" or "pillars." in name)
"""Those that the columns hold as integer thousandths."""

_UNKNOWN = (None,) * len(PILLARS)


def row_of(capture: Sequence[Any]) -> Row:
    """The row of a capture, given as the columns of `captures_read`."""
    return {
        "date": capture[0].isoformat(),
        "capture": str(capture[1]),
        "total": capture[2],
        "score": json_points(capture[3]),
        "pillars": _pillars(capture[4:8]),
        "industry": _group(capture[8:17]),
        "network": _group(capture[17:]),
    }


def value(row: Row, name: str) -> Any:
    """A row's figure by its dotted name, as JSON has it; None where it is unknown.

    >>> row = {"total": 20, "network": {"rank": 81, "pillars": None}}
    >>> [value(row, name) for name in ("total", "network.rank", "network.pillars.brand")]
    [20, 81, None]
    """
    found: Any = row
    for part in name.split("."):
        found = None if found is None else found[part]
    return found


def figure(row: Row, name: str) -> Decimal | None:
    """A row's figure by its dotted name, exact to the thousandth; None where it is unknown.

    >>> row = {"total": 20, "pillars": {"brand": 13.118}, "network": {"rank": 81, "pillars": None}}
    >>> [figure(row, name) for name in ("total", "pillars.brand", "network.rank", "network.pillars.brand")]
    [Decimal('20'), Decimal('13.118'), Decimal('81'), None]
    """
    found = value(row, name)
    return None if found is None else exact(found)


@cache  # There are no more than a hundred thousand values, and ten years of rows hold fifty thousand of them.
def json_points(thousandths: int | None) -> float | int | None:
    """Points as a JSON number; whole ones are integers, as `json_value` writes them.

    >>> json_points(13118), json_points(15000), json_points(None)
    (13.118, 15, None)
    """
    if thousandths is None:
        return None
    whole, rest = divmod(thousandths, 1000)
    return thousandths / 1000 if rest else whole


@cache  # Of as many values.
def exact(number: float) -> Decimal:
    """A JSON number as the decimal that it stands for.

    >>> exact(13.118)
    Decimal('13.118')
    """
    return Decimal(str(number))


def _group(values: Sequence[Any]) -> dict[str, Any]:
    figures = dict(zip(GROUP_FIGURES, values, strict=False))
    figures["pillars"] = None if values[5:] == _UNKNOWN else _pillars(values[5:])
    return figures


def _pillars(thousandths: Sequence[int | None]) -> dict[str, Any]:
    return dict(zip(PILLARS, map(json_points, thousandths), strict=True))
