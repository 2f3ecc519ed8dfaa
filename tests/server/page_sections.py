"""Parts of a page, and the days that made histories are built around."""

from __future__ import annotations

import datetime as dt
import re

from ssi_server.clock import now

AT = now().replace(hour=10, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)
"""When the latest capture was made."""
DAY = AT.date()


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def markup(page: str, name: str) -> str:
    """The part that is labelled by this id."""
    found = re.search(rf'<(section|article)[^>]*aria-labelledby="{name}".*?</\1>', page, re.S)
    assert found, name
    return found[0]


def section(page: str, name: str) -> str:
    """The words of that part."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup(page, name)).split())
