"""What stands in the member's database file, read past the server."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

ROWS = """
    SELECT outcome, verdict, total, score, own.brand, own.people, own.insights, own.relationships,
           industry.rank AS industry_rank, industry.average AS industry_average,
           network.rank AS network_rank, network.average AS network_average
    FROM captures
    LEFT JOIN readings own
        ON (own.person_id, own.capture_id) = (captures.person_id, captures.id)
    LEFT JOIN group_readings industry
        ON (industry.person_id, industry.capture_id, industry.kind) = (captures.person_id, captures.id, 'industry')
    LEFT JOIN group_readings network
        ON (network.person_id, network.capture_id, network.kind) = (captures.person_id, captures.id, 'network')
    ORDER BY captured_at
"""


def rows(data_dir: Path) -> list[dict[str, Any]]:
    """Every capture with its figures, oldest first; scores are integers, in thousandths."""
    database = data_dir / "history.sqlite3"
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(ROWS)]


def wait_for_rows(data_dir: Path, number: int, *, seconds: float = 10) -> list[dict[str, Any]]:
    """The same, once there are so many."""
    until = time.monotonic() + seconds
    while len(found := rows(data_dir)) < number:
        assert time.monotonic() < until, f"{len(found)} captures were kept, not {number}"
        time.sleep(0.05)
    return found
