"""Where the industry that the member is compared with became another: what lies on either side is not compared."""

from __future__ import annotations

from itertools import pairwise

from .rows import Rows


def same_industry(before: str | None, after: str | None) -> bool:
    """Whether two names may be the same industry's; an unknown name speaks against nothing."""
    return before is None or after is None or before == after


def stretches(rows: Rows) -> list[Rows]:
    """The rows, parted wherever the industry's name changes. Rows without a name go with those before them."""
    starts: list[int] = []
    name: str | None = None
    for place, this in enumerate(rows.column("industry.name")):
        if not starts or not same_industry(name, this):
            starts.append(place)
        name = this or name
    return [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
