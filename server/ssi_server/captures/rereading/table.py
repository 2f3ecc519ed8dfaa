"""The differences as a table for a terminal: by kind, by figure, by the time of the capture; each counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ssi_parser.reading import Value, json_value

from ...columns import fitted
from .batches import GONE, SEEN, UNOPENABLE
from .findings import Finding, Kind

_FIGURE, _CAPTURED, _KEPT, _TODAY = 32, 18, 24, 24
WIDTH = _FIGURE + _CAPTURED + _KEPT + _TODAY
"""Places of a line."""

_ORDER = list(Kind)


def table(name: str, found: Sequence[Finding]) -> Iterator[str]:
    """What differs in the captures of the person of this name, line by line; no line where nothing does."""
    if not found:
        return
    yield f"{fitted(name, WIDTH).rstrip()}\n"
    yield _row("figure", "captured", "kept", "today")
    yield "-" * WIDTH
    ordered = sorted(found, key=lambda one: (_ORDER.index(one.kind), one.figure, one.captured_at))
    for kind, of_kind in groupby(ordered, key=lambda one: one.kind):
        yield f"{kind}:"
        for figure, of_figure in groupby(of_kind, key=lambda one: one.figure):
            lines = [_line(one) for one in of_figure]
            yield f"  {fitted(figure, _FIGURE - 4).rstrip()} ({len(lines)})"
            yield from lines
    yield "-" * WIDTH + "\n"


def summary(counts: Mapping[str, int], without_page: int, *, keeping: bool) -> Iterator[str]:
    """What a run came across, in few lines; "No difference." where all was opened, and the two readers agree."""
    if not any(counts.get(each, 0) for each in (*Kind, UNOPENABLE)):
        yield "No difference."
    read = f"Captures read again: {counts.get(SEEN, 0)}."
    numbers = [(kind.lower(), counts.get(kind, 0)) for kind in Kind]
    numbers += [("cannot be opened", counts.get(UNOPENABLE, 0)), ("deleted meanwhile", counts.get(GONE, 0))]
    numbers += [("without a page, passed over", without_page)]
    yield " ".join([read, *(f"{name[0].upper()}{name[1:]}: {number}." for name, number in numbers if number)])
    if not keeping:
        yield "This was a dry run: nothing was changed."


def _line(one: Finding) -> str:
    return _row("", f"{one.captured_at:%Y-%m-%d %H:%M}", _told(one.kept), _told(one.today))


def _told(value: Value | None) -> str:
    return "-" if value is None else str(json_value(value))


def _row(figure: str, captured: str, kept: str, today: str) -> str:
    cells = (figure, _FIGURE), (captured, _CAPTURED), (kept, _KEPT), (today, _TODAY)
    return "".join(f"{fitted(text, places - 2)}  " for text, places in cells).rstrip()
