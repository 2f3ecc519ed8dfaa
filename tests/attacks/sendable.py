"""What schemathesis cannot know from the document: when captures can be made, and what a page looks like."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

import schemathesis
from hypothesis import strategies as st

_FIXTURES = Path(__file__).parents[2] / "fixtures"
_PAGES = [page.read_text("utf-8") for page in sorted(_FIXTURES.glob("*/page.html")) if page.stat().st_size < 20_000]
_OFFSETS = [dt.timezone(dt.timedelta(minutes=minutes)) for minutes in (-720, -210, 0, 60, 345, 840)]

schemathesis.openapi.format(
    "date-time",
    st.datetimes(
        dt.datetime(2003, 5, 7),  # noqa: DTZ001  # The zone is drawn.
        dt.datetime(2025, 12, 31),  # noqa: DTZ001
        timezones=st.sampled_from(_OFFSETS),
    ).map(dt.datetime.isoformat),
)


@schemathesis.hook
def map_case(_context: Any, case: Any) -> Any:
    """Puts one of our pages into most of the captures that are well-formed."""
    if case.operation.label == "POST /api/captures" and case.meta and case.meta.generation.mode.is_positive:
        choice = UUID(case.body["id"]).int % (len(_PAGES) + 2)
        if choice < len(_PAGES):
            case.body |= {"url": "https://www.linkedin.com/sales/ssi", "html": _PAGES[choice]}
    return case
