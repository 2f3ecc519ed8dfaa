"""An error as the log may have it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def trace(error: BaseException) -> str:
    """The kinds of an error and of its causes, the first cause first, and the lines of code where each arose.

    Never their messages: those may quote what somebody has sent, a page or a token among it.
    """
    return "".join(_lines(error)).rstrip()


def _lines(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _lines(cause)
        yield "which led to\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
