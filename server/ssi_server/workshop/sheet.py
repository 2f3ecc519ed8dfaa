"""Page and figures beside each other, for somebody who compares them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from ..columns import fitted
from ..explain import figures, told
from .folder import Fixture
from .sight import as_read

_NAME, _FIGURES = 32, 50
_BESIDE = 100
"""Places of a figure's name, of a figure, and of a line in which page and figures stand beside each other."""


def sheet(fixture: Fixture, width: int) -> str:
    """The page as a person would read it, and what is expected of it: in two columns where they fit."""
    expected = rows_of(fixture)
    lines = as_read(fixture.html)
    if width < _BESIDE:
        return "\n".join([*_wrapped(lines, width), "", *expected])
    left = width - _FIGURES
    rows = zip_longest(_wrapped(lines, left - 3), expected, fillvalue="")
    return "\n".join(f"{fitted(line, left - 3)} │ {figure}".rstrip() for line, figure in rows)


def rows_of(fixture: Fixture) -> list[str]:
    """What is expected of the page, one line each."""
    return [fitted(name, _NAME) + told(value) for name, value in stated(fixture.outcome).items()]


def stated(outcome: dict[str, Any]) -> dict[str, Any]:
    """Everything that an outcome states, by name: figures, language, doubts; or how the page is refused."""
    if "code" in outcome:
        return {"refused as": outcome["code"]}
    doubts = {f"doubt of {doubt['figure']}": doubt["problem"] for doubt in outcome["doubts"]}
    return figures(outcome) | {"language": outcome["language"]} | doubts


def _wrapped(lines: list[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, width, subsequent_indent="  ") or [""]
