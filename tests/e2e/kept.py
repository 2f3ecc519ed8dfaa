"""What stands in the member's database file, read past the server."""

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
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
    with closing(_opened(data_dir)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(ROWS)]


def clicks(data_dir: Path) -> list[datetime]:
    """When each capture was made, to the second, in UTC; oldest first."""
    with closing(_opened(data_dir)) as connection:
        moments = connection.execute("SELECT captured_at FROM captures ORDER BY captured_at")
        return [datetime.fromisoformat(moment).replace(tzinfo=UTC) for (moment,) in moments]


def _opened(data_dir: Path) -> sqlite3.Connection:
    database = data_dir / "history.sqlite3"
    return sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)


def wait_for_rows(data_dir: Path, number: int, *, seconds: float = 10) -> list[dict[str, Any]]:
    """The same, once there are so many."""
    until = time.monotonic() + seconds
    while len(found := rows(data_dir)) < number:
        assert time.monotonic() < until, f"{len(found)} captures were kept, not {number}"
        time.sleep(0.05)
    return found
