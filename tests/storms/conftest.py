"""What the storms go over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storms import cluster
from storms.cluster import Cluster


@pytest.fixture
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL that takes connections."""
    with cluster.running() as running:
        yield running
