"""Where the industry that the member is compared with became another: what lies on either side is not compared."""

from __future__ import annotations

from collections.abc import Sequence

from .rows import Row


def same_industry(before: str | None, after: str | None) -> bool:
    """Whether two names may be the same industry's; an unknown name speaks against nothing."""
    return before is None or after is None or before == after


def stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows, parted wherever the industry's name changes. Rows without a name go with those before them."""
    parts: list[list[Row]] = []
    name: str | None = None
    for row in rows:
        this = row["industry"]["name"]
        if not parts or not same_industry(name, this):
            parts.append([])
        parts[-1].append(row)
        name = this or name
    return parts
