"""A year of daily captures, pages and dictionary included, takes little room on the disk."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from year import DAYS, bytes_in, captures, kept_in

MEGABYTE = 1_000_000


def test_a_year_of_daily_captures_fits_into_a_megabyte(tmp_path: Path) -> None:
    file = kept_in(tmp_path, captures())
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM captures WHERE verdict = 'consistent'").fetchone() == (DAYS,)
        assert connection.execute("SELECT count(*) FROM pages").fetchone() == (DAYS,)
    assert bytes_in(file) <= MEGABYTE
